/** Finds repetitions in a sequence of ops, so that each can be written once. */

type AnyOp = readonly [name: string, argument: number];

export interface Fold<T extends AnyOp> {
  ops: readonly T[];
  times: number;
}

/** A reader would not recognise longer repetitions. */
const LONGEST = 4;

/** In order; takes the shortest sequence that repeats at least three times. */
export function folded<T extends AnyOp>(ops: readonly T[]): Fold<T>[] {
  const folds: Fold<T>[] = [];
  for (let at = 0; at < ops.length;) {
    const fold = foldAt(ops, at);
    folds.push(fold);
    at += fold.ops.length * fold.times;
  }
  return folds;
}

function foldAt<T extends AnyOp>(ops: readonly T[], at: number): Fold<T> {
  for (let length = 1; length <= LONGEST; length++) {
    const row = ops.slice(at, at + length);
    let times = 1;
    while (row.every((op, i) => same(op, ops[at + times * length + i]))) times++;
    if (times > 2) return { ops: row, times };
  }
  return { ops: ops.slice(at, at + 1), times: 1 };
}

const same = (one: AnyOp, other: AnyOp | undefined): boolean => one[0] === other?.[0] && one[1] === other[1];
