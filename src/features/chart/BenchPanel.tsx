/** The capstone's measurement: predict, start, watch, cancel, and read its verdict, chart and tables. */
import { useDeferredValue, useEffect, useImperativeHandle, useMemo, useState, type Ref } from "react";
import { useStore } from "zustand";
import { shallow } from "zustand/shallow";
import { gradedIn, type Bench } from "../../../harness/report.ts";
import { measuring } from "../../sandbox/parts.ts";
import type { Measure } from "../../sandbox/types.ts";
import { subjectOf, type Subject } from "../../../harness/bench/subjects.ts";
import { createBenchRun, type BenchState } from "./bench-run.ts";
import { Controls, ProfileTabs } from "./Controls.tsx";
import { EarlierRuns } from "./EarlierRuns.tsx";
import { LiveRegion } from "./LiveRegion.tsx";
import type { Prediction } from "./prediction.ts";
import { Expected } from "./Expected.tsx";
import { ProfileView } from "./ProfileView.tsx";
import type { RealSeries } from "./real-series.ts";
import { RealTokio } from "./RealTokio.tsx";
import { useLater } from "./use-later.ts";
import { WorkCurve } from "./WorkCurve.tsx";
import styles from "./BenchPanel.module.css";

const measureInSandbox: Measure = async (source, request) => {
  const { measure } = await measuring.load();
  return measure(source, request);
};

/** FNV-1a rounds in the graded measurement; facts about the clock and the target depend on it. */
const GRADED_ROUNDS = 8;

export interface BenchPanelHandle {
  /** Measures this source immediately, as the panel's own button does with its `source`. */
  start(source: string): void;
}

export interface BenchPanelProps {
  ref?: Ref<BenchPanelHandle>;
  /** What the panel's own button measures: a file that passes every check. Without one there is no button. */
  source?: string | undefined;
  /** The newest stored measurement, shown until there is a new one. */
  earlier?: Bench | undefined;
  /** All stored measurements, oldest first: the chart marks them and a table lists them. */
  history?: readonly Bench[];
  /** Called when the measurement is complete, recorded or not. */
  onMeasured?: (bench: Bench) => void;
  measure?: Measure;
  /** What the learner expected before the first measurement, and the callback for changes. */
  expected: Prediction | undefined;
  onExpect: (prediction: Prediction) => void;
  /** What `cargo bench` measured on the learner's machine. Keep its identity: a new one redraws the chart. */
  series: readonly RealSeries[];
}

const NO_HISTORY: readonly Bench[] = [];
const NOTHING_SAID: Prediction = {};

export function BenchPanel(props: BenchPanelProps) {
  const {
    ref,
    source,
    history = NO_HISTORY,
    earlier = history.at(-1),
    onMeasured,
    measure = measureInSandbox,
    expected,
    onExpect,
    series,
  } = props;
  const [run] = useState(() => createBenchRun(measure));
  // Not the whole state: progress changes several times a second, and only the controls need it.
  const measuring = useStore(run.store, ({ phase }) =>
    phase.kind === "running" ? phase.subject : undefined,
  );
  const finished = useStore(run.store, ({ phase }) => (phase.kind === "done" ? phase.bench : undefined));
  const measured = useStore(run.store, (state) => state.profiles);
  const [chosen, setChosen] = useState<Subject | null>(null);
  useEffect(() => () => run.cancel(), [run]);

  async function start(measuredSource: string) {
    setChosen(null);
    const bench = await run.start(measuredSource, GRADED_ROUNDS);
    // A separate task, because it changes other parts of the page while the verdict is being rendered.
    if (bench !== null) setTimeout(() => onMeasured?.(bench));
  }
  useImperativeHandle(ref, () => ({ start: (measuredSource) => void start(measuredSource) }));

  const running = measuring !== undefined;
  // When a run ends without a measurement, the previous one comes back.
  const bench = finished ?? (running ? undefined : earlier);
  const profiles = bench === undefined ? measured : byName(bench);
  const graded = running ? profiles["tokio debug"] : gradedIn({ profiles: Object.values(profiles) });
  const judged: Subject = graded === undefined ? "tokio debug" : subjectOf(graded);
  const shown = chosen ?? measuring ?? judged;
  const older = useSame(history.filter((old) => old.startedAt !== bench?.startedAt));
  const profile = profiles[shown];
  const open = earlier === undefined && finished === undefined && !running;
  const predictions = useMemo(
    () => ({ [judged]: expected ?? (open ? NOTHING_SAID : undefined) }),
    [expected, open, judged],
  );
  // The controls respond immediately. Large parts follow a moment later, from top to bottom, above all at a run's end.
  const seen = useDeferredValue(
    useMemo(
      () => ({ name: shown, graded: judged, bench, profile, running, older }),
      [shown, judged, bench, profile, running, older],
    ),
  );
  const below = useLater(seen, "work curve");
  const settling = useLater(running, "panel layer");
  return (
    <section
      className={styles.panel}
      data-running={running || settling}
      aria-label="Measurement of spawn against inline"
    >
      <Controls run={run} earlier={earlier} source={source} onStart={start} />
      <ProfileTabs measuring={measuring} profiles={profiles} shown={shown} onChoose={setChosen} />
      {bench?.withoutTokio !== undefined && (
        <p className={styles.note}>
          Tokio itself could not be measured here, so BENCH is the model’s: {bench.withoutTokio}
        </p>
      )}
      <Expected expected={expected} open={open} asked={shown === judged} graded={graded} />
      <ProfileView
        run={run}
        seen={seen}
        predictions={predictions}
        onPredict={open ? onExpect : undefined}
        series={series}
      />
      <LiveRegion run={run} book={run.books[shown]} graded={graded} />
      {below.bench && (
        <WorkCurve
          key={below.bench.startedAt + below.name}
          bench={below.bench}
          subject={below.name}
          source={source}
          measure={measure}
        />
      )}
      <RealTokio />
      {older.length > 0 && <EarlierRuns runs={older} />}
    </section>
  );
}

/** Returns the same list while its content is the same. */
function useSame<T>(list: readonly T[]): readonly T[] {
  const [kept, keep] = useState(list);
  if (shallow(kept, list)) return kept;
  keep(list);
  return list;
}

function byName(bench: Bench): BenchState["profiles"] {
  return Object.fromEntries(bench.profiles.map((profile) => [subjectOf(profile), profile]));
}

export default BenchPanel;
