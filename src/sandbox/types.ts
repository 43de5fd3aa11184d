/** Types of the sandbox's events during a run and of a run's outcome. */
import type { BenchProfile, CheckResult, Environment, LogLine, Report } from "../../harness/report.ts";
import type { BenchEngine } from "../../harness/bench/subjects.ts";
import type { CompilePhase } from "../compiler/service.ts";
import type { Diagnostic, UsedExercise } from "../compiler/types.ts";

export type { BenchEngine, Diagnostic, UsedExercise };

/** `debug` has the runtime's tracing compiled in, `release` out. */
export type Profile = "debug" | "release";

/** What a run is doing before and around its checks; `queued` while another run uses the sandbox. */
export type Phase = CompilePhase | "queued" | "starting" | "running";

/** A run's events. Every message from the sandbox is parsed before it becomes one of these. */
export type SandboxEvent =
  | { kind: "phase"; phase: Phase }
  /** Every check that is going to run, in order. */
  | { kind: "plan"; checks: { id: string; title: string }[] }
  | { kind: "begin-check"; id: string; title: string; index: number; total: number }
  | { kind: "check"; result: CheckResult }
  | { kind: "log"; line: LogLine }
  /** ns per operation of batches finished since the last such event. */
  | { kind: "samples"; worker: number; inline: number[]; spawn: number[]; control: number[] }
  /** This worker was too noisy: its samples do not count, and it runs again. */
  | { kind: "discard"; worker: number; reason: string }
  /** `done` from 0 to 1. */
  | { kind: "progress"; done: number; phase: string };

/** Why a run has no result. */
export type NotRun =
  | { kind: "does-not-compile"; errors: Diagnostic[] }
  | { kind: "cancelled" }
  /** Not the learner's fault: no compiler, no worker, a frame that did not start. `title` says it in a few words. */
  | { kind: "failed"; message: string; title?: string };

export type GradeOutcome = NotRun | { kind: "report"; report: Report };

export type BenchOutcome =
  | Exclude<NotRun, { kind: "failed" }>
  | { kind: "failed"; message: string; logs: LogLine[] }
  | { kind: "measured"; profile: BenchProfile; environment: Environment };

/** Grades an answer: `grade` of the sandbox, or a replacement by a test, a capstone or another language. */
export type Runner = (
  exerciseId: string,
  source: string,
  options: {
    contentHash: string;
    onEvent(event: SandboxEvent): void;
    signal: AbortSignal;
    /** With `only`: replays this one schedule of that one check. */
    seed?: number;
    only?: string;
  },
) => Promise<GradeOutcome>;

/** Measures an answer on one engine in one profile. */
export type Measure = (
  source: string,
  request: {
    engine: BenchEngine;
    profile: Profile;
    workRounds: number;
    /** Amounts of work at which the curve is measured besides. */
    curve?: readonly number[];
    onEvent: (event: SandboxEvent) => void;
    signal: AbortSignal;
  },
) => Promise<BenchOutcome>;

/** What real tokio answered, and its version; or that this browser does not run it. */
export type FromTokio<T> = { tokio: string; value: T } | "no WebAssembly";
