/** What learner code may import: module specifier to exports. The declarations are in learner-api.d.ts. */
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

export const modules: Record<string, Record<string, unknown>> = {
  std: { todo, Panic },
  "std/future": { pollFn, ready, pending, asyncBlock, awaited },
  "std/task": { Poll, Context, Waker },
  "std/thread": { spawn: thread.spawn, sleep: thread.sleep },
  tokio: { spawn, yieldNow, sleep, select, selectBiased, join, joinBiased },
  "tokio/task": {
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
  "tokio/time": { sleep, sleepUntil, now, timeout, Elapsed },
  "tokio/sync": {
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
};
