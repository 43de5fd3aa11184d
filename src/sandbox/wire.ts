/** The messages into and out of the sandbox, with the schemas that parse them before anything believes them. */
import * as v from "valibot";
import { CheckResult, LogLine, MAX_CHECKS, Quote, SourcePosition, Words } from "../../harness/report.ts";
import type { RunOptions } from "../../harness/run.ts";
import { Counted } from "../../harness/histogram/counted.ts";
import { WorkerEvent, WorkerMeasurement, type WorkerOptions } from "../../harness/bench/types.ts";
import { Turns } from "../../harness/gather/turns.ts";
import type { Program } from "../runtime/programs/program.ts";
import type { RunConfig } from "../recording/run/config.ts";
import { EventRows } from "../recording/run/rows.ts";

/** The one command to a worker. */
export type Command =
  | { kind: "check"; exercise: string; options?: RunOptions }
  | { kind: "bench"; options: WorkerOptions }
  /** Counts each list of whole ns in the learner's Histogram. */
  | { kind: "count"; series: readonly (readonly number[])[] }
  /** Runs the learner's `main` and sends every event of it. */
  | { kind: "record"; config: RunConfig }
  /** Runs a Rust program, in the engine that reads Rust, and sends every event of it. */
  | { kind: "record-rust"; source: string; config: RunConfig }
  /** Runs the learner's gather on the model and on tokio itself, whose module comes with the command. */
  | { kind: "turns" }
  /** Runs the learner's `main` on tokio itself, whose module comes with the command. */
  | { kind: "main-on-tokio"; config: RunConfig }
  /** Asks tokio's recorder, which comes with the command, for the poll order of a task program without threads. */
  | { kind: "order"; program: Program };

/** The first and only message to a worker, as JSON; with a module, `{ text, module }`. */
export interface Start {
  command: Command;
  /** Lines of the worker's script before the learner's. */
  engineLines: number;
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const Named = v.object({ id: Words, title: Words });

/** Tokens of a poll order; a program in the page makes at most some ten thousand tasks. */
const Order = v.pipe(v.string(), v.maxLength(2_000_000));

export const MainOrder = v.object({
  /** As in an order of the recorder's. */
  polls: v.pipe(v.array(Words), v.maxLength(100_000)),
  /** Why it need not be the model's order, though both are right; null when it must. */
  doubt: v.nullable(Quote),
});
export type MainOrder = v.InferOutput<typeof MainOrder>;

/** The exception, and its place in the learner's compiled script. */
const Thrown = { message: Quote, position: v.optional(SourcePosition) };

const RustProblem = v.object({ ...SourcePosition.entries, message: Quote, instead: v.optional(Quote) });

/** Messages of the engine in the worker. */
export const WorkerMessage = v.variant("kind", [
  /** The first message: the worker is alive. */
  v.object({
    kind: v.literal("ready"),
    clockStepNs: v.optional(v.pipe(v.number(), v.minValue(0))),
    crossOriginIsolated: v.optional(v.boolean()),
  }),
  /** All planned checks, so that the report can name those that a hang prevents. */
  v.object({ kind: v.literal("plan"), checks: v.pipe(v.array(Named), v.maxLength(MAX_CHECKS)) }),
  v.object({ kind: v.literal("begin-check"), ...Named.entries, index: Count, total: Count }),
  /** The learner's module starts its top level, and has finished it. */
  v.object({ kind: v.literal("loading") }),
  v.object({ kind: v.literal("loaded") }),
  v.object({ kind: v.literal("check"), result: CheckResult }),
  v.object({ kind: v.literal("log"), line: LogLine }),
  v.object({ kind: v.literal("logs-dropped"), total: Count }),
  v.object({ kind: v.literal("bench"), event: WorkerEvent }),
  v.object({ kind: v.literal("measured"), measurement: WorkerMeasurement }),
  v.object({ kind: v.literal("counted"), counted: Counted }),
  /** Events of a run, after `first` earlier ones. The first `prelude` of all are the runtime's threads going to sleep. */
  v.object({ kind: v.literal("trace"), prelude: Count, first: Count, rows: EventRows }),
  /** A task panicked; the run continues. */
  v.object({ kind: v.literal("panicked"), task: Count, ...Thrown }),
  /** The run has ended or has reached the recording limit. */
  v.object({
    kind: v.literal("recorded"),
    end: v.variant("kind", [
      v.object({ kind: v.picklist(["done", "parked", "cut"]) }),
      v.object({ kind: v.literal("failed"), ...Thrown }),
    ]),
  }),
  /** The Rust program cannot be read or is wrong; positions are those of its text. */
  v.object({ kind: v.literal("problems"), problems: v.pipe(v.array(RustProblem), v.maxLength(200)) }),
  v.object({ kind: v.literal("turns"), turns: Turns }),
  v.object({ kind: v.literal("order"), order: Order }),
  v.object({ kind: v.literal("main-order"), main: MainOrder }),
  /** All checks have run. */
  v.object({ kind: v.literal("done") }),
  /** The command failed as a whole. */
  v.object({ kind: v.literal("failed"), message: Quote }),
]);
export type WorkerMessage = v.InferOutput<typeof WorkerMessage>;

/** Whether the run has made progress. A console line is not progress: a loop that logs is still a loop. */
export function isProgress({ kind }: WorkerMessage): boolean {
  return kind !== "log" && kind !== "logs-dropped";
}

const LAST: ReadonlySet<WorkerMessage["kind"]> = new Set([
  "done",
  "measured",
  "counted",
  "recorded",
  "problems",
  "turns",
  "order",
  "main-order",
] as const);

/** Whether it is a worker's last message. */
export function isLast({ kind }: WorkerMessage): boolean {
  return LAST.has(kind);
}

/** Messages from the page to the frame. */
export type HostCommand =
  | {
      kind: "start";
      run: string;
      script: string;
      start: string;
      /** The bytes of a WebAssembly module for the engine. */
      module?: ArrayBuffer;
      limits: HostLimits;
    }
  | { kind: "ping"; run: string };

/** The frame's limits for one worker's messages. */
interface HostLimits {
  maxMessages: number;
  maxCharacters: number;
}

/** Messages of the frame; `text` is the worker's, not parsed yet. */
export const HostMessage = v.variant("kind", [
  v.object({ kind: v.literal("loaded") }),
  v.object({ kind: v.literal("pong"), run: v.string() }),
  v.object({ kind: v.literal("worker"), run: v.string(), text: v.string() }),
  v.object({ kind: v.literal("flood"), run: v.string() }),
  v.object({ kind: v.literal("worker-error"), run: v.string(), message: Quote }),
]);
export type HostMessage = v.InferOutput<typeof HostMessage>;

/** @returns undefined for anything that is not a worker's message */
export function parseWorkerMessage(text: unknown): WorkerMessage | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const parsed = v.safeParse(WorkerMessage, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** @returns undefined for anything that is not a host's message */
export function parseHostMessage(data: unknown): HostMessage | undefined {
  try {
    const parsed = v.safeParse(HostMessage, data);
    return parsed.success ? parsed.output : undefined;
  } catch {
    // A proxy or a getter in the data threw; structured clone removes them, but a caller in this realm may pass some.
    return undefined;
  }
}
