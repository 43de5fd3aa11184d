/** The capstone's measurement: start and cancel it, watch it, read its verdict, table and chart. */
import { Play, RotateCcw, Square } from "lucide-react";
import { useEffect, useImperativeHandle, useState, type Ref } from "react";
import { useStore } from "zustand";
import type { Bench, BenchProfile } from "../../harness/report.ts";
import type { Profile } from "../sandbox/types.ts";
import { createBenchRun, PROFILES, type BenchRun, type BenchState, type Measure } from "./bench-run.ts";
import { liveSummary, phaseSentence, verdictOn } from "./bench-words.ts";
import LatencyChart from "./LatencyChart.tsx";
import { QuantileTable, RatioFacts } from "./QuantileTable.tsx";
import { RealTokio } from "./RealTokio.tsx";
import type { SampleBook } from "./sample-book.ts";
import { formatRatio } from "./scale.ts";
import { useBookVersion } from "./use-frame.ts";
import styles from "./BenchPanel.module.css";

const measureInSandbox: Measure = async (source, request) => {
  const { measure } = await import("../sandbox/measure.ts");
  return measure(source, request);
};

export interface BenchPanelProps {
  /** The learner's capstone file, once it passes every check; nothing can be measured before. */
  source: string | undefined;
  /** A measurement made earlier, shown until there is a new one. */
  earlier?: Bench | undefined;
  /** FNV-1a rounds of work in one operation. */
  workRounds?: number;
  /** Called once both profiles are measured, recorded or not. */
  onMeasured?: (bench: Bench) => void;
  measure?: Measure;
  ref?: Ref<BenchPanelHandle>;
}

/** For a submit button outside the panel. */
export interface BenchPanelHandle {
  start(source: string): void;
}

export function BenchPanel({
  source,
  earlier,
  workRounds = 8,
  onMeasured,
  measure = measureInSandbox,
  ref,
}: BenchPanelProps) {
  const [run] = useState(() => createBenchRun(measure));
  const state = useStore(run.store);
  const [chosen, setChosen] = useState<Profile | null>(null);
  useEffect(() => () => run.cancel(), [run]);

  const running = state.phase.kind === "running";
  const profiles = profilesToShow(state, earlier);
  const shown = chosen ?? (state.phase.kind === "running" ? state.phase.profile : "debug");
  const start = async (file: string) => {
    setChosen(null);
    const bench = await run.start(file, workRounds);
    if (bench !== null) onMeasured?.(bench);
  };
  useImperativeHandle(ref, () => ({ start: (file) => void start(file) }));
  return (
    <section className={styles.panel} aria-label="Measurement of spawn against inline">
      <Controls
        state={state}
        measuredBefore={profiles.debug !== undefined}
        onStart={source === undefined ? undefined : () => start(source)}
        onCancel={run.cancel}
      />
      <ProfileTabs state={state} profiles={profiles} shown={shown} onChoose={setChosen} />
      <ProfileView key={shown} name={shown} run={run} profile={profiles[shown]} running={running} />
      <LiveRegion state={state} book={run.books[shown]} />
      <RealTokio />
    </section>
  );
}

function profilesToShow(state: BenchState, earlier: Bench | undefined): BenchState["profiles"] {
  if (state.phase.kind !== "idle" || earlier === undefined) return state.profiles;
  return Object.fromEntries(earlier.profiles.map((profile) => [profile.profile, profile]));
}

interface ControlsProps {
  state: BenchState;
  measuredBefore: boolean;
  /** Undefined while there is nothing that could be measured. */
  onStart: (() => Promise<void>) | undefined;
  onCancel: () => void;
}

function Controls({ state: { phase, discards }, measuredBefore, onStart, onCancel }: ControlsProps) {
  const running = phase.kind === "running";
  return (
    <div className={styles.controls}>
      {running ? (
        <button type="button" className={styles.button} onClick={onCancel}>
          <Square size={15} aria-hidden="true" /> Cancel
        </button>
      ) : (
        onStart && (
          <button type="button" className={styles.primary} onClick={() => void onStart()}>
            {measuredBefore ? (
              <RotateCcw size={15} aria-hidden="true" />
            ) : (
              <Play size={15} aria-hidden="true" />
            )}
            {measuredBefore ? "Measure again" : "Measure"}
          </button>
        )
      )}
      <p
        className={phase.kind === "failed" || phase.kind === "does-not-compile" ? styles.fault : styles.doing}
      >
        {phase.kind === "idle" && measuredBefore ? "Measured earlier." : phaseSentence(phase)}
        {discards.length > 0 &&
          ` ${discards.length === 1 ? "One worker was" : `${discards.length} workers were`} refused and ran again.`}
      </p>
      {running && (
        <progress className={styles.progress} value={phase.done} aria-label="Progress of the measurement" />
      )}
    </div>
  );
}

interface TabsProps {
  state: BenchState;
  profiles: BenchState["profiles"];
  shown: Profile;
  onChoose: (profile: Profile) => void;
}

function ProfileTabs({ state: { phase }, profiles, shown, onChoose }: TabsProps) {
  return (
    <fieldset className={styles.tabs}>
      <legend className={styles.tabsLegend}>Profile</legend>
      {PROFILES.map((name) => (
        <label key={name} className={styles.tab}>
          <input type="radio" name="bench-profile" checked={shown === name} onChange={() => onChoose(name)} />
          <span>
            {name === "debug" ? "Debug" : "Release"}
            <small>{ratioOf(profiles[name], phase.kind === "running" && phase.profile === name)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function ratioOf(profile: BenchProfile | undefined, measuring: boolean): string {
  if (measuring) return "measuring";
  if (profile === undefined) return "not measured";
  return profile.recorded ? formatRatio(profile.ratio) : "not recorded";
}

const WHAT_PROFILES_ARE: Record<Profile, string> = {
  debug:
    "The runtime with its trace compiled in: each step of a task writes an event and reads the clock. As in a debug build of tokio, much of what is measured is what the build adds.",
  release: "The runtime with its trace compiled out. What is left is the spawn itself.",
};

interface ViewProps {
  name: Profile;
  run: BenchRun;
  profile: BenchProfile | undefined;
  running: boolean;
}

function ProfileView({ name, run, profile, running }: ViewProps) {
  const book = run.books[name];
  useBookVersion(book);
  return (
    <div className={styles.view}>
      {profile && <VerdictLine profile={profile} />}
      <LatencyChart
        book={book}
        label={name === "debug" ? "Debug profile" : "Release profile"}
        ratio={profile?.ratio}
        emptyText={emptyText(profile, running)}
      />
      <RatioFacts counted={book.counted} profile={profile} />
      <QuantileTable counted={book.counted} profile={profile} />
      {profile?.notes?.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      <p className={styles.explain}>{WHAT_PROFILES_ARE[name]}</p>
    </div>
  );
}

function emptyText(profile: BenchProfile | undefined, running: boolean): string {
  if (profile)
    return "The samples of an earlier visit were not kept; its numbers are below. Measure again to see them arrive.";
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

const SAY_EVERY_MS = 4_000;

/** Read out politely: what a run has found so far, every few seconds, and how it ended. */
function LiveRegion({ state, book }: { state: BenchState; book: SampleBook }) {
  const [said, setSaid] = useState("");
  const { phase, profiles } = state;
  useEffect(() => {
    if (phase.kind !== "running") return;
    const timer = setInterval(() => setSaid(liveSummary(book)), SAY_EVERY_MS);
    return () => clearInterval(timer);
  }, [phase.kind, book]);
  const end = phase.kind === "done" && profiles.debug ? verdictOn(profiles.debug) : null;
  const text =
    phase.kind === "running"
      ? said
      : end
        ? `${end.headline}. ${end.detail}`
        : phase.kind === "idle"
          ? ""
          : phaseSentence(phase);
  return (
    <p className={styles.srOnly} aria-live="polite">
      {text}
    </p>
  );
}

export default BenchPanel;
