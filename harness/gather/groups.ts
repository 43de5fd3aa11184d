/** The check that finishes any number of children in groups, and shows the fewest with which it fails. */
import { CheckFailure, isFailure, isOverflow } from "../check.ts";
import type { Check, Learner, Tools } from "../check.ts";
import { counted } from "../../src/lib/words.ts";
import { Random } from "../random.ts";
import { show } from "../show.ts";
import { smallest } from "../smallest.ts";
import { begin } from "./scene.ts";

/** For each child, the group that it is ready with: those of group 0 are ready from the start. */
type Groups = readonly number[];

/** Each size twice, the largest once. */
export const GROUPINGS = 25;

/** On both sides of what one byte counts, and beyond what some recursions bear. */
const SIZES = [0, 1, 2, 31, 33, 63, 65, 255, 256, 257, 300, 500, 2000];
/** With more children than this, an answer that calls itself for each of them may run out of stack: it is as right as a loop. */
const DEEPEST = 500;

export const anyNumber: Check = {
  id: "any-number",
  title: "any number of children, ready in any groups, and each result once",
  needs: ["gather"],
  run(learner, tools) {
    if (tools.seed !== undefined) return tryOut(learner, tools.seed, tools);
    for (let seed = 0; seed < GROUPINGS; seed += 1) tryOut(learner, seed, tools);
  },
};

/**
 * At a size's first turn, as many are ready from the start as a byte would count for all of them; at its second, the first
 * children finish first.
 */
function groupsFor(seed: number): Groups {
  const random = new Random(seed);
  const n = SIZES[seed % SIZES.length] as number;
  const last = 1 + random.below(4);
  const firstTurn = seed < SIZES.length;
  const first = firstTurn ? n % 256 : random.below(n + 1);
  const groups = Array.from({ length: n }, (_, index) => (index < first ? 0 : 1 + random.below(last)));
  return firstTurn ? random.shuffled(groups) : groups.toSorted((a, b) => a - b);
}

/** @throws CheckFailure about the fewest children that fail */
function tryOut(learner: Learner, seed: number, tools: Tools): void {
  const groups = groupsFor(seed);
  const failure = failureOf(learner, groups, undefined);
  if (failure === undefined) return;
  const fewer = smallest(groups, (some) => failureOf(learner, some, undefined) !== undefined);
  // Once more, now recording, which many children would make too long to read.
  const again = failureOf(learner, fewer, fewer.length <= RECORDED ? tools : undefined);
  const { message, details } = again ?? failure;
  throw new CheckFailure(`${described(again ? fewer : groups)}: ${message}`, { ...details, seed });
}

const RECORDED = 20;

function failureOf(learner: Learner, groups: Groups, tools: Tools | undefined): CheckFailure | undefined {
  try {
    perform(learner, groups, tools);
    return undefined;
  } catch (thrown) {
    if (isFailure(thrown)) return thrown;
    if (groups.length > DEEPEST && isOverflow(thrown)) return undefined;
    throw thrown;
  }
}

function perform(learner: Learner, groups: Groups, tools: Tools | undefined): void {
  // Of an object, only that very one is the result.
  const results = groups.map((_, index) => (groups.length <= RECORDED ? index : { index }));
  const { task, children } = begin(learner, tools, results);
  children.forEach((child, index) => groups[index] === 0 && child.finishSilently());
  task.poll();
  for (let group = 1; group <= Math.max(0, ...groups); group += 1) {
    const ready = children.filter((_, index) => groups[index] === group);
    // The first group from the first child, the second from the last, and so on.
    for (const child of group % 2 === 1 ? ready : ready.toReversed()) child.finish();
    task.settle();
  }
  task.expectReady(results);
  task.expectNo("finished", "outside", "twice", "uncaused");
}

/** "With 257 children, 1 of them ready at once and 256 later" */
function described(groups: Groups): string {
  const atOnce = groups.filter((group) => group === 0).length;
  const children = `With ${counted(groups.length, "child", "children")}`;
  if (groups.length === 0) return children;
  const later = Math.max(0, ...groups);
  const sizes = Array.from({ length: later }, (_, group) => groups.filter((of) => of === group + 1).length);
  const then = sizes.filter((n) => n > 0).map((n) => `${show(n)} together`);
  return `${children}, ${[`${show(atOnce)} ready at once`, ...then].join(", then ")}`;
}
