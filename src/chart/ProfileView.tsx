/** One profile's verdict, chart, numbers, and the ways to take them along. */
import { lazy, Suspense, useMemo, useRef } from "react";
import type { Bench, BenchProfile } from "../../harness/report.ts";
import type { Profile } from "../sandbox/types.ts";
import type { BenchRun } from "./bench-run.ts";
import { verdictOn } from "./bench-words.ts";
import type { Prediction } from "./prediction.ts";
import { QuantileTable, RatioFacts } from "./QuantileTable.tsx";
import { SaveButtons } from "./SaveButtons.tsx";
import { SpawnLadder } from "./SpawnLadder.tsx";
import { useBookVersion } from "./use-frame.ts";
import styles from "./BenchPanel.module.css";

/** Recharts is most of the chart's weight, and the text above it is readable without. */
const LatencyChart = lazy(() => import("./LatencyChart.tsx"));

interface ViewProps {
  name: Profile;
  run: BenchRun;
  bench: Bench | undefined;
  profile: BenchProfile | undefined;
  running: boolean;
  prediction: Prediction | null;
  older: readonly Bench[];
}

export function ProfileView({ name, run, bench, profile, running, prediction, older }: ViewProps) {
  const view = useRef<HTMLDivElement>(null);
  const book = run.books[name];
  useBookVersion(book);
  const earlierRuns = useMemo(() => marksOf(older, name), [older, name]);
  return (
    <div ref={view} className={styles.view}>
      {profile && <VerdictLine profile={profile} />}
      <Suspense fallback={<p className={styles.loading}>Loading the chart…</p>}>
        <LatencyChart
          book={book}
          label={name === "debug" ? "Debug profile" : "Release profile"}
          recorded={profile}
          prediction={prediction ?? undefined}
          earlierRuns={earlierRuns}
          emptyText={emptyText(profile, running)}
        />
      </Suspense>
      {book.counted.inline.total > 0 && !running && (
        <SaveButtons view={view} profile={name} books={run.books} bench={bench} />
      )}
      {(profile || running || book.counted.inline.total > 0) && (
        <>
          <RatioFacts counted={book.counted} profile={profile} />
          <QuantileTable counted={book.counted} profile={profile} />
        </>
      )}
      {profile?.ladder && <SpawnLadder profile={profile} ladder={profile.ladder} />}
      {profile?.notes?.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      <p className={styles.explain}>{WHAT_PROFILES_ARE[name]}</p>
    </div>
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

function VerdictLine({ profile }: { profile: BenchProfile }) {
  const { tone, headline, detail } = verdictOn(profile);
  return (
    <div className={styles.verdict} data-tone={tone}>
      <strong>{headline}</strong>
      <p>{detail}</p>
    </div>
  );
}
