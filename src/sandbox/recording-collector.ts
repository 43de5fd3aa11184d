/** Collects the events that a run sends into one recording, however the run ends. */
import type { LogLine, SourcePosition } from "../../harness/report.ts";
import type { Lookup } from "../../harness/positions.ts";
import type { RunConfig } from "../recording/run/config.ts";
import type { Seen } from "../recording/run/probe.ts";
import { MAX_EVENTS } from "../recording/run/most.ts";
import type { RecordingEnd } from "../recording/run/recorder.ts";
import { eventsOf } from "../recording/run/rows.ts";
import type { CodeRecording, Said } from "./record.ts";
import type { WorkerMessage } from "./wire.ts";

const MOST_LOGS = 500;
const MOST_PANICS = 20;

/** @param lookup maps positions in the compiled script to the learner's own */
export function recordingCollector(config: RunConfig, lookup: Lookup) {
  const prelude: Seen[] = [];
  const events: Seen[] = [];
  const lines = new Map<number, number>();
  const panics: (Said & { task: number })[] = [];
  const logs: LogLine[] = [];
  /** Cache of mapped positions: a loop needs the same few over and over. */
  const known = new Map<string, SourcePosition | undefined>();
  let loading = false;
  let missing = false;
  let end: Extract<WorkerMessage, { kind: "recorded" }>["end"] | undefined;

  const own = (at: { line: number; column: number } | undefined | null): SourcePosition | undefined => {
    if (!at) return undefined;
    const key = `${at.line}:${at.column}`;
    if (!known.has(key)) known.set(key, lookup(at.line, at.column));
    return known.get(key);
  };

  function takeTrace(message: Extract<WorkerMessage, { kind: "trace" }>): void {
    // A refused message leaves a gap, and events after a gap make no sense.
    missing ||= message.first !== prelude.length + events.length;
    if (missing) return;
    for (const { event, at } of eventsOf(message.rows, message.first)) {
      if (prelude.length + events.length >= MAX_EVENTS) return;
      const line = own(at)?.line;
      if (line !== undefined) lines.set(events.length, line);
      (event.seq < message.prelude ? prelude : events).push(event);
    }
  }

  return {
    take(message: WorkerMessage): void {
      if (message.kind === "trace") takeTrace(message);
      else if (message.kind === "loading" || message.kind === "loaded") loading = message.kind === "loading";
      else if (message.kind === "log" && logs.length < MOST_LOGS) logs.push(message.line);
      else if (message.kind === "recorded") end ??= message.end;
      else if (message.kind === "panicked" && panics.length < MOST_PANICS)
        panics.push({ task: message.task, message: message.message, position: own(message.position) });
    },
    /** Whether the file's own top level is still running. */
    loading: () => loading,
    /** @param killed why the run was killed from outside */
    recording(killed: string | undefined): CodeRecording {
      const fault = faultOf(killed);
      const how: RecordingEnd = fault
        ? { kind: "failed", message: fault.message }
        : { kind: end && end.kind !== "failed" ? end.kind : "done" };
      return { config, prelude, events, end: how, lines, fault, panics, logs };
    },
  };

  function faultOf(killed: string | undefined): Said | null {
    if (killed !== undefined) return { message: killed, position: undefined };
    if (end?.kind === "failed") return { message: end.message, position: own(end.position) };
    if (missing || end === undefined)
      return { message: "Part of the recording is missing; run it again.", position: undefined };
    return null;
  }
}
