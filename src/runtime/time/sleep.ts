/** `sleep`: a timer as a future. Models tokio/src/time/sleep.rs and tokio/src/runtime/time/entry.rs, tokio 1.53.1. */
import { CONTEXT, currentHandle, traceWait } from "../context.ts";
import type { Handle } from "../handle.ts";
import type { Future } from "../std/future.ts";
import { PENDING, READY_UNIT } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context } from "../std/waker.ts";
import { pollProceed } from "../task/coop.ts";
import { R } from "../trace/kinds.ts";
import { checkedMs, now } from "./instant.ts";
import { TimerEntry } from "./wheel.ts";

export class Sleep implements Future<void> {
  /** Fixed when `sleep` is called; the first poll registers it in the wheel. */
  readonly deadlineMs: number;
  readonly #handle: Handle;
  #timer: TimerEntry | null = null;

  constructor(deadlineMs: number) {
    this.deadlineMs = deadlineMs;
    this.#handle = currentHandle("sleep()");
  }

  poll(cx: Context): Poll<void> {
    const budget = CONTEXT.budget;
    if (!pollProceed(cx)) return PENDING;
    const timer = (this.#timer ??= this.#arm());
    if (timer.fired) return READY_UNIT;
    if (timer.waker === null || !timer.waker.willWake(cx.waker)) timer.waker = cx.waker.clone();
    CONTEXT.budget = budget;
    if (__TRACE__) traceWait(R.Sleep, timer.whenMs);
    return PENDING;
  }

  isElapsed(): boolean {
    return this.#timer?.fired === true;
  }

  drop(): void {
    if (this.#timer !== null) this.#handle.driver.deregister(this.#timer);
  }

  /** Rounded up to the tick: a sleep is never early. */
  #arm(): TimerEntry {
    const timer = new TimerEntry(Math.ceil(this.deadlineMs), CONTEXT.source);
    this.#handle.driver.register(timer);
    return timer;
  }
}

/** @throws Panic outside a runtime, or when `ms` is not a duration */
export function sleep(ms: number): Sleep {
  checkedMs("sleep()", ms);
  currentHandle("sleep()");
  return new Sleep(now() + ms);
}

export function sleepUntil(deadlineMs: number): Sleep {
  return new Sleep(checkedMs("sleepUntil()", deadlineMs));
}
