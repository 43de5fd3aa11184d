/** What no right gather does, and where to look when one did. */
import type { ScriptPosition } from "../check.ts";
import type { Child } from "./child.ts";
import type { StepIndex } from "./timeline.ts";

/** Something that no right gather does, whether or not it ends well. */
export type FaultKind = "outside" | "finished" | "twice" | "uncaused";

export interface Fault {
  message: string;
  step: StepIndex;
  position: ScriptPosition | undefined;
}

/** Where to look, for each fault. */
export const FAULTS = {
  outside:
    "A future is polled only from its owner's poll. In a waker, mark the child as woken and wake your task; the polling follows in your next poll.",
  finished:
    "Poll each future until it is Ready and never again (an `async fn` panics). Keep apart who is done from what it returned: `undefined` is a result.",
  twice:
    "It said Pending a moment ago, and nothing has happened to it since. One sweep over the children is enough: Pending means that a wake will follow.",
  uncaused:
    "A task that wakes itself is polled again at once, for ever: a busy loop that no timer gets past. Answer Pending and leave the waking to the children, who hold your waker.",
  spawned:
    "A spawned task runs elsewhere, needs `'static` futures and costs an allocation each. Poll the futures themselves, in your own poll: they stay where they are.",
  spinning:
    "Do not wait inside poll: it holds the worker's thread, which is what blocking means. Answer Pending; a wake brings you back.",
  context: "Pass on the `cx` that you are polled with, or make one: `Context.fromWaker(waker)`.",
  pending:
    "Count who is done in the same poll, after the children were polled: when the last one is Ready, so are you. Nobody is left to wake you for another poll.",
  lengths:
    "One result for each future, at its index: none left out, none merged with an equal one, none taken apart.",
  results:
    "Put each value at the index of its future, `results[index] = polled.value`, whatever the order in which they finish and whatever the value is.",
} as const;

export function list(children: readonly Child[]): string {
  const names = children.slice(0, 4).map((child) => child.name);
  if (children.length > 4) names.push(`${children.length - 4} more`);
  return names.length === 1 ? (names[0] as string) : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
