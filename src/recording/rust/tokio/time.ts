/** `tokio::time`: sleeps, intervals and timeouts. Models tokio/src/time/{sleep,interval,timeout}.rs, tokio 1.53.1. */
import { CONTEXT, UNCONSTRAINED } from "../../../runtime/context.ts";
import { Panic, Poll } from "../../../runtime/index.ts";
import type { Context, Future } from "../../../runtime/index.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import type { PollReady } from "../../../runtime/std/poll.ts";
import { hasBudgetRemaining } from "../../../runtime/task/coop.ts";
import { now } from "../../../runtime/time/instant.ts";
import { Sleep } from "../../../runtime/time/sleep.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { Duration, duration, Instant, instant } from "../std/time.ts";
import { Adt, behind } from "../values/values.ts";
import type { Native, Value } from "../values/values.ts";
import { PollFuture } from "./future.ts";
import type { Builtin } from "../run/site.ts";

/** Timers end after some 2 years; a longer sleep never does. */
const MOST_MS = 2 ** 36;
const I = "tokio::time::Instant";

class SleepValue implements Native, Future<Value> {
  readonly type = "tokio::time::Sleep";
  #sleep: Sleep;
  constructor(deadlineMs: number) {
    this.#sleep = new Sleep(Math.min(deadlineMs, MOST_MS));
  }
  get deadlineMs(): number {
    return this.#sleep.deadlineMs;
  }
  get isElapsed(): boolean {
    return this.#sleep.isElapsed();
  }
  poll(cx: Context): Poll<Value> {
    return this.#sleep.poll(cx);
  }
  reset(deadlineMs: number): void {
    this.#sleep.drop();
    this.#sleep = new Sleep(Math.min(deadlineMs, MOST_MS));
  }
  drop(): void {
    this.#sleep.drop();
  }
}

/** A tick that comes more than this late is a missed one. */
const LATE_MS = 5;

class IntervalValue implements Native {
  readonly type = "tokio::time::Interval";
  readonly period: Duration;
  #delay: SleepValue;
  behavior = "Burst";

  constructor(startMs: number, period: Duration) {
    if (period.ns === 0) throw new Panic("`period` must be non-zero.");
    this.period = period;
    this.#delay = new SleepValue(startMs);
  }

  poll(cx: Context): Poll<Value> {
    if (this.#delay.poll(cx) === PENDING) return PENDING;
    const due = this.#delay.deadlineMs;
    const nowMs = now();
    const next = nowMs > due + LATE_MS ? this.#afterMissed(due, nowMs) : due + this.period.ms;
    this.#delay.reset(next);
    return Poll.Ready(new Instant(due, I));
  }

  #afterMissed(due: number, nowMs: number): number {
    const { ms } = this.period;
    if (this.behavior === "Delay") return nowMs + ms;
    if (this.behavior === "Skip") return nowMs + ms - ((nowMs - due) % ms);
    return due + ms;
  }

  reset(deadlineMs: number): void {
    this.#delay.reset(deadlineMs);
  }

  drop(): void {
    this.#delay.drop();
  }
}

function timeout(m: Interpreter, deadlineMs: number, value: Value, at: number): PollFuture {
  const future = m.future(value, at);
  const delay = new SleepValue(deadlineMs);
  return new PollFuture(
    (cx) => {
      const had = hasBudgetRemaining();
      const poll = future.poll(cx);
      if (poll !== PENDING) return Poll.Ready(m.make.ok((poll as PollReady<Value>).value));
      // If the future used up the budget, the deadline is still looked at.
      const { budget } = CONTEXT;
      if (had && !hasBudgetRemaining()) CONTEXT.budget = UNCONSTRAINED;
      const over = delay.poll(cx) !== PENDING;
      if (CONTEXT.budget === UNCONSTRAINED) CONTEXT.budget = budget;
      return over ? Poll.Ready(m.make.err(m.make.adt("tokio::time::error::Elapsed"))) : PENDING;
    },
    () => {
      m.drop(value);
      delay.drop();
    },
  );
}

const sleep = (value: Value): SleepValue => behind(value) as SleepValue;
const interval = (value: Value): IntervalValue => behind(value) as IntervalValue;
const T = "tokio::time";

export const TOKIO_TIME: Record<string, Builtin> = {
  [`${T}::sleep`]: (m, [d]) => new SleepValue(now() + m.sinceTickMs + duration(d).ms),
  [`${T}::sleep_until`]: (_, [at]) => new SleepValue(instant(at).ms),
  [`${T}::timeout`]: (m, [d, future], site) =>
    timeout(m, now() + m.sinceTickMs + duration(d).ms, future, site.from),
  [`${T}::timeout_at`]: (m, [at, future], site) => timeout(m, instant(at).ms, future, site.from),
  [`${T}::interval`]: (m, [period]) => new IntervalValue(now() + m.sinceTickMs, duration(period)),
  [`${T}::interval_at`]: (_, [start, period]) => new IntervalValue(instant(start).ms, duration(period)),
  // The clock of the model is always paused, and jumps by itself.
  [`${T}::pause`]: () => undefined,
  [`${T}::resume`]: () => undefined,
  [`${T}::advance`]: (_, [d]) => new SleepValue(now() + duration(d).ms),
  [`${T}::Sleep::deadline`]: (_, [of]) => new Instant(sleep(of).deadlineMs, I),
  [`${T}::Sleep::is_elapsed`]: (_, [of]) => sleep(of).isElapsed,
  [`${T}::Sleep::reset`]: (_, [of, at]) => sleep(of).reset(instant(at).ms),
  [`${T}::Interval::tick`]: (_, [of]) => {
    const ticks = interval(of);
    return new PollFuture((cx) => ticks.poll(cx));
  },
  [`${T}::Interval::period`]: (_, [of]) => interval(of).period,
  [`${T}::Interval::reset`]: (_, [of]) => interval(of).reset(now() + interval(of).period.ms),
  [`${T}::Interval::reset_immediately`]: (_, [of]) => interval(of).reset(now()),
  [`${T}::Interval::reset_after`]: (_, [of, d]) => interval(of).reset(now() + duration(d).ms),
  [`${T}::Interval::set_missed_tick_behavior`]: (_, [of, behavior]) =>
    void (interval(of).behavior = (behavior as Adt).def.name),
};
