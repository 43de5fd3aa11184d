/** What learner code may import, on either engine: module specifier to exports. The declarations are in learner-api.d.ts. */
import { Panic, todo } from "./std/panic.ts";
import { Poll } from "./std/poll.ts";
import { Context, Waker } from "./std/waker.ts";
import { pending, pollFn, ready } from "./std/future.ts";
import { asyncBlock, awaited } from "./std/async-block.ts";
import * as thread from "./std/thread.ts";
import { blockInPlace } from "./task/block-in-place.ts";
import { consumeBudget, hasBudgetRemaining, unconstrained } from "./task/coop.ts";
import { join, joinBiased } from "./macros/join.ts";
import { select, selectBiased } from "./macros/select.ts";
import { AcquireError, RecvError, SendError, TryError } from "./sync/errors.ts";
import * as mpsc from "./sync/mpsc.ts";
import { Mutex } from "./sync/mutex.ts";
import { Notify } from "./sync/notify.ts";
import * as oneshot from "./sync/oneshot.ts";
import { Semaphore } from "./sync/semaphore.ts";
import { JoinSet } from "./task/join-set.ts";
import { Elapsed, timeout } from "./time/timeout.ts";
import { JoinError } from "./task/join-error.ts";
import { spawn, spawnBlocking } from "./task/spawn.ts";
import { yieldNow } from "./task/yield-now.ts";
import { now } from "./time/instant.ts";
import { sleep, sleepUntil } from "./time/sleep.ts";

export type Modules = Readonly<Record<string, Record<string, unknown>>>;

/** What an engine provides. `std`, apart from its threads, is the same on every engine. */
export interface Parts {
  thread: Record<"spawn" | "sleep", unknown>;
  task: Record<
    | ("spawn" | "spawnBlocking" | "blockInPlace" | "yieldNow" | "consumeBudget" | "hasBudgetRemaining")
    | ("unconstrained" | "JoinError" | "JoinSet"),
    unknown
  >;
  time: Record<"sleep" | "sleepUntil" | "now" | "timeout" | "Elapsed", unknown>;
  macros: Record<"select" | "selectBiased" | "join" | "joinBiased", unknown>;
  sync: Record<
    | ("mpsc" | "oneshot" | "Notify" | "Semaphore" | "Mutex")
    | ("SendError" | "RecvError" | "TryError" | "AcquireError"),
    unknown
  >;
}

export function modulesOn({ thread, task, time, macros, sync }: Parts): Modules {
  return {
    std: { todo, Panic },
    "std/future": { pollFn, ready, pending, asyncBlock, awaited },
    "std/task": { Poll, Context, Waker },
    "std/thread": { ...thread },
    tokio: { spawn: task.spawn, yieldNow: task.yieldNow, sleep: time.sleep, ...macros },
    "tokio/task": { ...task },
    "tokio/time": { ...time },
    "tokio/sync": { ...sync },
  };
}

/** On the model. A bundle that does not use it leaves out what only it uses. */
export const modules = /* @__PURE__ */ modulesOn({
  thread: { spawn: thread.spawn, sleep: thread.sleep },
  task: {
    spawn,
    spawnBlocking,
    blockInPlace,
    yieldNow,
    consumeBudget,
    hasBudgetRemaining,
    unconstrained,
    JoinError,
    JoinSet,
  },
  time: { sleep, sleepUntil, now, timeout, Elapsed },
  macros: { select, selectBiased, join, joinBiased },
  sync: {
    mpsc: { channel: mpsc.channel, unboundedChannel: mpsc.unboundedChannel },
    oneshot: { channel: oneshot.channel },
    Notify,
    Semaphore,
    Mutex,
    SendError,
    RecvError,
    TryError,
    AcquireError,
  },
});
