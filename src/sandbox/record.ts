/** Runs a learner's `main` in the page's sandbox and records it, like a task program. */
import type { LogLine, SourcePosition } from "../../harness/report.ts";
import type { RunConfig } from "../recording/run/config.ts";
import type { Recording } from "../recording/run/recorder.ts";
import { cutShort, isCutShort } from "./ends.ts";
import { recordingCollector } from "./recording-collector.ts";
import { runFile } from "./run-file.ts";
import type { NotRun, Phase } from "./types.ts";

/** A message and its place in the learner's file, if known. */
export interface Said {
  message: string;
  position: SourcePosition | undefined;
}

export interface CodeRecording extends Recording {
  /** The learner's line that caused an event, by the event's index; most have none. */
  readonly lines: ReadonlyMap<number, number>;
  /** Why the run was cut short. */
  readonly fault: Said | null;
  /** Panics by the task's number in the trace; a run continues after a panic. */
  readonly panics: readonly (Said & { task: number })[];
  readonly logs: readonly LogLine[];
}

export type RecordOutcome = NotRun | { kind: "recorded"; recording: CodeRecording };

export interface RecordOptions {
  /** Identifies the run: of two waiting compilations with the same key only the newer happens. */
  key: string;
  onPhase?: (phase: Phase) => void;
  signal?: AbortSignal | undefined;
}

/** Limit for a run that keeps reporting; a silent one is killed sooner. */
const LIMITS = { silenceMs: 2_000, totalMs: 20_000 };

/** Never rejects: every failure is an outcome. */
export function recordInSandbox(
  source: string,
  config: RunConfig,
  { key, onPhase, signal }: RecordOptions,
): Promise<RecordOutcome> {
  const request = { key: `record ${key}`, profile: "debug", seams: true, onPhase, signal } as const;
  return runFile<RecordOutcome>(source, request, async ({ lookup, run }) => {
    const collected = recordingCollector(config, lookup);
    const end = await run({
      command: { kind: "record", config },
      limits: LIMITS,
      onPhase,
      onMessage: collected.take,
    });
    if (end.kind === "cancelled" || end.kind === "failed") return end;
    const killed = isCutShort(end) ? cutShort(end, collected.loading()).message : undefined;
    return { kind: "recorded", recording: collected.recording(killed) };
  });
}
