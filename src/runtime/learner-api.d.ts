/**
 * What learner code may import: Rust's `std::future`, `std::task` and `tokio`, spelled in TypeScript. These comments
 * are the hovers in the editor.
 *
 * Rust's names, in camelCase, under Rust's paths. Three things have no Rust spelling here, and one rule covers each:
 * where Rust answers `Err`, this API throws it; where Rust drops a value at the end of its scope, `drop()` is called by
 * hand; where Rust answers an `Option`, `undefined` is `None`.
 */

/* `any` is what the language sends through `yield*`; `Outputs` needs it to infer. */
/* oxlint-disable typescript/no-explicit-any */

declare module "std" {
  /** `todo!()`: marks code still to be written. Throws; a check that meets it reports "todo" and not "failed". */
  export function todo(what?: string): never;
  /** What a panic throws: misuse of the runtime, with what to do instead in its message. */
  export class Panic extends Error {}
}

declare module "std/future" {
  import type { Context, Poll } from "std/task";

  /**
   * A value that may not be there yet.
   *
   * Lazy: nothing happens until somebody polls. A poll that answers `Pending` must first have made sure that
   * `cx.waker` will be woken once it is worth polling again, or the task sleeps forever. After `Ready`, never again.
   */
  export interface Future<T> {
    poll(cx: Context): Poll<T>;
    /** `Drop`: called on a future that is given up before it was ready, such as an aborted task's. Optional. */
    drop?(): void;
  }

  /**
   * `std::future::poll_fn`: a future made of its `poll` alone. The way to get at the `Context` from inside an
   * async block:
   *
   * ```ts
   * yield* awaited(pollFn((cx) => child.poll(cx)));
   * ```
   */
  export function pollFn<T>(f: (cx: Context) => Poll<T>): Future<T>;
  /** `std::future::ready`: ready at its first poll. */
  export function ready<T>(value: T): Future<T>;
  /** `std::future::pending`: never ready, and never wakes anybody. */
  export function pending<T = never>(): Future<T>;

  /**
   * An `async { … }` block. The generator function is the state machine: it runs until an await that is pending, and
   * goes on from there at the next poll. Lazy: without a poll not even its first line runs.
   *
   * ```ts
   * const sum = asyncBlock(function* () {
   *   const a = yield* awaited(first);
   *   const b = yield* awaited(second);
   *   return a + b;
   * });
   * ```
   */
  export function asyncBlock<T>(body: () => Generator<unknown, T, any>): Future<T>;
  /** `.await`, inside an `asyncBlock`, always with the star: `const x = yield* awaited(future)`. */
  export function awaited<T>(future: Future<T>): Generator<unknown, T, any>;
}

declare module "std/task" {
  /** `std::task::Poll`: what a poll answers. Make one with `Poll.Ready(value)`, or use `Poll.Pending`. */
  export type Poll<T> = Ready<T> | Pending;
  /** The future is done, and this is what it came to. */
  export interface Ready<T> {
    readonly value: T;
    isReady(): this is Ready<T>;
    isPending(): this is Pending;
  }
  /** Not yet: the waker in the `Context` will be woken when it is worth asking again. */
  export interface Pending {
    isReady(): this is Ready<never>;
    isPending(): this is Pending;
  }
  export const Poll: {
    /** `Poll::Ready(value)` */
    Ready<T>(value: T): Ready<T>;
    /** `Poll::Pending`; there is only the one. */
    readonly Pending: Pending;
  };

  /** `std::task::Context`: what a poll is given. All that is in it is the waker of the task being polled. */
  export class Context {
    private constructor();
    /** A context around your own waker, to poll a future by hand. */
    static fromWaker(waker: Waker): Context;
    /** The task's waker, on loan for this poll. To keep it past the poll, `clone()` it. */
    readonly waker: Waker;
  }

  /** `std::task::Wake`: what you make your own waker from. */
  export interface Wake {
    wake(): void;
  }

  /**
   * `std::task::Waker`: tells whoever polls a future that it is worth polling again. A task's waker puts the task back
   * into a queue; wakes before the next poll count as one.
   */
  export class Waker {
    private constructor();
    /** `Waker::from(Arc<impl Wake>)` */
    static from(wake: Wake): Waker;
    /** `Waker::noop`: wakes nobody. For polling in tests. */
    static noop(): Waker;
    /** Wakes, and uses the waker up. */
    wake(): void;
    /** Wakes, and keeps the waker. From inside the task's own poll: it is polled once more, after all others. */
    wakeByRef(): void;
    /** Another waker for the same task. In tokio that is one atomic increment. */
    clone(): Waker;
    /** Whether both wake the same task; then there is no need to clone a new one. */
    willWake(other: Waker): boolean;
  }
}

declare module "std/thread" {
  /** `std::thread::sleep`: blocks the whole thread, and with it the worker, for `ms`. What `tokio::time::sleep` is for instead. */
  export function sleep(ms: number): void;
  /** A thread outside the runtime; it has run to its end when this returns. Wakes made on it come from outside. */
  export function spawn<T>(f: () => T): { join(): T };
}

declare module "tokio" {
  import type { Future } from "std/future";

  /**
   * `tokio::task::JoinHandle`: awaits a task's output. Where tokio answers `Err(JoinError)`, because the task panicked
   * or was aborted, awaiting throws the JoinError. Dropping a handle does not stop the task.
   */
  export interface JoinHandle<T> extends Future<T> {
    /** Cancels the task: its future is dropped when its turn in the queue comes, without another poll. */
    abort(): void;
    /** Whether it has completed, been aborted, or panicked. */
    isFinished(): boolean;
    /** The task's id. */
    readonly id: number;
  }

  /**
   * `tokio::spawn`: a new task on the current runtime. It is queued, not run: its first poll comes when the scheduler
   * gets to it. Outside a runtime this throws, as tokio panics.
   */
  export function spawn<T>(future: Future<T>): JoinHandle<T>;
  /** `tokio::task::yield_now`: pending once, so that the others run first. Woken after the driver has been polled. */
  export function yieldNow(): Future<void>;
  /** `tokio::time::sleep`, in milliseconds. The task waits; the worker does not. */
  export function sleep(ms: number): Future<void>;

  type Outputs<F extends readonly Future<unknown>[]> = {
    [I in keyof F]: F[I] extends Future<infer T> ? T : never;
  };
  /** Which branch was first, by position, and what it came to. */
  export interface Selected<T> {
    branch: number;
    value: T;
  }
  /** `tokio::select!`: the first to be ready; the others are dropped. A poll starts at a random branch, so that none starves. */
  export function select<F extends readonly Future<unknown>[]>(
    ...futures: F
  ): Future<Selected<Outputs<F>[number]>>;
  /** `tokio::select! { biased; … }`: always asks the branches in the order written. */
  export function selectBiased<F extends readonly Future<unknown>[]>(
    ...futures: F
  ): Future<Selected<Outputs<F>[number]>>;
  /** `tokio::join!`: all of them, concurrently, in this task. Each poll starts one branch further on. */
  export function join<F extends readonly Future<unknown>[]>(...futures: F): Future<Outputs<F>>;
  /** `tokio::join!(biased; …)`: each poll starts at the first. */
  export function joinBiased<F extends readonly Future<unknown>[]>(...futures: F): Future<Outputs<F>>;
}

declare module "tokio/task" {
  import type { Future } from "std/future";
  import type { JoinHandle } from "tokio";
  export { spawn, yieldNow } from "tokio";
  export type { JoinHandle } from "tokio";

  /** `tokio::task::JoinError`: why there is no output. */
  export class JoinError extends Error {
    private constructor();
    /** The task's id. */
    readonly id: number;
    isCancelled(): boolean;
    isPanic(): boolean;
    /** What the task threw. */
    intoPanic(): unknown;
  }
  /** `tokio::task::AbortHandle` */
  export interface AbortHandle {
    readonly id: number;
    abort(): void;
    isFinished(): boolean;
  }
  /** `tokio::task::JoinSet`: tasks awaited together, in the order in which they complete. */
  export class JoinSet<T> {
    spawn(future: Future<T>): AbortHandle;
    /** The next to complete; `undefined` when the set is empty. Throws the JoinError of a task that has no output. */
    joinNext(): Future<T | undefined>;
    /** How many tasks have not been joined. */
    len(): number;
    isEmpty(): boolean;
    abortAll(): void;
    /** Dropping the set aborts what is in it. */
    drop(): void;
  }
  /** `spawn_blocking`: a closure that blocks, on a thread kept for that. It cannot be aborted once it runs. */
  export function spawnBlocking<T>(f: () => T): JoinHandle<T>;
  /** `block_in_place`: blocks here, after another thread has taken over this worker. Panics on current_thread. */
  export function blockInPlace<T>(f: () => T): T;
  /** `consume_budget`: one unit of the 128 that a task has for a turn; yields when there is none left. */
  export function consumeBudget(): Future<void>;
  export function hasBudgetRemaining(): boolean;
  /** Polls a future without a budget: it can starve the others. */
  export function unconstrained<T>(future: Future<T>): Future<T>;
}

declare module "tokio/time" {
  import type { Future } from "std/future";
  export { sleep } from "tokio";
  /** `sleep_until`, in milliseconds since the runtime began. */
  export function sleepUntil(deadlineMs: number): Future<void>;
  /** `Instant::now`, in milliseconds since the runtime began. Virtual: it moves when there is nothing else to do. */
  export function now(): number;
  /** `timeout`: throws `Elapsed` when `future` is not ready within `ms`. */
  export function timeout<T>(ms: number, future: Future<T>): Future<T>;
  export class Elapsed extends Error {}
}

declare module "tokio/sync" {
  import type { Context, Poll } from "std/task";
  import type { Future } from "std/future";

  /** Nobody is left to receive; `value` is what was not sent. */
  export class SendError<T> extends Error {
    readonly value: T;
  }
  /** The sender was dropped without sending. */
  export class RecvError extends Error {}
  /** A `try_` method found nothing to take, and would have had to wait. */
  export class TryError extends Error {}

  export interface Sender<T> {
    /** Waits for room in the channel. Throws SendError when the receiver is gone. */
    send(value: T): Future<void>;
    /** Throws TryError when the channel is full, SendError when the receiver is gone. */
    trySend(value: T): void;
    isClosed(): boolean;
    clone(): Sender<T>;
    /** When the last sender is dropped, the receiver gets `undefined`. */
    drop(): void;
  }
  export interface UnboundedSender<T> {
    /** Never waits, and uses no budget. Throws SendError when the receiver is gone. */
    send(value: T): void;
    isClosed(): boolean;
    clone(): UnboundedSender<T>;
    drop(): void;
  }
  export interface Receiver<T> {
    /** The next value; `undefined` when all senders are dropped and the channel is empty. */
    recv(): Future<T | undefined>;
    pollRecv(cx: Context): Poll<T | undefined>;
    /** Throws TryError when there is none at the moment. */
    tryRecv(): T | undefined;
    /** No more sends; what is in the channel can still be received. */
    close(): void;
    drop(): void;
  }
  /** `tokio::sync::mpsc`: many senders, one receiver. */
  export const mpsc: {
    /** Bounded: a send waits while `capacity` values are in the channel. */
    channel<T>(capacity: number): [Sender<T>, Receiver<T>];
    unboundedChannel<T>(): [UnboundedSender<T>, Receiver<T>];
  };

  export interface OneshotSender<T> {
    /** Throws SendError when the receiver is gone. */
    send(value: T): void;
    isClosed(): boolean;
    drop(): void;
  }
  export interface OneshotReceiver<T> extends Future<T> {
    /** Throws TryError when nothing has been sent yet. */
    tryRecv(): T;
    close(): void;
  }
  /** `tokio::sync::oneshot`: one value, once. Awaiting throws RecvError when the sender was dropped. */
  export const oneshot: { channel<T>(): [OneshotSender<T>, OneshotReceiver<T>] };

  /** `Notified`: in the queue from its first poll on; from its making on for `notifyWaiters`. */
  export interface Notified extends Future<void> {
    /** Enters the queue without a poll. True when it was notified already. */
    enable(): boolean;
  }
  /** `tokio::sync::Notify`: wakes tasks without telling them anything. */
  export class Notify {
    notified(): Notified;
    /** Wakes the longest waiting; with nobody waiting, the next to wait need not. At most one such permit is kept. */
    notifyOne(): void;
    /** Wakes the one that came last. */
    notifyLast(): void;
    /** Wakes all who wait now; keeps no permit. */
    notifyWaiters(): void;
  }

  export interface SemaphorePermit {
    /** Gives the permits back. */
    drop(): void;
    /** They are gone for good. */
    forget(): void;
  }
  /** `tokio::sync::Semaphore`: fair, first come first served, also for those who ask for many. */
  export class Semaphore {
    constructor(permits: number);
    acquire(): Future<SemaphorePermit>;
    acquireMany(permits: number): Future<SemaphorePermit>;
    tryAcquire(): SemaphorePermit;
    addPermits(permits: number): void;
    availablePermits(): number;
    /** Everybody who waits, or comes later, gets an AcquireError. */
    close(): void;
  }
  export class AcquireError extends Error {}

  /** What is locked; `drop()` unlocks. */
  export interface MutexGuard<T> {
    value: T;
    drop(): void;
  }
  /** `tokio::sync::Mutex`: the unlocker hands it to the first who waits. */
  export class Mutex<T> {
    constructor(value: T);
    lock(): Future<MutexGuard<T>>;
    tryLock(): MutexGuard<T>;
  }
}

/** What the exercises must export. */
declare module "exercises" {
  import type { Future } from "std/future";

  /** Polls every future to completion concurrently, in place, on the current task; results in input order. */
  export function gather<T>(futures: Future<T>[]): Future<T[]>;

  /** Fixed-size histogram, 128 logarithmic buckets, 1 ns .. 1 s. */
  export class Histogram {
    /** @param ns a latency in nanoseconds */
    record(ns: number): void;
    /** @param q in [0, 1]. The upper bound, in ns, of the bucket that holds the ceil(q * n)-th sample. */
    percentile(q: number): number;
    count(): number;
    /** in ns; 0 when empty */
    mean(): number;
  }
}
