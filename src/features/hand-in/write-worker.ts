/** Worker that makes a hand-in: hashing and writing a large one would block the page for too long. */
import type { Stored } from "../../progress/schema.ts";
import { makeHandIn } from "./hand-in.ts";

/** The records arrive one by one, and the learner's name last. */
export type ToWrite = { record: Stored } | { learner: string };

interface Scope {
  postMessage(message: Blob): void;
  addEventListener(type: "message", listener: (event: { data: ToWrite }) => void): void;
}

const scope = globalThis as unknown as Scope;
const records: Record<string, Stored> = {};

scope.addEventListener("message", ({ data }) => {
  if ("record" in data) records[data.record.key] = data.record;
  else scope.postMessage(new Blob([JSON.stringify(makeHandIn(records, data.learner, new Date()), null, 1)]));
});
