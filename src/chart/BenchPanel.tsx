/** The capstone's measurement: expect, start, watch, cancel, and read its verdict, chart and tables. */
import { useEffect, useImperativeHandle, useMemo, useState, type Ref } from "react";
import { useStore } from "zustand";
import type { Bench } from "../../harness/report.ts";
import type { Profile } from "../sandbox/types.ts";
import { createBenchRun, type BenchState, type Measure } from "./bench-run.ts";
import { Controls, ProfileTabs } from "./Controls.tsx";
import { EarlierRuns } from "./EarlierRuns.tsx";
import { LiveRegion } from "./LiveRegion.tsx";
import { compare, type Prediction } from "./prediction.ts";
import { PredictionForm } from "./PredictionForm.tsx";
import { ProfileView } from "./ProfileView.tsx";
import { RealTokio } from "./RealTokio.tsx";
import { WorkCurve } from "./WorkCurve.tsx";
import styles from "./BenchPanel.module.css";

const measureInSandbox: Measure = async (source, request) => {
  const { measure } = await import("../sandbox/measure.ts");
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
  /** Called once both profiles are measured, recorded or not. */
  onMeasured?: (bench: Bench) => void;
  measure?: Measure;
}

const NO_HISTORY: readonly Bench[] = [];

export function BenchPanel(props: BenchPanelProps) {
  const {
    ref,
    source,
    history = NO_HISTORY,
    earlier = history.at(-1),
    onMeasured,
    measure = measureInSandbox,
  } = props;
  const [run] = useState(() => createBenchRun(measure));
  const state = useStore(run.store);
  const [chosen, setChosen] = useState<Profile | null>(null);
  const [prediction, setPrediction] = useState<Prediction | null>(null);
  useEffect(() => () => run.cancel(), [run]);

  async function start(measured: string) {
    setChosen(null);
    const bench = await run.start(measured, GRADED_ROUNDS);
    if (bench !== null) onMeasured?.(bench);
  }
  useImperativeHandle(ref, () => ({ start: (measured) => void start(measured) }));

  const { phase } = state;
  // What was there before comes back when a run ends without a measurement.
  const bench = phase.kind === "done" ? phase.bench : phase.kind === "running" ? undefined : earlier;
  const profiles = bench === undefined ? state.profiles : byName(bench);
  const shown = chosen ?? (phase.kind === "running" ? phase.profile : "debug");
  const older = useMemo(() => history.filter((old) => old.startedAt !== bench?.startedAt), [history, bench]);
  const untouched = phase.kind === "idle" && earlier === undefined;
  return (
    <section className={styles.panel} aria-label="Measurement of spawn against inline">
      {(untouched || prediction) && (
        <PredictionForm prediction={prediction} locked={!untouched} onChange={setPrediction} />
      )}
      <Controls state={state} earlier={earlier} source={source} onStart={start} onCancel={run.cancel} />
      <ProfileTabs state={state} profiles={profiles} shown={shown} onChoose={setChosen} />
      <ProfileView
        key={shown}
        name={shown}
        run={run}
        bench={bench}
        profile={profiles[shown]}
        running={phase.kind === "running"}
        prediction={shown === "debug" ? prediction : null}
        older={older}
      />
      {prediction && profiles.debug && (
        <p className={styles.compared}>
          {compare(prediction, { ratio: profiles.debug.ratio, spawnP99Ns: profiles.debug.spawn.p99 })}
        </p>
      )}
      <LiveRegion state={state} book={run.books[shown]} />
      {bench && (
        <WorkCurve
          key={bench.startedAt + shown}
          bench={bench}
          profile={shown}
          source={source}
          measure={measure}
        />
      )}
      <RealTokio />
      {older.length > 0 && <EarlierRuns runs={older} />}
    </section>
  );
}

function byName(bench: Bench): BenchState["profiles"] {
  return Object.fromEntries(bench.profiles.map((profile) => [profile.profile, profile]));
}

export default BenchPanel;
