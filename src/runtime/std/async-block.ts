/** `async` blocks and `.await`: a generator plays the state machine that rustc makes from an async block. */
import { CONTEXT } from "../context.ts";
import { Panic } from "./panic.ts";
import { describe, notAPoll, PENDING, PollReady } from "./poll.ts";
import type { Poll } from "./poll.ts";
import type { Future } from "./future.ts";
import { isFuture } from "./future.ts";
import { ADVANCE, isPausable, PAUSED, SEAM } from "./pause.ts";
import type { Pausable } from "./pause.ts";
import type { Context } from "./waker.ts";

/**
 * The context of the async block being polled. `yield*` cannot pass an argument to a generator's first step, so the
 * context travels as it did in Rust before 2020: in a thread-local, set for the duration of one poll.
 */
let CURRENT: Context | null = null;
/** Whether the async block being polled may pause at a seam, because its poller asked for that. */
let MAY_PAUSE = false;

/**
 * What `awaited` yields while its future is pending. Anything else that a body yields is a mistake. Compare the value,
 * not the object around it: JavaScriptCore's `yield*` makes a new object, although the language says to pass it on.
 */
const SUSPENDED: IteratorYieldResult<symbol> = { done: false, value: Symbol("suspended at an await") };

const UNRESUMED = 0;
const SUSPENDED_AT_AWAIT = 1;
const RUNNING = 2;
const RETURNED = 3;
const PANICKED = 4;
const DROPPED = 5;

class AsyncBlock<T> implements Pausable<T> {
  #body: (() => Generator<unknown, T, unknown>) | null;
  #generator: Generator<unknown, T, unknown> | null = null;
  #state: number = UNRESUMED;

  constructor(body: () => Generator<unknown, T, unknown>) {
    this.#body = body;
  }

  poll(cx: Context): Poll<T> {
    // A whole poll does not pause at seams.
    return this.#resume(cx, false) as Poll<T>;
  }

  [ADVANCE](cx: Context): Poll<T> | typeof PAUSED {
    return this.#resume(cx, true);
  }

  #resume(cx: Context, mayPause: boolean): Poll<T> | typeof PAUSED {
    if (this.#state > SUSPENDED_AT_AWAIT) this.#misuse();
    const outer = CURRENT;
    const outerMayPause = MAY_PAUSE;
    const first = this.#state === UNRESUMED;
    CURRENT = cx;
    MAY_PAUSE = mayPause;
    this.#state = RUNNING;
    try {
      const generator = first ? this.#start() : (this.#generator as Generator<unknown, T, unknown>);
      let step = generator.next();
      while (step.done !== true && step.value === SEAM.value && (!mayPause || CONTEXT.oneStep))
        step = generator.next();
      if (step.done === true) {
        this.#state = RETURNED;
        this.#generator = null;
        return new PollReady(step.value);
      }
      this.#state = SUSPENDED_AT_AWAIT;
      if (step.value === SEAM.value) return PAUSED;
      if (step.value !== SUSPENDED.value) {
        this.#state = RUNNING;
        yieldedWithoutStar(step.value);
      }
      return PENDING;
    } finally {
      CURRENT = outer;
      MAY_PAUSE = outerMayPause;
      // If the state is still "running" here, the body threw: as in Rust, the block is poisoned.
      if (this.#state === RUNNING) {
        this.#state = PANICKED;
        this.#generator = null;
      }
    }
  }

  /** Runs the body's `finally` blocks, which stand for the destructors of its locals. */
  drop(): void {
    const generator = this.#generator;
    const suspended = this.#state === SUSPENDED_AT_AWAIT;
    if (this.#state <= SUSPENDED_AT_AWAIT) this.#state = DROPPED;
    this.#body = null;
    this.#generator = null;
    if (!suspended || generator === null) return;
    const outer = CURRENT;
    CURRENT = null;
    try {
      generator.return(undefined as T);
    } finally {
      CURRENT = outer;
    }
  }

  #start(): Generator<unknown, T, unknown> {
    const body = this.#body as () => Generator<unknown, T, unknown>;
    this.#body = null;
    const generator = body();
    if (typeof generator !== "object" || generator === null || typeof generator.next !== "function") {
      throw new Panic(
        `asyncBlock() takes a generator function, function* () { … }, and its function returned ${describe(generator)}`,
      );
    }
    this.#generator = generator;
    return generator;
  }

  #misuse(): never {
    if (this.#state === RUNNING) throw new Panic("an async block was polled from inside its own poll");
    if (this.#state === DROPPED) throw new Panic("an async block was polled after it had been dropped");
    throw new Panic(
      this.#state === RETURNED
        ? "`async fn` resumed after completion: once a future has answered Ready, do not poll it again"
        : "`async fn` resumed after panicking: once a future has thrown, do not poll it again",
    );
  }
}

/** The state of one `.await`. Written by hand: a generator made for each await costs more than spawning a task. */
class Awaited<T> {
  readonly #future: Future<T>;
  /** Whether it has passed the seam before this poll checks the future. */
  #isLooking = false;
  constructor(future: Future<T>) {
    this.#future = future;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<unknown, T> {
    if (CURRENT === null) awaitedOutsideOfAsync();
    const poll = MAY_PAUSE ? this.#look(CURRENT) : this.#future.poll(CURRENT);
    if (poll === PAUSED) return SEAM;
    if (poll === PENDING) return SUSPENDED;
    if (!(poll instanceof PollReady)) notAPoll(poll);
    return { done: true, value: poll.value };
  }

  /** The awaited future may have changed by the time it is polled; an async block in it pauses at its own seams. */
  #look(cx: Context): Poll<T> | typeof PAUSED {
    const isFirst = !this.#isLooking;
    this.#isLooking = true;
    if (isFirst && !CONTEXT.oneStep) return PAUSED;
    const future = this.#future;
    const poll = isPausable(future) ? future[ADVANCE](cx) : future.poll(cx);
    if (poll !== PAUSED) this.#isLooking = false;
    return poll;
  }

  /** When the async block is dropped while it waits here, so is the future that it waits for. */
  return(value: T): IteratorResult<unknown, T> {
    this.#future.drop?.();
    return { done: true, value };
  }

  throw(error: unknown): never {
    throw error;
  }
}

/* `any` is what the language itself sends into a generator through `yield*`; the declarations use it too. */
/* oxlint-disable typescript/no-explicit-any */

/** @throws Panic (at the first poll) when the function is not a generator function */
export function asyncBlock<T>(body: () => Generator<unknown, T, any>): Future<T> {
  return new AsyncBlock<T>(body);
}

/** @throws Panic when given something that has no `poll` */
export function awaited<T>(future: Future<T>): Generator<unknown, T, any> {
  if (!isFuture(future)) notAFuture(future);
  // `yield*` uses only the iterator protocol of a Generator.
  return new Awaited(future) as unknown as Generator<unknown, T, any>;
}

function notAFuture(value: unknown): never {
  throw new Panic(
    value instanceof Promise
      ? "awaited() takes a Future, and was given a Promise: this runtime polls; nothing here ever resolves a Promise"
      : `awaited() takes a Future, an object with poll(cx), and was given ${describe(value)}`,
  );
}

function yieldedWithoutStar(value: unknown): never {
  const what = value instanceof Awaited || isFuture(value) ? "a future" : describe(value);
  throw new Panic(`an async block yielded ${what}: write \`yield* awaited(future)\`, with the star`);
}

function awaitedOutsideOfAsync(): never {
  throw new Panic(
    "awaited() outside an async block: use it as `yield* awaited(future)` inside asyncBlock(function* () { … })",
  );
}
