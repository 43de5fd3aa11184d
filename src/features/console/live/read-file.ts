/** Reads a file that somebody drops on the console: the bridge's, the application's own events, or a kept recording. */
import * as v from "valibot";
import { ConsoleRecording } from "../../../progress/console-recording.ts";
import { wholeChange, type AsyncOp, type Resource, type TaskChange } from "../store.ts";
import { BridgeFile, isBridgeHeader } from "./bridge-file.ts";
import type { Details } from "./details.ts";
import { EventsFile } from "./events-file.ts";
import { Recorder } from "./recorder.ts";

export interface Opened {
  /** The last moment, for the console; undefined for a kept recording, which has only what the comparison needs. */
  end?: {
    change: TaskChange;
    resources: readonly Resource[];
    asyncOps: readonly AsyncOp[];
    detailsOf(id: number): Details | undefined;
  };
  recording: ConsoleRecording;
  /** A file that was still being written has half a line at its end. */
  cut: boolean;
}

/** Fields of 8 KB are plenty; a line beyond this is no line of ours. */
const MAX_LINE = 8_000_000;

/** @throws with a sentence for the learner */
export async function openFile(name: string, chunks: AsyncIterable<Uint8Array>): Promise<Opened> {
  let reader: Reader | undefined;
  let number = 0;
  let bad: { number: number; reason: unknown } | undefined;
  for await (const line of linesOf(chunks)) {
    number++;
    if (line === "") continue;
    // Only the last line may be half.
    if (bad !== undefined) throw wrongLine(name, bad);
    if (reader === undefined) {
      reader = readerOf(line);
      if (reader === undefined)
        throw new Error(
          `${name} is no recording of the console: expected a file of TOKIO_CONSOLE_RECORD_PATH, of npx course console --record, or one that this page saved.`,
        );
      continue;
    }
    try {
      reader.take(line);
    } catch (reason) {
      bad = { number, reason };
    }
  }
  const opened = reader?.finish(name);
  if (opened === undefined)
    throw new Error(`${name} holds no task. Record again, for a few seconds at least.`);
  return { ...opened, cut: bad !== undefined };
}

function wrongLine(name: string, { number, reason }: { number: number; reason: unknown }): Error {
  const why = reason instanceof Error ? reason.message : String(reason);
  return new Error(`${name}, line ${number}: expected an event of the console, got something else (${why}).`);
}

interface Reader {
  take(line: string): void;
  finish(label: string): Omit<Opened, "cut"> | undefined;
}

const EventsHeader = v.strictObject({ v: v.literal(1) });

function readerOf(line: string): Reader | undefined {
  if (isBridgeHeader(line)) return bridgeReader();
  let first: unknown;
  try {
    first = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (v.is(EventsHeader, first)) return eventsReader();
  const kept = v.safeParse(ConsoleRecording, first);
  if (!kept.success) return undefined;
  return {
    take() {
      throw new Error("a kept recording is one line");
    },
    finish: () => ({ recording: kept.output }),
  };
}

function bridgeReader(): Reader {
  const file = new BridgeFile();
  return {
    take: (line) => file.take(line),
    finish(label) {
      const recording = file.finish(label);
      if (recording === undefined) return undefined;
      const { store, decoder } = file;
      return {
        recording,
        end: {
          change: wholeChange(store),
          resources: [...decoder.resources.values()],
          asyncOps: [...decoder.asyncOps.values()],
          detailsOf: (id) => file.detailsOf(id),
        },
      };
    },
  };
}

function eventsReader(): Reader {
  const file = new EventsFile();
  return {
    take: (line) => file.take(line),
    finish(label) {
      if (file.tasks.size === 0) return undefined;
      const change = wholeChange(file);
      const startMs = Math.min(...[...file.tasks.values()].map(({ createdMs }) => createdMs));
      const recorder = new Recorder({ nowMs: startMs, tasks: new Map(), droppedEvents: 0 });
      recorder.change(change);
      for (const id of recorder.tasks) recorder.detailsAfter(id, file.detailsOf(id) as Details);
      const recording = recorder.finish(label, file.endedAt);
      return {
        recording,
        end: { change, resources: [], asyncOps: [], detailsOf: (id) => file.detailsOf(id) },
      };
    },
  };
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MAX_LINE) throw new Error("A line of this file is too long to be an event.");
    yield* lines;
  }
  yield rest + decoder.decode();
}
