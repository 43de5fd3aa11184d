/** Runs a learner's `main` in the page's sandbox and makes a recording of it, as of a task program. */
import type { LogLine, SourcePosition } from "../../harness/report.ts";
import type { RunConfig } from "../recording/run/config.ts";
import type { Recording } from "../recording/run/recorder.ts";
import { cutShort, isCutShort } from "./ends.ts";
import { recordingCollector } from "./recording-collector.ts";
import { runFile } from "./run-file.ts";
import type { NotRun, Phase } from "./types.ts";

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

export type RecordOutcome = NotRun | { kind: "recorded"; recording: CodeRecording };

export interface RecordOptions {
  /** Whose run it is: of two that wait to be compiled with the same key, only the newer is. */
  key: string;
  onPhase?: (phase: Phase) => void;
  signal?: AbortSignal | undefined;
}

/** A run that reports all along may go on for this long; one that is silent is killed sooner. */
const LIMITS = { silenceMs: 2_000, totalMs: 20_000 };

/** Never rejects: whatever goes wrong is an outcome. */
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
