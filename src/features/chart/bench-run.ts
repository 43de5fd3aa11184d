/** Runs BENCH as a state machine: tokio itself, then the model, each in debug and release; the panel only renders it. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { WORK_STOPS } from "../../../harness/bench/curve.ts";
import {
  measureSubjects,
  partsOf,
  subjectOf,
  SUBJECTS,
  type Subject,
} from "../../../harness/bench/subjects.ts";
import type { Bench, BenchProfile } from "../../../harness/report.ts";
import type { BenchOutcome, Diagnostic, Measure, SandboxEvent } from "../../sandbox/types.ts";
import { SampleBook } from "./sample-book.ts";

export type BenchPhase =
  | { kind: "idle" }
  /** `done` runs from 0 to 1 over all subjects of the run. */
  | { kind: "running"; subject: Subject; doing: string; done: number }
  | { kind: "done"; bench: Bench }
  | { kind: "cancelled" }
  | { kind: "failed"; message: string }
  | { kind: "does-not-compile"; errors: Diagnostic[] };

export interface BenchState {
  phase: BenchPhase;
  /** The finished parts of the current run. */
  profiles: Partial<Record<Subject, BenchProfile>>;
  /** Workers of the current run that were too noisy and ran again. */
  discards: { subject: Subject; worker: number; reason: string }[];
}

export interface BenchRun {
  store: StoreApi<BenchState>;
  /** Samples are not part of the state: they arrive too fast for React to render. */
  books: Record<Subject, SampleBook>;
  /**
   * Resolves with the measurement, or null if there is none. Cancels a current run first.
   * @param only measures this subject alone
   */
  start(source: string, workRounds: number, only?: Subject): Promise<Bench | null>;
  cancel(): void;
}

const PHASE_WORDS: Partial<Record<string, string>> = {
  "loading-compiler": "loading the compiler",
  compiling: "compiling your file",
  queued: "waiting for another run to end",
  starting: "starting a worker",
};

/** The number of progress steps per subject. Each changes the page, and the page must not be busy while it measures. */
const STEPS = 6;

/** "worker 2 of 3: warming up" is about the worker; nobody can read stages that last a tenth of a second. */
const topic = (doing: string): string => doing.split(":")[0]!;

export function createBenchRun(measure: Measure, now: () => Date = () => new Date()): BenchRun {
  const store = createStore<BenchState>(() => ({ phase: { kind: "idle" }, profiles: {}, discards: [] }));
  const books = Object.fromEntries(
    SUBJECTS.map((subject) => [subject, new SampleBook()]),
  ) as BenchRun["books"];
  let current: AbortController | null = null;
  let subjects = SUBJECTS;

  async function start(source: string, workRounds: number, only?: Subject): Promise<Bench | null> {
    current?.abort();
    const own = (current = new AbortController());
    const isCurrent = () => current === own;
    const startedAt = now().toISOString();
    subjects = only === undefined ? SUBJECTS : [only];
    clearBooks();
    for (const subject of subjects) books[subject].of = startedAt;
    store.setState({ profiles: {}, discards: [] });

    const measureOne = async (subject: Subject) => {
      const [engine, profile] = partsOf(subject);
      setRunning(subject, "starting", 0);
      const one = await measure(source, {
        engine,
        profile,
        workRounds,
        curve: WORK_STOPS,
        signal: own.signal,
        onEvent: (event) => isCurrent() && hear(subject, event),
      });
      // A later run now owns the state and the books: this one reports nothing more.
      if (!isCurrent()) return { kind: "superseded" } as const;
      if (one.kind === "measured")
        store.setState(({ profiles }) => ({ profiles: { ...profiles, [subject]: one.profile } }));
      return one;
    };
    const outcome =
      only === undefined
        ? await measureSubjects(measureOne, { workRounds, startedAt, forget: forgetTokio })
        : alone(await measureOne(only), { workRounds, startedAt });
    if (outcome.kind === "superseded") return null;
    if (outcome.kind !== "bench") {
      end(outcome.kind === "failed" ? { kind: "failed", message: outcome.message } : outcome);
      return null;
    }
    end({ kind: "done", bench: outcome.bench });
    return outcome.bench;
  }

  function end(phase: BenchPhase): void {
    current = null;
    if (phase.kind === "done") {
      store.setState({ phase });
      return;
    }
    // Half a run is not a measurement: the chart keeps nothing of it.
    clearBooks();
    store.setState({ phase, profiles: {}, discards: [] });
  }

  function forgetTokio(): void {
    clearBooks();
    store.setState({ profiles: {}, discards: [] });
  }

  function clearBooks(): void {
    for (const subject of subjects) books[subject].clear();
  }

  function setRunning(subject: Subject, doing: string, share: number): void {
    const steps = subjects.indexOf(subject) * STEPS + Math.floor(share * STEPS);
    const done = steps / (STEPS * subjects.length);
    const { phase } = store.getState();
    const same = phase.kind === "running" && phase.subject === subject && phase.done === done;
    if (same && topic(phase.doing) === topic(doing)) return;
    store.setState({ phase: { kind: "running", subject, doing, done } });
  }

  function hear(subject: Subject, event: SandboxEvent): void {
    if (event.kind === "samples") books[subject].add(event.worker, event);
    else if (event.kind === "progress") setRunning(subject, event.phase, event.done);
    else if (event.kind === "phase" && event.phase !== "running") {
      setRunning(subject, PHASE_WORDS[event.phase] ?? event.phase, 0);
    } else if (event.kind === "discard") {
      books[subject].discard(event.worker);
      const discard = { subject, worker: event.worker, reason: event.reason };
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

/** The measurement of one subject. BENCH is only tokio's debug build here: whether the model's stands in for it, this cannot know. */
function alone<Other extends { kind: string }>(
  outcome: Other | Extract<BenchOutcome, { kind: "measured" }>,
  when: Pick<Bench, "workRounds" | "startedAt">,
): Exclude<Other, { kind: "measured" }> | { kind: "bench"; bench: Bench } {
  if (!isMeasured(outcome)) return outcome as Exclude<Other, { kind: "measured" }>;
  const { profile, environment } = outcome;
  const value = profile.recorded && subjectOf(profile) === "tokio debug" ? profile.ratio : null;
  return { kind: "bench", bench: { ...when, value, profiles: [profile], environment } };
}

const isMeasured = (outcome: { kind: string }): outcome is Extract<BenchOutcome, { kind: "measured" }> =>
  outcome.kind === "measured";
