/** The model of tokio's runtime, as the harness and the pictures use it. */
// Whoever imports the runtime gets its ambient declarations too, lessons and harness included.
/* oxlint-disable typescript/triple-slash-reference */
/// <reference path="./globals.d.ts" />
/// <reference path="./learner-api.d.ts" />
export { Builder } from "./builder.ts";
export { Runtime, Drive } from "./runtime.ts";
export { Handle } from "./handle.ts";
export type { Metrics, PanicHook } from "./handle.ts";
export type { Step } from "./scheduler/scheduler.ts";
export { ParkedForever, PollLimit } from "./errors.ts";
export type { ParkedTask } from "./errors.ts";
export type { Snapshot, TaskSnapshot, WorkerSnapshot } from "./inspect.ts";
export { Panic, Todo, todo } from "./std/panic.ts";
export { Poll } from "./std/poll.ts";
export type { Pending, Ready } from "./std/poll.ts";
export { Context, Waker } from "./std/waker.ts";
export type { Wake } from "./std/waker.ts";
export { pending, pollFn, ready } from "./std/future.ts";
export type { Future } from "./std/future.ts";
export { asyncBlock, awaited } from "./std/async-block.ts";
export { JoinError } from "./task/join-error.ts";
export { JoinHandle } from "./task/join-handle.ts";
export { yieldNow } from "./task/yield-now.ts";
export { consumeBudget, hasBudgetRemaining, unconstrained } from "./task/coop.ts";
export { blockInPlace } from "./task/block-in-place.ts";
export { spawn, spawnBlocking } from "./task/spawn.ts";
export { sleep, Sleep, sleepUntil } from "./time/sleep.ts";
export { Elapsed, timeout } from "./time/timeout.ts";
export { join, joinBiased } from "./macros/join.ts";
export { select, selectBiased } from "./macros/select.ts";
export type { Selected } from "./macros/select.ts";
export { JoinSet } from "./task/join-set.ts";
export type { AbortHandle } from "./task/join-set.ts";
export * as mpsc from "./sync/mpsc.ts";
export * as oneshot from "./sync/oneshot.ts";
export { Notify } from "./sync/notify.ts";
export { Semaphore } from "./sync/semaphore.ts";
export type { SemaphorePermit } from "./sync/semaphore.ts";
export { Mutex } from "./sync/mutex.ts";
export type { MutexGuard } from "./sync/mutex.ts";
export { AcquireError, RecvError, SendError, TryError } from "./sync/errors.ts";
export { now } from "./time/instant.ts";
export * as thread from "./std/thread.ts";
export { TraceRing } from "./trace/ring.ts";
export type { TraceOptions } from "./trace/ring.ts";
export { MAIN } from "./trace/events.ts";
export type { EventBody, Source, TaskId, TraceEvent } from "./trace/events.ts";
export type { Outcome, Queue, Resource, WakeEffect } from "./trace/kinds.ts";
export { modules } from "./modules.ts";
