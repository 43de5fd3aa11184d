/** One run of BENCH as a state machine: debug, then release, fed by the sandbox's events; the panel only renders it. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Bench, BenchProfile, Environment } from "../../../harness/report.ts";
import type { Diagnostic, Measure, Profile, SandboxEvent } from "../../sandbox/types.ts";
import { SampleBook } from "./sample-book.ts";

export const PROFILES: readonly Profile[] = ["debug", "release"];

export type BenchPhase =
  | { kind: "idle" }
  /** `done` runs from 0 to 1 over all profiles. */
  | { kind: "running"; profile: Profile; doing: string; done: number }
  | { kind: "done"; bench: Bench }
  | { kind: "cancelled" }
  | { kind: "failed"; message: string }
  | { kind: "does-not-compile"; errors: Diagnostic[] };

export interface BenchState {
  phase: BenchPhase;
  /** What is finished of the current run. */
  profiles: Partial<Record<Profile, BenchProfile>>;
  /** Workers of the current run that were refused and ran again. */
  discards: { profile: Profile; worker: number; reason: string }[];
}

export interface BenchRun {
  store: StoreApi<BenchState>;
  /** Samples are kept out of the state: they arrive too fast to be rendered by React. */
  books: Record<Profile, SampleBook>;
  /** Resolves with the measurement, or null when there is none. A run under way is cancelled first. */
  start(source: string, workRounds: number): Promise<Bench | null>;
  cancel(): void;
}

const PHASE_WORDS: Partial<Record<string, string>> = {
  "loading-compiler": "loading the compiler",
  compiling: "compiling your file",
  queued: "waiting for another run to end",
  starting: "starting a worker",
};

/** Of the progress of one profile. Each is a change of the page, and the page must not keep busy while it measures. */
const STEPS = 6;

/** "worker 2 of 3: warming up" is about the worker; what it goes through in a tenth of a second nobody can read. */
const subject = (doing: string): string => doing.split(":")[0]!;

export function createBenchRun(measure: Measure, now: () => Date = () => new Date()): BenchRun {
  const store = createStore<BenchState>(() => ({ phase: { kind: "idle" }, profiles: {}, discards: [] }));
  const books: Record<Profile, SampleBook> = { debug: new SampleBook(), release: new SampleBook() };
  let current: AbortController | null = null;

  async function start(source: string, workRounds: number): Promise<Bench | null> {
    current?.abort();
    const own = (current = new AbortController());
    const isCurrent = () => current === own;
    const startedAt = now().toISOString();
    clearBooks();
    store.setState({ profiles: {}, discards: [] });

    const measured: { profile: BenchProfile; environment: Environment }[] = [];
    for (const profile of PROFILES) {
      setRunning(profile, "starting", 0);
      const outcome = await measure(source, {
        profile,
        workRounds,
        signal: own.signal,
        onEvent: (event) => isCurrent() && hear(profile, event),
      });
      // A later run has taken over the state and the books: this one has nothing more to say.
      if (!isCurrent()) return null;
      if (outcome.kind !== "measured") {
        end(outcome.kind === "failed" ? { kind: "failed", message: outcome.message } : outcome);
        return null;
      }
      measured.push(outcome);
      store.setState(({ profiles }) => ({ profiles: { ...profiles, [profile]: outcome.profile } }));
    }
    const profiles = measured.map((outcome) => outcome.profile);
    const graded = profiles[0]!;
    const bench: Bench = {
      value: graded.recorded ? graded.ratio : null,
      workRounds,
      profiles,
      startedAt,
      environment: measured[0]!.environment,
    };
    end({ kind: "done", bench });
    return bench;
  }

  function end(phase: BenchPhase): void {
    current = null;
    if (phase.kind === "done") {
      store.setState({ phase });
      return;
    }
    // Half a run is no measurement: nothing of it stays on the chart.
    clearBooks();
    store.setState({ phase, profiles: {}, discards: [] });
  }

  function clearBooks(): void {
    for (const book of Object.values(books)) book.clear();
  }

  function setRunning(profile: Profile, doing: string, share: number): void {
    const steps = PROFILES.indexOf(profile) * STEPS + Math.floor(share * STEPS);
    const done = steps / (STEPS * PROFILES.length);
    const { phase } = store.getState();
    const same = phase.kind === "running" && phase.profile === profile && phase.done === done;
    if (same && subject(phase.doing) === subject(doing)) return;
    store.setState({ phase: { kind: "running", profile, doing, done } });
  }

  function hear(profile: Profile, event: SandboxEvent): void {
    if (event.kind === "samples") books[profile].add(event.worker, event);
    else if (event.kind === "progress") setRunning(profile, event.phase, event.done);
    else if (event.kind === "phase" && event.phase !== "running") {
      setRunning(profile, PHASE_WORDS[event.phase] ?? event.phase, 0);
    } else if (event.kind === "discard") {
      books[profile].discard(event.worker);
      const discard = { profile, worker: event.worker, reason: event.reason };
      store.setState(({ discards }) => ({ discards: [...discards, discard] }));
    }
  }

  function cancel(): void {
    if (current === null) return;
    current.abort();
    end({ kind: "cancelled" });
  }

  return { store, books, start, cancel };
}
