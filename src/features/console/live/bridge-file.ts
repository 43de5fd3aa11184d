/** The bridge's recording: a header, then the application's own messages, a line each. It is written and read here. */
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { base64Decode, base64Encode } from "@bufbuild/protobuf/wire";
import * as v from "valibot";
import { Decoder } from "./decode.ts";
import { detailsOf, type Details } from "./details.ts";
import { UpdateSchema, type Update } from "./proto/instrument_pb.js";
import { TaskDetailsSchema, type TaskDetails } from "./proto/tasks_pb.js";
import { Recorder } from "./recorder.ts";
import { TaskStore } from "../store.ts";
import type { ConsoleRecording } from "../../../progress/console-recording.ts";

const Header = v.object({ v: v.literal(1), recorder: v.literal("course console"), startedAt: v.number() });
const Line = v.union([
  v.object({ update: v.string(), whole: v.boolean() }),
  v.object({ details: v.string(), at: v.picklist(["start", "end"]) }),
]);

export const header = (startedAt: number): string =>
  JSON.stringify({ v: 1, recorder: "course console", startedAt } satisfies v.InferInput<typeof Header>);

export const updateLine = (update: Update, whole: boolean): string =>
  JSON.stringify({ update: base64Encode(toBinary(UpdateSchema, withoutPollOps(update))), whole });

/** Nine tenths of a busy application's updates are single poll operations, which no view shows. */
export function withoutPollOps(update: Update): Update {
  if (update.resourceUpdate !== undefined) update.resourceUpdate.newPollOps = [];
  return update;
}

export const detailsLine = (details: TaskDetails, at: "start" | "end"): string =>
  JSON.stringify({ details: base64Encode(toBinary(TaskDetailsSchema, details)), at });

export const isBridgeHeader = (line: string): boolean => v.is(Header, parsed(line));

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

export class BridgeFile {
  readonly store = new TaskStore();
  readonly decoder = new Decoder();
  readonly #details = new Map<number, Details>();
  #recorder: Recorder | undefined;

  /** @throws for a line that the bridge does not write */
  take(line: string): void {
    const entry = v.parse(Line, JSON.parse(line));
    if ("update" in entry) {
      const update = fromBinary(UpdateSchema, base64Decode(entry.update));
      const change = this.decoder.take(update, entry.whole);
      this.store.apply(change);
      if (entry.whole) this.#recorder = new Recorder(this.store);
      else this.#recorder?.change(change);
      return;
    }
    const message = fromBinary(TaskDetailsSchema, base64Decode(entry.details));
    const id = this.decoder.taskOf(message.taskId?.id);
    if (id === undefined) return;
    const details = detailsOf(message);
    this.#details.set(id, details);
    if (entry.at === "start") this.#recorder?.detailsBefore(id, details);
    else this.#recorder?.detailsAfter(id, details);
  }

  detailsOf(id: number): Details | undefined {
    return this.#details.get(id);
  }

  finish(label: string): ConsoleRecording | undefined {
    return this.#recorder?.finish(label, this.decoder.baseMs + this.store.nowMs);
  }
}
