/** One profile's verdict, chart, numbers, and the ways to take them along. */
import { lazy, memo, Suspense, useMemo, useRef, useState, type ReactNode } from "react";
import type { Bench, BenchProfile } from "../../harness/report.ts";
import type { Profile } from "../sandbox/types.ts";
import type { BenchRun } from "./bench-run.ts";
import { soFar, verdictOn, type Verdict } from "./bench-words.ts";
import { SeriesToggles } from "./Legend.tsx";
import type { Prediction } from "./prediction.ts";
import { QuantileTable, RatioFacts } from "./QuantileTable.tsx";
import type { RealSeries } from "./real-series.ts";
import type { SampleBook } from "./sample-book.ts";
import { SaveButtons } from "./SaveButtons.tsx";
import { SpawnLadder } from "./SpawnLadder.tsx";
import { useBookVersion } from "./use-frame.ts";
import styles from "./BenchPanel.module.css";

/** Recharts is most of the chart's weight, and the text above it is readable without. */
const LatencyChart = lazy(() => import("./LatencyChart.tsx"));

interface Seen {
  name: Profile;
  bench: Bench | undefined;
  profile: BenchProfile | undefined;
  running: boolean;
}

interface ViewProps extends Seen {
  run: BenchRun;
  /** The same, of a moment ago: what stands below the chart follows it. */
  numbers: Seen;
  prediction: Prediction | undefined;
  onPredict: ((prediction: Prediction) => void) | undefined;
  older: readonly Bench[];
  series: readonly RealSeries[];
}

export const ProfileView = memo(function ProfileView(props: ViewProps) {
  const { name, run, profile, running, numbers, prediction, onPredict, older, series } = props;
  const view = useRef<HTMLDivElement>(null);
  const book = run.books[name];
  const earlierRuns = useMemo(() => marksOf(older, name), [older, name]);
  const [toggled, setToggled] = useState<readonly string[]>([]);
  // At first those of the same profile: what is to be compared.
  const drawn = useMemo(
    () => series.filter((one) => (one.profile.profile === name) !== toggled.includes(one.name)),
    [series, toggled, name],
  );
  const toggle = (one: string) =>
    setToggled((old) => (old.includes(one) ? old.filter((other) => other !== one) : [...old, one]));
  return (
    <div ref={view} className={styles.view}>
      {profile ? <VerdictLine {...verdictOn(profile)} /> : running && <SoFar book={book} name={name} />}
      <Suspense fallback={<p className={styles.loading}>Loading the chart…</p>}>
        <LatencyChart
          book={book}
          label={name === "debug" ? "Debug profile" : "Release profile"}
          streaming={running && profile === undefined}
          recorded={profile}
          prediction={prediction}
          onPredict={onPredict}
          earlierRuns={earlierRuns}
          series={drawn}
          emptyText={emptyText(profile, running)}
        />
      </Suspense>
      <SeriesToggles series={series} shown={drawn} onToggle={toggle} />
      <Numbers
        book={run.books[numbers.name]}
        profile={numbers.profile}
        running={numbers.running}
        series={drawn}
      >
        <SaveButtons
          view={view}
          profile={name}
          books={run.books}
          bench={numbers.bench}
          series={drawn}
          disabled={running || numbers.running}
        />
      </Numbers>
      <Details {...numbers} />
    </div>
  );
});

/** What the spawn is made of, what to know of the run, and what the profile is. */
function Details({ name, profile }: Seen) {
  return (
    <>
      {profile?.ladder && <SpawnLadder profile={profile} ladder={profile.ladder} />}
      {profile?.notes?.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      <p className={styles.explain}>{WHAT_PROFILES_ARE[name]}</p>
    </>
  );
}

interface NumbersProps {
  book: SampleBook;
  profile: BenchProfile | undefined;
  running: boolean;
  series: readonly RealSeries[];
  /** What can be done with them. */
  children: ReactNode;
}

/** The part that follows the book once a second; the chart beside it follows by itself. */
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

const WHAT_PROFILES_ARE: Record<Profile, string> = {
  debug:
    "Debug is the runtime with its trace compiled in: each step of a task writes an event and reads the clock. As in a debug build of tokio, much of what is measured is what the build adds.",
  release: "Release is the runtime with its trace compiled out. What is left is the spawn itself.",
};

/** More marks than these would hide each other. */
const MARKED_RUNS = 6;

function marksOf(older: readonly Bench[], name: Profile) {
  return older.slice(-MARKED_RUNS).flatMap(({ startedAt, profiles }) => {
    const profile = profiles.find((candidate) => candidate.profile === name && candidate.recorded);
    return profile ? [{ startedAt, inline: profile.inline, spawn: profile.spawn }] : [];
  });
}

function emptyText(profile: BenchProfile | undefined, running: boolean): string {
  if (profile) return "Only the numbers of an earlier visit are kept, not its samples.";
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

/** Stands where the verdict will be, so that nothing moves when it comes. */
function SoFar({ book, name }: { book: SampleBook; name: Profile }) {
  useBookVersion(book);
  return <VerdictLine {...soFar(book, name)} />;
}
