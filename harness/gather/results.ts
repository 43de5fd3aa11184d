/** Checks of what gather is ready with, and when. */
import { fail } from "../check.ts";
import { show } from "../show.ts";
import { list } from "./faults.ts";
import { begin, check } from "./scene.ts";
import type { Stage } from "./scene.ts";

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

export const order = check(
  "order",
  "results come in input order, whoever finishes first",
  ({ begin: start }) => {
    for (const finishing of ORDERS) {
      const { task, children } = start("a", "b", "c");
      task.poll();
      for (const index of finishing) {
        children[index]?.finish();
        task.settle();
      }
      task.expectReady(["a", "b", "c"]);
    }
  },
);

export const together = check(
  "together",
  "children that finish at the same instant are all taken",
  ({ begin: start }) => {
    for (const sameInstant of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2],
      [0, 2],
    ]) {
      const { task, children } = start("a", "b", "c");
      task.poll();
      for (const index of sameInstant) children[index]?.finish();
      task.settle();
      for (const child of children) {
        if (!child.finished) child.finish();
      }
      task.settle();
      task.expectReady(["a", "b", "c"]);
    }
  },
);

export const atOnce = check("at-once", "with every child ready at once, so is gather", ({ begin: start }) => {
  for (const results of [["a"], ["a", "b", "c"]]) {
    const { task, children } = start(...results);
    for (const child of children) child.finishSilently();
    task.poll();
    task.expectReady(results);
  }
});

export const values = check("values", "any value is a result, undefined too", (stage) => {
  const results = [undefined, null, NaN, "", 0, -0, false, [1, [2]], new Error("a value like any other")];
  expectThrough(stage, results, true);
  expectThrough(stage, results, false);
  expectThrough(stage, [undefined], false);
  expectThrough(stage, [null, undefined], false);
  expectThrough(stage, ["same", "same", "same"], false);
});

/** The same results from children that are ready at once, or one after another from the last. */
function expectThrough({ begin: start }: Stage, results: readonly unknown[], ready: boolean): void {
  const { task, children } = start(...results);
  if (ready) for (const child of children) child.finishSilently();
  task.poll();
  for (const child of children.toReversed()) {
    if (child.finished) continue;
    child.finish();
    task.settle();
  }
  task.expectReady(results);
}

export const empty = check("empty", "gather of nothing is ready with nothing", ({ begin: start }) => {
  const { task } = start();
  task.poll();
  task.expectReady([]);
});

/** Deep enough to show quadratic polling, not so deep that a recursive answer runs out of stack. */
const MANY = 500;

export const large = check("large", `${MANY} children take polls in proportion`, ({ gather }) => {
  for (const ready of [true, false]) {
    const { task, children } = begin(
      { gather },
      undefined,
      Array.from({ length: MANY }, (_, index) => index),
    );
    if (ready) for (const child of children) child.finishSilently();
    task.poll();
    const unmet = children.filter((child) => child.polls === 0);
    if (unmet.length > 0) {
      fail(
        `gather's first poll polled ${MANY - unmet.length} of ${MANY} children, but not ${list(unmet)}.`,
        "Any number of children may run at once: a waiting child costs nothing. Poll every one in your first poll.",
      );
    }
    for (const child of children) {
      if (!child.finished) child.finish();
    }
    task.settle();
    const polls = children.reduce((sum, child) => sum + child.polls, 0);
    const enough = ready ? MANY : 2 * MANY;
    if (polls > enough) {
      fail(
        `${MANY} children, ${ready ? "all ready at once" : "all woken before the second poll"}, were polled ${show(polls)} times; ${show(enough)} are enough.`,
        "In each poll, look once at each child that is still running: do not start over when one finishes.",
      );
    }
    task.expectReady(children.map((child) => child.value));
  }
});
