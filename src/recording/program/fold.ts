/** Finds repetitions in a sequence of ops, so that each can be written once. */
import type { Op } from "./ops.ts";

export interface Fold {
  ops: readonly Op[];
  times: number;
}

/** A reader would not recognise longer repetitions. */
const LONGEST = 4;

/** In order; takes the shortest sequence that repeats at least three times. */
export function folded(ops: readonly Op[]): Fold[] {
  const folds: Fold[] = [];
  for (let at = 0; at < ops.length;) {
    const fold = foldAt(ops, at);
    folds.push(fold);
    at += fold.ops.length * fold.times;
  }
  return folds;
}

function foldAt(ops: readonly Op[], at: number): Fold {
  for (let length = 1; length <= LONGEST; length++) {
    const row = ops.slice(at, at + length);
    let times = 1;
    while (row.every((op, i) => same(op, ops[at + times * length + i]))) times++;
    if (times > 2) return { ops: row, times };
  }
  return { ops: ops.slice(at, at + 1), times: 1 };
}

const same = (one: Op, other: Op | undefined): boolean => one[0] === other?.[0] && one[1] === other[1];
