/** Checks of whom gather polls, and when. */
import { fail } from "../check.ts";
import type { Child } from "./child.ts";
import { list } from "./faults.ts";
import { check } from "./scene.ts";

export const lazy = check("lazy", "nothing is polled before gather is", ({ begin }) => {
  const { task, children } = begin("a", "b", "c");
  const early = children.filter((child) => child.polls > 0);
  if (early.length === 0) return;
  fail(
    `Calling gather polled ${list(early)}, before anybody polled gather.`,
    "A future does nothing until it is polled. Build one and return it: `pollFn((cx) => …)` polls the children from inside.",
    task.evidence(0),
  );
});

export const firstPoll = check("first-poll", "the first poll polls every child", ({ begin }) => {
  // Which child is ready at once must not matter: none, the first, one in the middle, the last.
  for (const ready of [undefined, 0, 2, 3]) {
    const { task, children } = begin("a", "b", "c", "d");
    if (ready !== undefined) children[ready]?.finishSilently();
    task.poll();
    const missed = children.filter((child) => child.polls === 0);
    if (missed.length === 0) continue;
    const met = children.filter((child) => child.polls > 0);
    fail(
      `gather's first poll polled ${met.length === 0 ? "nobody" : describe(met)}, but not ${list(missed)}.`,
      remedyFor(children),
      task.evidence(task.lastPollEnd),
    );
  }
});

function remedyFor(children: readonly Child[]): string {
  const lastMet = children.findLastIndex((child) => child.polls > 0);
  if (lastMet === -1) return "Children start when you poll them: poll every one in your first poll.";
  if (children.slice(0, lastMet).some((child) => child.polls === 0)) {
    return "One child in the middle was skipped. Removing from a list while you walk over it moves the next child to the index you have just done: empty a slot instead.";
  }
  return children[lastMet]?.finished === true
    ? "Your sweep ends at the first Ready. Keep its value and go on: the others have not started."
    : "Waiting for one child before starting the next takes the sum of their times. Poll them all, then see which are still Pending.";
}

function describe(met: readonly Child[]): string {
  return met.map((child) => `${child.name} (${child.finished ? "Ready" : "Pending"})`).join(", ");
}

export const onePoll = check(
  "one-poll",
  "no child is polled twice in one poll, unless it was woken",
  ({ begin }) => {
    for (const ready of [undefined, 0, 1, 2]) {
      const { task, children } = begin("a", "b", "c");
      if (ready !== undefined) children[ready]?.finishSilently();
      task.poll();
      for (const child of children) {
        if (child.finished) continue;
        child.finish();
        task.settle();
      }
      task.expectNo("twice");
    }
  },
);

export const finished = check("finished", "a child that was Ready is never polled again", ({ begin }) => {
  const { task, children } = begin(undefined, "b", null, "d");
  children[0]?.finishSilently();
  task.poll();
  for (const child of children.slice(1)) {
    // A timer or a channel may call a waker once more after its future is done with.
    for (const other of children) other.wakeLate();
    child.finish();
    task.settle();
    task.expectNo("finished");
  }
  task.expectNo("finished");
});

export const inPoll = check(
  "inside-poll",
  "children are polled inside gather's own poll, and nowhere else",
  ({ begin }) => {
    const { task, children } = begin("a", "b", "c");
    task.poll();
    for (const child of children.toReversed()) {
      child.wake();
      task.expectNo("outside");
      task.settle();
      child.finish();
      task.expectNo("outside");
      task.settle();
    }
    task.expectNo("outside");
  },
);

export const spurious = check("spurious", "a poll that nothing asked for does no harm", ({ begin }) => {
  const { task, children } = begin("a", "b", "c");
  task.poll();
  task.poll();
  for (const child of children.toReversed()) {
    child.finish();
    task.settle();
    if (task.outcome === undefined) task.poll();
    if (task.outcome === undefined) task.poll("new-waker");
  }
  task.expectReady(["a", "b", "c"]);
});

export const inPlace = check("in-place", "nothing is spawned", ({ begin }) => {
  // Any spawn shows at once, in this check as in all others; whether the rest goes well is for them to say.
  const { task, children } = begin("a", "b", "c");
  task.poll();
  children[0]?.finish();
  children[1]?.finish();
  task.poll();
});
