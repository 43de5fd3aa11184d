/** Runs a learner's `main` in the page's sandbox and makes a recording of it, as of a task program. */
import type { LogLine, SourcePosition } from "../../harness/report.ts";
import { compileInBrowser, Superseded } from "../compiler/service.ts";
import type { RunConfig } from "../recording/run/config.ts";
import type { Recording } from "../recording/run/record.ts";
import { Aborted, unlessAborted } from "./abort.ts";
import { compose } from "./compose.ts";
import { cutShort, isCutShort, type End } from "./ends.ts";
import { engine, sandbox } from "./instance.ts";
import { positionLookup } from "../compiler/positions.ts";
import { recordingCollector } from "./recording-collector.ts";
import type { Diagnostic, SandboxEvent } from "./types.ts";

/** A message, and the place in the learner's file that it is about, where that is known. */
export interface Said {
  message: string;
  position: SourcePosition | undefined;
}

export interface CodeRecording extends Recording {
  /** The learner's line that an event came about on, by the event's index; most come about on none. */
  readonly lines: ReadonlyMap<number, number>;
  /** Why the run did not come to its own end. */
  readonly fault: Said | null;
  /** Of tasks, by their number in the trace; a run goes on after a panic. */
  readonly panics: readonly (Said & { task: number })[];
  readonly logs: readonly LogLine[];
}

export type RecordOutcome =
  | { kind: "does-not-compile"; errors: Diagnostic[] }
  | { kind: "cancelled" }
  /** The fault is not the learner's: no compiler, no worker. */
  | { kind: "failed"; message: string }
  | { kind: "recorded"; recording: CodeRecording };

export type RecordPhase = Extract<SandboxEvent, { kind: "phase" }>["phase"];

export interface RecordOptions {
  /** Whose run it is: of two that wait to be compiled with the same key, only the newer is. */
  key: string;
  onPhase?: (phase: RecordPhase) => void;
  signal?: AbortSignal | undefined;
}

/** A run that reports all along may go on for this long; one that is silent is killed sooner. */
const LIMITS = { silenceMs: 2_000, totalMs: 20_000 };

/** Never rejects: whatever goes wrong is an outcome. */
export async function recordInSandbox(
  source: string,
  config: RunConfig,
  { key, onPhase = () => {}, signal }: RecordOptions,
): Promise<RecordOutcome> {
  try {
    const [compiled, engineText] = await Promise.all([
      unlessAborted(compileInBrowser(source, { key: `record ${key}`, onPhase }), signal),
      engine("debug"),
    ]);
    if (!compiled.ok) return { kind: "does-not-compile", errors: compiled.errors };
    const collected = recordingCollector(config, positionLookup(compiled.map, source));
    onPhase("queued");
    const end: End = await sandbox.run({
      script: compose(engineText, compiled.script),
      command: { kind: "record", config },
      limits: LIMITS,
      signal,
      onStart: () => onPhase("starting"),
      onMessage(message) {
        if (message.kind === "ready") onPhase("running");
        collected.take(message);
      },
    });
    if (end.kind === "cancelled" || end.kind === "failed") return end;
    const killed = isCutShort(end) ? cutShort(end, collected.loading()).message : undefined;
    return { kind: "recorded", recording: collected.recording(killed) };
  } catch (error) {
    if (error instanceof Superseded || error instanceof Aborted) return { kind: "cancelled" };
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
