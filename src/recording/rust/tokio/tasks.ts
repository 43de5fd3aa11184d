/** Tasks: spawning them, their handles, JoinSet, and the functions of `tokio::task`. */
import { CONTEXT, currentHandle } from "../../../runtime/context.ts";
import { Context, Panic, Poll, Waker } from "../../../runtime/index.ts";
import type { Future } from "../../../runtime/index.ts";
import { ADVANCE, isPausable, PAUSED } from "../../../runtime/std/pause.ts";
import type { Pausable } from "../../../runtime/std/pause.ts";
import { PENDING, PollReady } from "../../../runtime/std/poll.ts";
import { spawn as spawnThread } from "../../../runtime/std/thread.ts";
import { blockInPlace } from "../../../runtime/task/block-in-place.ts";
import { consumeBudget, hasBudgetRemaining, unconstrained } from "../../../runtime/task/coop.ts";
import { JoinError } from "../../../runtime/task/join-error.ts";
import type { JoinHandle } from "../../../runtime/task/join-handle.ts";
import { JoinSet } from "../../../runtime/task/join-set.ts";
import { spawn, spawnBlocking, spawnBlockingOn } from "../../../runtime/task/spawn.ts";
import { yieldNow } from "../../../runtime/task/yield-now.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { behind, Callable, EMPTY, List, Ref, Text } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import { cooperative, PollFuture } from "./future.ts";
import { pollOf } from "../run/futures.ts";
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
      throw error;
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

class AbortHandleValue implements Native {
  readonly type = "tokio::task::AbortHandle";
  readonly handle: Abortable;
  constructor(handle: Abortable) {
    this.handle = handle;
  }
  clone(): AbortHandleValue {
    return this;
  }
}

class JoinErrorValue implements Native {
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

export class TaskId implements Native {
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

/** A task, numbered as it is spawned. */
function spawned(m: Interpreter, value: Value, at: number): Spawned {
  return new Spawned(m, value, m.spawned++, at);
}

function blocking(m: Interpreter, f: Value): JoinHandle<Value> {
  const { steps } = f as Callable;
  if (steps !== null) return spawnBlockingOn(() => steps([]));
  return spawnBlocking(() => {
    const value = m.call(f, []);
    m.drop(f);
    return value;
  });
}

class JoinSetValue implements Native {
  readonly type = "tokio::task::JoinSet";
  readonly set = new JoinSet<Value>();
  drop(): void {
    this.set.drop();
  }
}

const joinSet = (value: Value): JoinSet<Value> => (behind(value) as JoinSetValue).set;

/** A panicked or cancelled task is an `Err` here. */
function joined(m: Interpreter, set: JoinSet<Value>, cx: Context): Poll<Value> {
  try {
    const poll = set.pollJoinNext(cx);
    if (poll === PENDING) return poll;
    const { value } = poll as PollReady<Value>;
    return Poll.Ready(m.make.some(m.make.ok(value)));
  } catch (error) {
    if (!(error instanceof JoinError)) throw error;
    return Poll.Ready(m.make.some(m.make.err(new JoinErrorValue(error))));
  }
}

function joinNext(m: Interpreter, of: Value): PollFuture {
  const set = joinSet(of);
  return new PollFuture((cx) => (set.isEmpty() ? Poll.Ready(m.make.none()) : joined(m, set, cx)));
}

/** All outputs in the order in which the tasks end; a panic goes on here. */
function joinAll(m: Interpreter, of: Value): PollFuture {
  const set = joinSet(of);
  const items: Value[] = [];
  return new PollFuture(
    (cx) => {
      while (!set.isEmpty()) {
        const poll = set.pollJoinNext(cx);
        if (poll === PENDING) return PENDING;
        items.push((poll as PollReady<Value>).value);
      }
      return Poll.Ready(new List(items));
    },
    () => m.drop(of),
  );
}

const handleOf = (value: Value): JoinHandle<Value> => (behind(value) as JoinHandleValue).handle;
const abortOf = (value: Value): Abortable => (behind(value) as AbortHandleValue).handle;
const errorOf = (value: Value): JoinError => (behind(value) as JoinErrorValue).error;
const T = "tokio::task";

export const TASKS: Record<string, Builtin> = {
  [`${T}::spawn`]: (m, [future], site) => new JoinHandleValue(spawn(spawned(m, future, site.from)), m),
  "tokio::runtime::Handle::spawn": (m, [, future], site) =>
    new JoinHandleValue(spawn(spawned(m, future, site.from)), m),
  "tokio::runtime::Handle::current": () => new RuntimeHandle(),
  "tokio::runtime::Handle::try_current": (m) => m.make.ok(new RuntimeHandle()),
  "tokio::runtime::Handle::clone": () => new RuntimeHandle(),
  "tokio::runtime::Handle::spawn_blocking": (m, [, f]) => new JoinHandleValue(blocking(m, f), m),
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
  [`${T}::JoinError::into_panic`]: (_, [of]) => new Text(messageOf(errorOf(of))),
  [`${T}::JoinError::try_into_panic`]: (m, [of]) =>
    errorOf(of).isPanic() ? m.make.ok(new Text(messageOf(errorOf(of)))) : m.make.err(of),
  [`${T}::JoinError::id`]: (_, [of]) => new TaskId(errorOf(of).id),
  [`${T}::JoinSet::new`]: () => new JoinSetValue(),
  [`${T}::JoinSet::default`]: () => new JoinSetValue(),
  [`${T}::JoinSet::spawn`]: (m, [of, future], site) =>
    new AbortHandleValue(joinSet(of).spawn(spawned(m, future, site.from))),
  [`${T}::JoinSet::spawn_blocking`]: (m, [of, f]) =>
    new AbortHandleValue(joinSet(of).spawnBlocking(() => m.call(f, []))),
  [`${T}::JoinSet::join_next`]: (m, [of]) => joinNext(m, of),
  [`${T}::JoinSet::try_join_next`]: (m, [of]) => {
    const set = joinSet(of);
    const saved = CONTEXT.budget;
    CONTEXT.budget = -1;
    const poll = set.isEmpty() ? PENDING : joined(m, set, Context.fromWaker(Waker.noop()));
    CONTEXT.budget = saved;
    return poll === PENDING ? m.make.none() : (poll as PollReady<Value>).value;
  },
  [`${T}::JoinSet::join_all`]: (m, [of]) => joinAll(m, of),
  [`${T}::JoinSet::shutdown`]: (m, [of]) => {
    const set = joinSet(of);
    let begun = false;
    return new PollFuture((cx) => {
      if (!begun) set.abortAll();
      begun = true;
      while (!set.isEmpty()) if (joined(m, set, cx) === PENDING) return PENDING;
      return Poll.Ready(undefined);
    });
  },
  [`${T}::JoinSet::abort_all`]: (_, [of]) => joinSet(of).abortAll(),
  [`${T}::JoinSet::len`]: (_, [of]) => joinSet(of).len(),
  [`${T}::JoinSet::is_empty`]: (_, [of]) => joinSet(of).isEmpty(),
  "std::thread::spawn": (m, [f]) => {
    const { steps } = f as Callable;
    let result: Value;
    try {
      result = m.make.ok(spawnThread(() => (steps === null ? m.call(f, []) : atOnce(steps([])))).join());
    } catch (error) {
      if (!(error instanceof Panic)) throw error;
      result = m.make.err(new Text(error.message));
    }
    return new ThreadHandle(result);
  },
  "std::thread::JoinHandle::join": (_, [of]) => (of as ThreadHandle).result,
  "std::thread::JoinHandle::is_finished": () => true,
  "std::thread::current": () => new ThreadValue(),
  "std::thread::Thread::id": () => new TaskId(1),
  "std::thread::Thread::name": (m) => m.make.some("main"),
  "std::future::ready": (_, [value]) => new PollFuture(() => Poll.Ready(value)),
  "std::future::pending": () => new PollFuture(() => PENDING),
  "std::future::poll_fn": (m, [f], site) =>
    new PollFuture(
      (cx) => {
        m.at = site.from;
        return pollOf(m.call(f, [new Ref([cx], 0)]));
      },
      () => m.drop(f),
    ),
  "std::task::Context::waker": (_, [cx]) => new Ref([new WakerValue((behind(cx) as Context).waker)], 0),
  "std::task::Waker::wake": (_, [of]) => wakerOf(of).waker.wake(),
  "std::task::Waker::wake_by_ref": (_, [of]) => wakerOf(of).waker.wakeByRef(),
  "std::task::Waker::clone": (_, [of]) => new WakerValue(wakerOf(of).waker.clone()),
  "std::task::Waker::will_wake": (_, [a, b]) => wakerOf(a).waker.willWake(wakerOf(b).waker),
};
TASKS[`${T}::coop::consume_budget`] = TASKS[`${T}::consume_budget`] as Builtin;
TASKS[`${T}::coop::unconstrained`] = TASKS[`${T}::unconstrained`] as Builtin;

export class WakerValue implements Native {
  readonly type = "std::task::Waker";
  readonly waker: Context["waker"];
  constructor(waker: Context["waker"]) {
    this.waker = waker;
  }
  clone(): WakerValue {
    return new WakerValue(this.waker.clone());
  }
}

const wakerOf = (value: Value): WakerValue => behind(value) as WakerValue;

class RuntimeHandle implements Native {
  readonly type = "tokio::runtime::Handle";
  constructor() {
    currentHandle("Handle::current()");
  }
}

class ThreadHandle implements Native {
  readonly type = "std::thread::JoinHandle";
  readonly result: Value;
  constructor(result: Value) {
    this.result = result;
  }
}

class ThreadValue implements Native {
  readonly type = "std::thread::Thread";
}

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

function atOnce(code: Generator<unknown, Value, unknown>): Value {
  let step = code.next();
  while (step.done !== true) step = code.next();
  return step.value;
}
