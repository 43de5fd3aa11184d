/** Everything behind the number: how it was measured, its parts one by one, the tables, and the files to save. */
import { Fragment, type ReactNode, type RefObject } from "react";
import { RotateCcw } from "lucide-react";
import type { BenchProfile } from "../../../harness/report.ts";
import { SUBJECTS, type Subject } from "../../../harness/bench/subjects.ts";
import type { Measure } from "../../sandbox/types.ts";
import type { BenchRun } from "./bench-run.ts";
import { NAMES, verdictOn, whatItIs } from "./bench-words.ts";
import { EarlierRuns } from "./EarlierRuns.tsx";
import { SeriesToggles } from "./Legend.tsx";
import { compare, type Prediction } from "./prediction.ts";
import { QuantileTable, RatioFacts } from "./QuantileTable.tsx";
import { RealTokio } from "./RealTokio.tsx";
import type { RealSeries } from "./real-series.ts";
import { SaveButtons } from "./SaveButtons.tsx";
import { SpawnLadder } from "./SpawnLadder.tsx";
import { useBookVersion } from "./use-frame.ts";
import { useLater } from "./use-later.ts";
import type { ShownSeries } from "./use-series.ts";
import { WorkCurve } from "./WorkCurve.tsx";
import type { Seen } from "./ChartView.tsx";
import styles from "./BenchPanel.module.css";

interface Props {
  run: BenchRun;
  seen: Seen;
  /** Contains the drawing. */
  view: RefObject<HTMLElement | null>;
  series: ShownSeries;
  brought: readonly RealSeries[];
  expected: Prediction | undefined;
  /** What passed the checks and can be measured; undefined while nothing has. */
  source: string | undefined;
  measure: Measure;
  onAgain(subject: Subject): void;
  /** The conditions, in the page's own words. */
  conditions: ReactNode;
}

export function MethodAndData(props: Props) {
  const { run, view, series, brought, expected, source, measure, onAgain, conditions } = props;
  const seen = useLater(props.seen, "details");
  const { name, profile, bench, running, older } = seen;
  return (
    <div className={styles.method}>
      {bench?.withoutTokio !== undefined && (
        <p className={styles.note}>
          Tokio itself could not be measured here, so BENCH is the model’s: {bench.withoutTokio}
        </p>
      )}
      {profile && <Judged profile={profile} graded={name === seen.graded} expected={expected} />}
      {source !== undefined && (
        <p className={styles.save}>
          <span>Measure one again</span>
          {SUBJECTS.map((subject) => (
            <button
              key={subject}
              type="button"
              className="button small"
              disabled={props.seen.running}
              onClick={() => onAgain(subject)}
            >
              <RotateCcw size={14} aria-hidden="true" /> {NAMES[subject]}
            </button>
          ))}
        </p>
      )}
      {conditions}
      <Numbers run={run} seen={seen} series={series.shown}>
        <SaveButtons
          view={view}
          subject={name}
          books={run.books}
          bench={bench}
          series={series.shown.filter((one) => brought.includes(one))}
          disabled={props.seen.running || running}
        />
      </Numbers>
      <SeriesToggles series={series.all} shown={series.shown} onToggle={series.toggle} />
      {profile?.ladder && <SpawnLadder profile={profile} ladder={profile.ladder} />}
      {profile?.notes?.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      <p className={styles.explain}>{whatItIs(name, profile)}</p>
      {bench && (
        <WorkCurve
          key={bench.startedAt + name}
          bench={bench}
          subject={name}
          source={source}
          measure={measure}
        />
      )}
      <RealTokio />
      {older.length > 0 && <EarlierRuns runs={older} />}
    </div>
  );
}

function Judged(props: { profile: BenchProfile; graded: boolean; expected: Prediction | undefined }) {
  const { profile, graded, expected } = props;
  const guess =
    graded && profile.recorded && expected
      ? compare(expected, {
          ratio: profile.ratio,
          inlineP99Ns: profile.inline.p99,
          spawnP99Ns: profile.spawn.p99,
        })
      : "";
  return (
    <>
      <p className={styles.judged}>{verdictOn(profile).detail}</p>
      {guess !== "" && <p className={styles.judged}>{guess}</p>}
    </>
  );
}

/** The part that follows the book once a second; the chart above follows on its own. */
function Numbers(props: {
  run: BenchRun;
  seen: Seen;
  series: readonly RealSeries[];
  /** Actions on the measurements. */
  children: ReactNode;
}) {
  const { profile, running, name, graded } = props.seen;
  const book = props.run.books[name];
  useBookVersion(book);
  const any = profile !== undefined || running || book.counted.inline.total > 0;
  if (!any && props.series.length === 0) return null;
  return (
    <Fragment>
      {props.children}
      {any && <RatioFacts counted={book.counted} profile={profile} graded={name === graded} />}
      <QuantileTable counted={book.counted} profile={profile} series={props.series} />
    </Fragment>
  );
}
