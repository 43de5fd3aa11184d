/** The future of an async block or an async fn: lazy, and it drops what it holds when it is given up. */
import { asyncBlock } from "../../../runtime/index.ts";
import type { Context, Future, Poll } from "../../../runtime/index.ts";
import { ADVANCE, PAUSED } from "../../../runtime/std/pause.ts";
import type { Pausable } from "../../../runtime/std/pause.ts";
import type { Machine, Native, Value } from "../values/values.ts";

type Whole = Future<Value> & Pausable<Value>;

export class AsyncValue implements Pausable<Value>, Native {
  readonly type = "async";
  readonly from: number;
  readonly #machine: Machine;
  /** What it has captured; the body takes over at its first poll. */
  readonly #captured: Value[];
  readonly #body: () => Generator<unknown, Value, unknown>;
  #inner: Whole | null = null;
  #isOver = false;

  constructor(
    machine: Machine,
    captured: Value[],
    body: () => Generator<unknown, Value, unknown>,
    from: number,
  ) {
    this.#machine = machine;
    this.#captured = captured;
    this.#body = body;
    this.from = from;
  }

  poll(cx: Context): Poll<Value> {
    return this.#start().poll(cx);
  }

  [ADVANCE](cx: Context): Poll<Value> | typeof PAUSED {
    return this.#start()[ADVANCE](cx);
  }

  #start(): Whole {
    return (this.#inner ??= asyncBlock(this.#body) as Whole);
  }

  drop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#inner !== null) this.#inner.drop?.();
    else for (const value of this.#captured.splice(0)) this.#machine.drop(value);
  }
}
