/** The capstone's measurement: predict, submit, watch, and read the number, its picture and what is behind them. */
import {
  useDeferredValue,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from "react";
import { useStore } from "zustand";
import { shallow } from "zustand/shallow";
import { gradedIn, type Bench, type BenchProfile } from "../../../harness/report.ts";
import { subjectOf, SUBJECTS, type Subject } from "../../../harness/bench/subjects.ts";
import type { Measure } from "../../sandbox/types.ts";
import type { BenchRun as Stored } from "../../progress/schema.ts";
import { standingBench, standingOf } from "../../progress/standing.ts";
import { Unfold } from "../../ui/Unfold.tsx";
import type { BenchState } from "./bench-run.ts";
import type { Card } from "./card.ts";
import { ChartView } from "./ChartView.tsx";
import { Expected } from "./Expected.tsx";
import { HeadlineView } from "./HeadlineView.tsx";
import { scrollFor } from "./in-view.ts";
import { keptRun } from "./kept-run.ts";
import { LiveRegion } from "./LiveRegion.tsx";
import { MethodAndData } from "./MethodAndData.tsx";
import type { Prediction } from "./prediction.ts";
import { ProfileTabs } from "./ProfileTabs.tsx";
import type { RealSeries } from "./real-series.ts";
import { ShareResult } from "./ShareResult.tsx";
import { SpawnShares } from "./SpawnShares.tsx";
import { SubmitRow, type Submission } from "./SubmitRow.tsx";
import { useLater } from "./use-later.ts";
import { useSeries } from "./use-series.ts";
import styles from "./BenchPanel.module.css";

/** FNV-1a rounds in the graded measurement; facts about the clock and the target depend on it. */
const GRADED_ROUNDS = 8;

export interface BenchPanelHandle {
  /** Measures this source immediately. */
  start(source: string): void;
}

export interface BenchPanelProps {
  ref?: Ref<BenchPanelHandle>;
  /** The measurement of each exercise goes on when its page is left. */
  exercise: string;
  submission: Submission;
  /** A file that passes every check and can be measured again; undefined while there is none. */
  source: string | undefined;
  /** All stored measurements, oldest first. */
  stored: readonly Stored[];
  /** Called when a measurement is complete, recorded or not; the page may be another one by then. */
  onMeasured(measured: Pick<Stored, "bench" | "histograms">): void;
  measure: Measure;
  /** What the learner expected before the first measurement, and the callback for changes. */
  expected: Prediction | undefined;
  onExpect: (prediction: Prediction) => void;
  /** What `cargo bench` measured on the learner's machine. Keep its identity: a new one redraws the chart. */
  series: readonly RealSeries[];
  /** What the page says about how it was measured. */
  conditions: ReactNode;
}

const NOTHING_SAID: Prediction = {};

export function BenchPanel(props: BenchPanelProps) {
  const { ref, exercise, submission, source, stored, onMeasured, measure, expected, onExpect } = props;
  const run = useMemo(() => keptRun(exercise, measure), [exercise, measure]);
  // Not the whole state: progress changes several times a second, and only the row above needs it.
  const measuring = useStore(run.store, ({ phase }) =>
    phase.kind === "running" ? phase.subject : undefined,
  );
  const finished = useStore(run.store, ({ phase }) => (phase.kind === "done" ? phase.bench : undefined));
  const measured = useStore(run.store, (state) => state.profiles);
  const [chosen, setChosen] = useState<Subject | null>(null);
  const stage = useRef<HTMLDivElement>(null);
  const view = useRef<HTMLDivElement>(null);

  async function start(measuredSource: string, only?: Subject) {
    setChosen(only ?? null);
    const bench = await run.start(measuredSource, GRADED_ROUNDS, only);
    if (bench === null) return;
    const kept = bench.profiles.flatMap((profile) => {
      const histogram = run.books[subjectOf(profile)].histogram();
      return histogram ? [[subjectOf(profile), histogram] as const] : [];
    });
    // A separate task, because it changes other parts of the page while the verdict is being rendered.
    setTimeout(() => onMeasured({ bench, histograms: Object.fromEntries(kept) }));
  }
  useImperativeHandle(ref, () => ({ start: (measuredSource) => void start(measuredSource) }));

  const running = measuring !== undefined;
  useEffect(() => {
    const box = stage.current;
    if (!running || box === null) return;
    const bring = () => {
      const px = scrollFor(box, view.current);
      if (px !== 0) window.scrollBy({ top: px });
    };
    // Its words grow while it warms up. A reader who moves the page meanwhile has it to themselves.
    const observer = new ResizeObserver(bring);
    observer.observe(box);
    const moved = new AbortController();
    moved.signal.addEventListener("abort", () => observer.disconnect());
    for (const input of ["wheel", "touchmove", "keydown"])
      window.addEventListener(input, () => moved.abort(), { passive: true, signal: moved.signal });
    return () => moved.abort();
  }, [running]);

  const history = useSame(withFinished(stored, finished));
  const bench = useMemo(() => standingBench(history), [history]);
  useKeptSamples(run.books, history, stored, running);
  const standing = bench && gradedIn(bench);
  const judged = judgedSubject(standing && subjectOf(standing), measuring);
  const profiles = useMemo(
    () => profilesNow(bench, running ? measured : {}, measuring),
    [bench, running, measured, measuring],
  );
  const graded = profiles[judged] ?? standing;
  const shown = chosen ?? measuring ?? judged;
  const newest = history.at(-1)?.profiles.find((profile) => subjectOf(profile) === judged);
  const noisier = newest && !newest.recorded && standing?.recorded ? newest : undefined;
  const open = history.length === 0 && !running;
  const older = useSame(history.filter((old) => old.startedAt !== bench?.startedAt));
  const profile = profiles[shown];
  const predictions = useMemo(
    () => ({ [judged]: expected ?? (open ? NOTHING_SAID : undefined) }),
    [expected, open, judged],
  );
  // The row above responds immediately. Large parts follow a moment later, above all at a run's end.
  const seen = useDeferredValue(
    useMemo(
      () => ({ name: shown, graded: judged, bench, profile, running, older }),
      [shown, judged, bench, profile, running, older],
    ),
  );
  const series = useSeries(running ? undefined : seen.bench, seen.name, props.series);
  const settling = useLater(running, "panel layer");
  const live = measuring === judged ? run.books[judged] : undefined;
  const ladder = graded?.recorded ? graded.ladder : undefined;
  const again = source === undefined ? undefined : (only?: Subject) => void start(source, only);
  return (
    <section
      className={styles.panel}
      data-running={running || settling}
      aria-label="Measurement of spawn against inline"
    >
      <div ref={stage} className={styles.stage}>
        <SubmitRow
          run={run}
          submission={submission}
          measuredAt={bench?.startedAt}
          onAgain={again && (() => again())}
        />
        {open ? (
          <Expected expected={expected} asked={shown === judged} />
        ) : (
          <HeadlineView live={live} graded={graded} noisier={noisier} expected={expected}>
            <ShareResult card={() => cardOf(graded!, bench!, run.books[judged].histogram(), expected)} />
          </HeadlineView>
        )}
        <ChartView
          ref={view}
          run={run}
          seen={seen}
          predictions={predictions}
          onPredict={open ? onExpect : undefined}
          series={series.shown}
        />
      </div>
      <ProfileTabs
        measuring={measuring}
        profiles={profiles}
        graded={judged}
        shown={shown}
        onChoose={setChosen}
      />
      {ladder && <SpawnShares ladder={ladder} />}
      <LiveRegion run={run} book={run.books[shown]} graded={graded} noisier={noisier} expected={expected} />
      <Unfold className="disclosure" summary="Method and data">
        {() => (
          <MethodAndData
            run={run}
            seen={seen}
            view={view}
            series={series}
            brought={props.series}
            expected={expected}
            source={source}
            measure={measure}
            onAgain={(subject) => again?.(subject)}
            conditions={props.conditions}
          />
        )}
      </Unfold>
    </section>
  );
}

const cardOf = (
  profile: BenchProfile,
  { startedAt, environment }: Bench,
  histogram: Card["histogram"],
  expected: Prediction | undefined,
) => ({ profile, bench: { startedAt, environment }, histogram, guess: expected?.ratio });

/** What a run has measured so far comes before what stood when it began, unless it was noisier. */
function profilesNow(
  bench: Bench | undefined,
  measured: BenchState["profiles"],
  measuring: Subject | undefined,
): BenchState["profiles"] {
  const all: BenchState["profiles"] = {};
  for (const profile of [...(bench?.profiles ?? []), ...Object.values(measured)]) {
    const subject = subjectOf(profile);
    if (profile.recorded || !all[subject]?.recorded) all[subject] = profile;
  }
  if (measuring !== undefined && measured[measuring] === undefined) delete all[measuring];
  return all;
}

/** What BENCH is, or will be: tokio's debug build, unless only the model can be measured. */
function judgedSubject(standing: Subject | undefined, measuring: Subject | undefined): Subject {
  return (
    standing ?? (measuring === "model debug" || measuring === "model release" ? "model debug" : "tokio debug")
  );
}

/** The newest one may not be stored yet. */
function withFinished(stored: readonly Stored[], finished: Bench | undefined): Bench[] {
  const benches = stored.map(({ bench }) => bench);
  const isNew = finished && !benches.some(({ startedAt }) => startedAt === finished.startedAt);
  return isNew ? [...benches, finished] : benches;
}

/** Puts the samples of what stands back into the books: after a noisier run, and on a later visit. */
function useKeptSamples(
  books: ReturnType<typeof keptRun>["books"],
  history: readonly Bench[],
  stored: readonly Stored[],
  running: boolean,
): void {
  useEffect(() => {
    if (running) return;
    for (const subject of SUBJECTS) {
      const at = standingOf(history, subject)?.of.startedAt;
      if (at === undefined || books[subject].of === at) continue;
      const record = stored.find(({ bench }) => bench.startedAt === at);
      books[subject].restore(at, record?.histograms?.[subject]);
    }
  }, [books, history, stored, running]);
}

/** Returns the same list while its content is the same. */
function useSame<T>(list: readonly T[]): readonly T[] {
  const [kept, keep] = useState(list);
  if (shallow(kept, list)) return kept;
  keep(list);
  return list;
}
