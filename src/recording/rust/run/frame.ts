/** What compiled code runs on: frames, the two kinds of code, and how it leaves a block early. */
import { EMPTY } from "../values/values.ts";
import type { Value } from "../values/values.ts";

/** The variables of one call of a function, a closure or an async body. */
export class Frame {
  readonly slots: Value[];
  /** What the body has captured; it outlives one call of a closure. */
  readonly env: Value[];
  /** Temporaries of the statements that are running, each in a place of its own, oldest first. */
  readonly temps: Value[][] = [];

  constructor(slots: number, env: Value[]) {
    this.slots = [];
    for (let i = 0; i < slots; i++) this.slots.push(EMPTY);
    this.env = env;
  }
}

export type Fast = (f: Frame) => Value;
export type Slow = (f: Frame) => Generator<unknown, Value, unknown>;

/** Code that may wait at an `.await` is a generator; all other code is a plain function, which is much quicker. */
export type Code = { slow: false; run: Fast } | { slow: true; run: Slow };

export const fast = (run: Fast): Code => ({ slow: false, run });
export const slow = (run: Slow): Code => ({ slow: true, run });

/** Thrown, not returned, so that every block on the way drops its variables. Without a stack they are cheap. */
export class Return {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

export class Leave {
  readonly loop: object;
  readonly value: Value;
  readonly again: boolean;
  constructor(loop: object, value: Value, again: boolean) {
    this.loop = loop;
    this.value = value;
    this.again = again;
  }
}

/** Code that could stop at a seam, where nothing waits for it. */
export function atOnce(code: Generator<unknown, Value, unknown>): Value {
  let step = code.next();
  while (step.done !== true) step = code.next();
  return step.value;
}

/** Calls a body that is all fast or has one slow part. */
export function* runSlowly(code: Code, f: Frame): Generator<unknown, Value, unknown> {
  return code.slow ? yield* code.run(f) : code.run(f);
}
