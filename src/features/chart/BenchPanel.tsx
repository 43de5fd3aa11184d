/** The capstone's measurement: expect, start, watch, cancel, and read its verdict, chart and tables. */
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

/** FNV-1a rounds in the graded measurement; facts about the clock and the target rest on it. */
const GRADED_ROUNDS = 8;

export interface BenchPanelHandle {
  /** Measures this source at once, as the panel's own button does with its `source`. */
  start(source: string): void;
}

export interface BenchPanelProps {
  ref?: Ref<BenchPanelHandle>;
  /** What the panel's own button measures: a file that passes every check. Without one the button waits. */
  source?: string | undefined;
  /** The newest stored measurement, shown until there is a new one. */
  earlier?: Bench | undefined;
  /** All stored measurements, oldest first: marked on the chart and listed. */
  history?: readonly Bench[];
  /** Called once everything is measured, recorded or not. */
  onMeasured?: (bench: Bench) => void;
  measure?: Measure;
  /** What the learner expected before the first measurement, and where a change of it goes. */
  expected: Prediction | undefined;
  onExpect: (prediction: Prediction) => void;
  /** What `cargo bench` measured on the learner's machine. Keep its identity: it is what redraws the chart. */
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
  // Not the whole state: its progress changes several times a second, and concerns the controls alone.
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
    // A task of its own, since it changes the page elsewhere: the verdict is on its way to the screen.
    if (bench !== null) setTimeout(() => onMeasured?.(bench));
  }
  useImperativeHandle(ref, () => ({ start: (measuredSource) => void start(measuredSource) }));

  const running = measuring !== undefined;
  // What was there before comes back when a run ends without a measurement.
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
  // The controls answer at once. What is big, above all at a run's end, comes a moment later, from top to bottom.
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

/** The same list as long as it holds the same. */
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
