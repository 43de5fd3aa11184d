/** Tasks: spawning them, their handles, and the functions of `tokio::task`. */
import { CONTEXT } from "../../../runtime/context.ts";
import { Panic, Poll } from "../../../runtime/index.ts";
import type { Context, Future } from "../../../runtime/index.ts";
import { ADVANCE, isPausable, PAUSED } from "../../../runtime/std/pause.ts";
import type { Pausable } from "../../../runtime/std/pause.ts";
import { PENDING, PollReady } from "../../../runtime/std/poll.ts";
import { blockInPlace } from "../../../runtime/task/block-in-place.ts";
import { consumeBudget, hasBudgetRemaining, unconstrained } from "../../../runtime/task/coop.ts";
import { JoinError } from "../../../runtime/task/join-error.ts";
import type { JoinHandle } from "../../../runtime/task/join-handle.ts";
import { spawn, spawnBlocking, spawnBlockingOn } from "../../../runtime/task/spawn.ts";
import { yieldNow } from "../../../runtime/task/yield-now.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { payloadOf } from "../values/panics.ts";
import { behind, EMPTY } from "../values/values.ts";
import type { Callable, Machine, Native, Value } from "../values/values.ts";
import { cooperative, PollFuture } from "./future.ts";
import type { Builtin } from "../run/site.ts";

/** A spawned future: tells of its polls, and drops what it holds when it is done or given up. */
export class Spawned implements Pausable<Value> {
  readonly #machine: Interpreter;
  readonly #number: number | "m";
  readonly #future: Future<Value>;
  #value: Value;
  #isUnderWay = false;

  constructor(machine: Interpreter, value: Value, number: number | "m", at: number) {
    this.#machine = machine;
    this.#number = number;
    this.#value = value;
    this.#future = machine.future(value, at);
  }

  poll(cx: Context): Poll<Value> {
    this.#machine.onPoll?.(this.#number, false);
    return this.#ended(() => this.#future.poll(cx)) as Poll<Value>;
  }

  [ADVANCE](cx: Context): Poll<Value> | typeof PAUSED {
    if (!this.#isUnderWay) this.#machine.onPoll?.(this.#number, false);
    this.#isUnderWay = true;
    const future = this.#future;
    const poll = this.#ended(() => (isPausable(future) ? future[ADVANCE](cx) : future.poll(cx)));
    if (poll !== PAUSED) this.#isUnderWay = false;
    return poll;
  }

  #ended(advance: () => Poll<Value> | typeof PAUSED): Poll<Value> | typeof PAUSED {
    let poll: Poll<Value> | typeof PAUSED;
    try {
      poll = advance();
    } catch (error) {
      this.drop();
      throw broken(error) ? this.#machine.stopped(error) : error;
    }
    if (poll instanceof PollReady) {
      this.#machine.onPoll?.(this.#number, true);
      this.drop();
    }
    return poll;
  }

  drop(): void {
    const value = this.#value;
    this.#value = EMPTY;
    this.#machine.drop(value);
  }
}

export class JoinHandleValue implements Native, Future<Value> {
  readonly type: string = "tokio::task::JoinHandle";
  readonly handle: JoinHandle<Value>;
  readonly #machine: Machine;
  constructor(handle: JoinHandle<Value>, machine: Machine) {
    this.handle = handle;
    this.#machine = machine;
  }
  poll(cx: Context): Poll<Value> {
    try {
      const poll = this.handle.poll(cx);
      return poll === PENDING ? poll : Poll.Ready(this.#machine.make.ok((poll as PollReady<Value>).value));
    } catch (error) {
      if (!(error instanceof JoinError)) throw error;
      return Poll.Ready(this.#machine.make.err(new JoinErrorValue(error)));
    }
  }
  drop(): void {
    this.handle.drop();
  }
  debug(): string {
    return `JoinHandle { id: Id(${this.handle.id}) }`;
  }
}

interface Abortable {
  readonly id: number;
  abort(): void;
  isFinished(): boolean;
}

export class AbortHandleValue implements Native {
  readonly type = "tokio::task::AbortHandle";
  readonly handle: Abortable;
  constructor(handle: Abortable) {
    this.handle = handle;
  }
  clone(): AbortHandleValue {
    return this;
  }
}

export class JoinErrorValue implements Native {
  readonly type = "tokio::task::JoinError";
  readonly error: JoinError;
  constructor(error: JoinError) {
    this.error = error;
  }
  show(): string {
    return this.error.isCancelled() ? `task ${this.error.id} was cancelled` : this.error.message;
  }
  debug(): string {
    if (this.error.isCancelled()) return `JoinError::Cancelled(Id(${this.error.id}))`;
    return `JoinError::Panic(Id(${this.error.id}), ${JSON.stringify(messageOf(this.error))}, ...)`;
  }
}

function messageOf(error: JoinError): string {
  const payload = error.intoPanic();
  return payload instanceof Error ? payload.message : String(payload);
}

class TaskId implements Native {
  readonly type = "tokio::task::Id";
  readonly sortKey: number;
  constructor(id: number) {
    this.sortKey = id;
  }
  show(): string {
    return String(this.sortKey);
  }
  debug(): string {
    return `Id(${this.sortKey})`;
  }
}

/** What no Rust program throws. */
const broken = (error: unknown): error is Error =>
  error instanceof TypeError || error instanceof ReferenceError;

/** A task, numbered as it is spawned. */
export function spawned(m: Interpreter, value: Value, at: number): Spawned {
  return new Spawned(m, value, m.spawned++, at);
}

export function blocking(m: Interpreter, f: Value): JoinHandle<Value> {
  const { steps } = f as Callable;
  if (steps !== null) return spawnBlockingOn(() => steps([]));
  return spawnBlocking(() => {
    const value = m.call(f, []);
    m.drop(f);
    return value;
  });
}

const handleOf = (value: Value): JoinHandle<Value> => (behind(value) as JoinHandleValue).handle;
const abortOf = (value: Value): Abortable => (behind(value) as AbortHandleValue).handle;
const errorOf = (value: Value): JoinError => (behind(value) as JoinErrorValue).error;
const T = "tokio::task";

export const TASKS: Record<string, Builtin> = {
  [`${T}::spawn`]: (m, [future], site) => new JoinHandleValue(spawn(spawned(m, future, site.from)), m),
  [`${T}::spawn_blocking`]: (m, [f]) => new JoinHandleValue(blocking(m, f), m),
  [`${T}::block_in_place`]: (m, [f]) => blockInPlace(() => m.call(f, [])),
  [`${T}::yield_now`]: () => wrapped(() => yieldNow()),
  [`${T}::consume_budget`]: () => wrapped(() => consumeBudget()),
  [`${T}::unconstrained`]: (m, [future], site) => held(m, future, unconstrained(m.future(future, site.from))),
  [`${T}::coop::cooperative`]: (m, [future], site) => {
    const inner = m.future(future, site.from);
    return new PollFuture(
      (cx) => cooperative(cx, () => inner.poll(cx)),
      () => m.drop(future),
    );
  },
  [`${T}::coop::has_budget_remaining`]: () => hasBudgetRemaining(),
  [`${T}::id`]: () => {
    if (CONTEXT.source < 1) throw new Panic("Can't get a task id when not inside a task");
    return new TaskId(CONTEXT.source);
  },
  [`${T}::try_id`]: (m) => (CONTEXT.source < 1 ? m.make.none() : m.make.some(new TaskId(CONTEXT.source))),
  [`${T}::JoinHandle::abort`]: (_, [of]) => handleOf(of).abort(),
  [`${T}::JoinHandle::is_finished`]: (_, [of]) => handleOf(of).isFinished(),
  [`${T}::JoinHandle::id`]: (_, [of]) => new TaskId(handleOf(of).id),
  [`${T}::JoinHandle::abort_handle`]: (_, [of]) => new AbortHandleValue(handleOf(of)),
  [`${T}::AbortHandle::abort`]: (_, [of]) => abortOf(of).abort(),
  [`${T}::AbortHandle::is_finished`]: (_, [of]) => abortOf(of).isFinished(),
  [`${T}::AbortHandle::id`]: (_, [of]) => new TaskId(abortOf(of).id),
  [`${T}::AbortHandle::clone`]: (_, [of]) => behind(of),
  [`${T}::JoinError::is_cancelled`]: (_, [of]) => errorOf(of).isCancelled(),
  [`${T}::JoinError::is_panic`]: (_, [of]) => errorOf(of).isPanic(),
  [`${T}::JoinError::into_panic`]: (_, [of]) => {
    const error = errorOf(of);
    if (error.isPanic()) return payloadOf(error.intoPanic());
    throw new Panic("`JoinError` reason is not a panic.");
  },
  [`${T}::JoinError::try_into_panic`]: (m, [of]) =>
    errorOf(of).isPanic() ? m.make.ok(payloadOf(errorOf(of).intoPanic())) : m.make.err(of),
  [`${T}::JoinError::id`]: (_, [of]) => new TaskId(errorOf(of).id),
};
TASKS[`${T}::coop::consume_budget`] = TASKS[`${T}::consume_budget`] as Builtin;
TASKS[`${T}::coop::unconstrained`] = TASKS[`${T}::unconstrained`] as Builtin;

/** A future that is made at its first poll: `yield_now()` that is never awaited does nothing. */
function wrapped(make: () => Future<unknown>): PollFuture {
  const future = make();
  return new PollFuture(
    (cx) => future.poll(cx),
    () => future.drop?.(),
  );
}

function held(m: Interpreter, value: Value, future: Future<Value>): PollFuture {
  return new PollFuture(
    (cx) => future.poll(cx),
    () => m.drop(value),
  );
}
