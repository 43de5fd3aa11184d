/** What the page and the sandbox say to each other, and what a run ends in. */
import type { BenchProfile, CheckResult, Environment, LogLine, Report } from "../../harness/report.ts";

/** `debug` has the runtime's tracing compiled in, `release` has it compiled out. */
export type Profile = "debug" | "release";

export type Command =
  | { kind: "check"; exercise: string }
  | { kind: "bench"; workRounds: number };

/** What a run reports while it is under way. Every message from the sandbox is parsed before it becomes one of these. */
export type SandboxEvent =
  | { kind: "begin-check"; id: string; title: string; index: number; total: number }
  | { kind: "check"; result: CheckResult }
  | { kind: "log"; line: LogLine }
  /** ns per operation of batches finished since the last such event. */
  | { kind: "samples"; worker: number; inline: number[]; spawn: number[]; control: number[] }
  /** The samples of this worker do not count: it was too noisy and runs again. */
  | { kind: "discard"; worker: number; reason: string }
  | { kind: "progress"; done: number; total: number; phase: string };

/** Positions count from 1; columns are UTF-16 units. */
export interface Diagnostic {
  message: string;
  line: number;
  column: number;
  length: number;
  lineText: string;
  notes: string[];
}

export type Compiled =
  | { ok: true; script: string; map: string; warnings: Diagnostic[] }
  | { ok: false; errors: Diagnostic[] };

export type GradeOutcome =
  | { kind: "does-not-compile"; errors: Diagnostic[] }
  | { kind: "cancelled" }
  | { kind: "report"; report: Report };

export type BenchOutcome =
  | { kind: "does-not-compile"; errors: Diagnostic[] }
  | { kind: "cancelled" }
  | { kind: "failed"; message: string; logs: LogLine[] }
  | { kind: "measured"; profile: BenchProfile; environment: Environment };
