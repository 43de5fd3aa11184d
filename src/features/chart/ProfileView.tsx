/** Shows one profile's verdict, chart and numbers, and the buttons that save them. */
import { memo, Suspense, useMemo, useRef, useState, type ReactNode } from "react";
import type { Bench, BenchProfile } from "../../../harness/report.ts";
import { engineOf } from "../../../harness/report.ts";
import { partsOf, SUBJECTS, subjectOf, type Subject } from "../../../harness/bench/subjects.ts";
import { type BenchRun } from "./bench-run.ts";
import { NAMES, soFar, verdictOn, type Verdict } from "./bench-words.ts";
import { SeriesToggles } from "./Legend.tsx";
import type { Prediction } from "./prediction.ts";
import { QuantileTable, RatioFacts } from "./QuantileTable.tsx";
import type { RealSeries } from "./real-series.ts";
import type { SampleBook } from "./sample-book.ts";
import { SaveButtons } from "./SaveButtons.tsx";
import { SpawnLadder } from "./SpawnLadder.tsx";
import { useBookVersion } from "./use-frame.ts";
import { useLater } from "./use-later.ts";
import { Boundary } from "../../ui/Boundary.tsx";
import { lazily } from "../../ui/lazily.tsx";
import styles from "./BenchPanel.module.css";

/** Recharts is most of the chart's size, and the text above is readable without it. */
const LatencyChart = lazily("The chart", () => import("./LatencyChart.tsx"));

/** What to show of one profile. Keep its identity: a new one redraws the view. */
export interface Seen {
  name: Subject;
  /** The profile that BENCH grades. */
  graded: Subject;
  bench: Bench | undefined;
  profile: BenchProfile | undefined;
  running: boolean;
  /** All other measurements. */
  older: readonly Bench[];
}

interface ViewProps {
  run: BenchRun;
  seen: Seen;
  /** What the learner expects of the graded profile; undefined where the view hides it. */
  predictions: Partial<Record<Subject, Prediction>>;
  onPredict: ((prediction: Prediction) => void) | undefined;
  series: readonly RealSeries[];
}

/** A run ends with a verdict; the parts that explain it follow from top to bottom, each in its own frame. */
export const ProfileView = memo(function ProfileView(props: ViewProps) {
  const { run, seen, predictions, onPredict, series: brought } = props;
  const view = useRef<HTMLDivElement>(null);
  const drawn = useLater(seen, "chart");
  const listed = useLater(seen, "numbers");
  const explained = useLater(seen, "details");
  const earlierRuns = useMemo(() => marksOf(drawn.older, drawn.name), [drawn]);
  const series = useMemo(() => [...othersOf(drawn), ...brought], [drawn, brought]);
  const [toggled, setToggled] = useState<readonly string[]>([]);
  // Initially those of the same profile, for comparison.
  const shownSeries = useMemo(
    () =>
      series.filter((one) => (one.profile.profile === partsOf(drawn.name)[1]) !== toggled.includes(one.name)),
    [series, toggled, drawn],
  );
  const toggle = (one: string) =>
    setToggled((old) => (old.includes(one) ? old.filter((other) => other !== one) : [...old, one]));
  return (
    <div ref={view} className={styles.view}>
      {seen.profile ? (
        <VerdictLine {...verdictOn(seen.profile, seen.name === seen.graded)} />
      ) : (
        seen.running && <SoFar book={run.books[seen.name]} name={seen.name} />
      )}
      <Boundary>
        <Suspense fallback={<p className={styles.loading}>Loading the chart…</p>}>
          <LatencyChart
            book={run.books[drawn.name]}
            label={NAMES[drawn.name]}
            streaming={drawn.running && drawn.profile === undefined}
            recorded={drawn.profile}
            prediction={predictions[drawn.name]}
            onPredict={onPredict}
            earlierRuns={earlierRuns}
            series={shownSeries}
            emptyText={emptyText(drawn.profile, drawn.running)}
          />
        </Suspense>
      </Boundary>
      <SeriesToggles series={series} shown={shownSeries} onToggle={toggle} />
      <Numbers
        book={run.books[listed.name]}
        profile={listed.profile}
        running={listed.running}
        series={shownSeries}
      >
        <SaveButtons
          view={view}
          subject={listed.name}
          books={run.books}
          bench={listed.bench}
          series={shownSeries.filter((one) => brought.includes(one))}
          disabled={seen.running || listed.running}
        />
      </Numbers>
      <Details name={explained.name} profile={explained.profile} />
    </div>
  );
});

/** The parts of a spawn, notes on the run, and a description of the profile. */
const Details = memo(function Details({ name, profile }: Pick<Seen, "name" | "profile">) {
  return (
    <>
      {profile?.ladder && <SpawnLadder profile={profile} ladder={profile.ladder} />}
      {profile?.notes?.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      <p className={styles.explain}>{whatItIs(name, profile)}</p>
    </>
  );
});

interface NumbersProps {
  book: SampleBook;
  profile: BenchProfile | undefined;
  running: boolean;
  series: readonly RealSeries[];
  /** Actions on the measurements. */
  children: ReactNode;
}

/** The part that follows the book once a second; the chart beside it follows on its own. */
function Numbers({ book, profile, running, series, children }: NumbersProps) {
  useBookVersion(book);
  const any = profile !== undefined || running || book.counted.inline.total > 0;
  return (
    <>
      {(any || series.length > 0) && children}
      {any && <RatioFacts counted={book.counted} profile={profile} />}
      {(any || series.length > 0) && (
        <QuantileTable counted={book.counted} profile={profile} series={series} />
      )}
    </>
  );
}

const WHAT_IT_IS: Record<Subject, string> = {
  "tokio debug":
    "This is tokio itself: its current_thread runtime, not optimised and with debug assertions, compiled to WebAssembly. BENCH is judged on it. Your gather collects the batches and your Histogram counts the samples; both are outside the timed loops.",
  "tokio release":
    "This is tokio itself: its current_thread runtime, optimised as cargo build --release does it, compiled to WebAssembly. Your gather collects the batches and your Histogram counts the samples; both are outside the timed loops.",
  "model debug":
    "This is the course’s model of tokio in TypeScript, with its trace compiled in: each step of a task writes an event and reads the clock. Its ratio is not tokio’s; its events say which steps a spawn is made of.",
  "model release":
    "This is the course’s model of tokio in TypeScript, with its trace compiled out. Its ratio is not tokio’s; it says what the same steps cost as objects in a JavaScript engine.",
};

function whatItIs(name: Subject, profile: BenchProfile | undefined): string {
  const { build } = profile ?? {};
  return build === undefined
    ? WHAT_IT_IS[name]
    : `tokio ${build.tokio}, rustc ${build.rustc}, ${build.target}. ${WHAT_IT_IS[name]}`;
}

/** More marks than these would hide each other. */
const MARKED_RUNS = 6;

function marksOf(older: readonly Bench[], name: Subject) {
  return older.slice(-MARKED_RUNS).flatMap(({ startedAt, profiles }) => {
    const profile = profiles.find((candidate) => subjectOf(candidate) === name && candidate.recorded);
    return profile ? [{ startedAt, inline: profile.inline, spawn: profile.spawn }] : [];
  });
}

function emptyText(profile: BenchProfile | undefined, running: boolean): string {
  if (profile) return "From an earlier visit only the numbers are kept, not the samples.";
  return running ? "Warming up. Samples appear here as they arrive." : "Nothing measured yet.";
}

function VerdictLine({ tone, headline, detail }: Verdict) {
  return (
    <div className={styles.verdict} data-tone={tone}>
      <strong>{headline}</strong>
      <p>{detail}</p>
    </div>
  );
}

/** Distinguishes them without colour. */
const DASHES: Record<Subject, readonly number[]> = {
  "tokio debug": [],
  "tokio release": [7, 3],
  "model debug": [1, 3],
  "model release": [5, 2, 1, 2],
};

/** The run's other measurements, to compare with the one shown. */
function othersOf({ bench, name }: Seen): RealSeries[] {
  return SUBJECTS.flatMap((subject) => {
    const profile = bench?.profiles.find((candidate) => subjectOf(candidate) === subject);
    if (subject === name || !profile?.recorded) return [];
    const where = engineOf(profile) === "tokio" ? "tokio in this tab" : "model";
    return [
      {
        name: `${where}, ${profile.profile}`,
        dash: DASHES[subject],
        profile,
        versions: profile.build,
        histogramNs: undefined,
      },
    ];
  });
}

/** Holds the verdict's place, so that nothing moves when it appears. */
function SoFar({ book, name }: { book: SampleBook; name: Subject }) {
  useBookVersion(book);
  return <VerdictLine {...soFar(book, name)} />;
}
