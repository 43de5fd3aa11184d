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
    "Poll a future only from its owner's poll. In a waker, mark the child as woken and wake your task; poll the child in your next poll.",
  finished:
    "Poll each future until it is Ready and never again (an `async fn` panics). Track which children are done separately from their results: `undefined` is a result too.",
  twice:
    "It returned Pending a moment ago, and nothing has happened to it since. One sweep over the children is enough: after Pending, a wake follows.",
  uncaused:
    "A task that wakes itself is polled again at once: a busy loop that keeps timers from firing. Return Pending and let the children wake you: they hold your waker.",
  spawned:
    "A spawned task runs elsewhere, needs `'static` futures and costs an allocation each. Poll the futures themselves, in your own poll: they stay where they are.",
  spinning:
    "Never wait inside poll: that blocks the worker's thread. Return Pending; a wake gets you polled again.",
  context: "Pass on the `cx` that you are polled with, or make one: `Context.fromWaker(waker)`.",
  pending:
    "After polling the children, check in the same poll whether all are done: when the last one is Ready, return Ready. Nobody is left to wake you for another poll.",
  lengths:
    "One result for each future, at its index: none left out, none merged with an equal one, none taken apart.",
  results:
    "Put each value at the index of its future, `results[index] = polled.value`, in whatever order they finish and whatever the value is.",
} as const;

export function list(children: readonly Child[]): string {
  const names = children.slice(0, 4).map((child) => child.name);
  if (children.length > 4) names.push(`${children.length - 4} more`);
  return names.length === 1 ? (names[0] as string) : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
