/** The model of tokio's runtime, as the harness and the pictures use it. */
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
export { now } from "./time/instant.ts";
export * as thread from "./std/thread.ts";
export { TraceRing } from "./trace/ring.ts";
export type { TraceOptions } from "./trace/ring.ts";
export { MAIN } from "./trace/events.ts";
export type { EventBody, Source, TaskId, TraceEvent } from "./trace/events.ts";
export type { Outcome, Queue, Resource, WakeEffect } from "./trace/kinds.ts";
export { modules } from "./modules.ts";
