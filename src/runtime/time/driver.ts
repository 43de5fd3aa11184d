/** The time driver: parks the thread until the next timer, then fires the due timers. Models tokio/src/runtime/time/mod.rs, tokio 1.53.1. */
import { CONTEXT } from "../context.ts";
import type { Outside } from "../blocking/outside.ts";
import type { Waker } from "../std/waker.ts";
import { By, Kind } from "../trace/kinds.ts";
import type { TraceRing } from "../trace/ring.ts";
import type { Clock } from "./clock.ts";
import { Wheel } from "./wheel.ts";
import type { TimerEntry } from "./wheel.ts";

/** How many wakers to gather before waking them: the capacity of `WakeList`. */
const WAKE_LIST = 32;

export class TimeDriver {
  readonly wheel = new Wheel();
  readonly #clock: Clock;
  readonly #outside: Outside;
  readonly #trace: TraceRing | null;
  /** The parked thread's token: an unpark before the park makes the park return immediately. */
  #unparked = false;
  /** Whether another thread unparked the driver: then the paused clock must not jump. */
  #didWake = false;
  /** The earliest time at which the driver will wake by itself; null means never. */
  #nextWakeMs: number | null = null;

  constructor(clock: Clock, outside: Outside, trace: TraceRing | null) {
    this.#clock = clock;
    this.#outside = outside;
    this.#trace = trace;
  }

  /** `driver::Handle::unpark`: called from a thread other than the driver's. */
  unpark(): void {
    this.#unparked = true;
    this.#didWake = true;
  }

  /** Whether a blocking park would return by itself: because of a token, a timer or an outside event. */
  canWake(): boolean {
    return this.#unparked || this.wheel.length > 0 || !this.#outside.isEmpty;
  }

  /** `park_timeout(0)`: never blocks, but takes the tokens and fires due timers. */
  parkYield(): void {
    this.#nextWakeMs = this.wheel.nextExpirationTimeMs();
    this.#unparked = false;
    if (this.#nextWakeMs === null || this.#nextWakeMs > Math.floor(this.#clock.nowMs)) this.#takeDidWake();
    this.process();
  }

  /**
   * `park`: blocks until something happens; in virtual time, the clock jumps to that time. The jump may end at a slot
   * that merely moves timers down, so a park may return with nothing to run, as in tokio.
   * @returns false when nothing can ever happen: the thread would sleep forever
   */
  park(): boolean {
    if (!this.canWake()) return false;
    const when = this.wheel.nextExpirationTimeMs();
    this.#nextWakeMs = when;
    const nowMs = Math.floor(this.#clock.nowMs);
    if (when !== null && when <= nowMs) this.#unparked = false;
    else if (this.#outside.isEmpty) this.#autoAdvance(when, nowMs);
    else this.#waitOutside(when, nowMs);
    this.process();
    return true;
  }

  /** With a paused clock the thread does not sleep: it takes the token, and time jumps unless another thread woke it. */
  #autoAdvance(when: number | null, nowMs: number): void {
    this.#unparked = false;
    if (when !== null && !this.#takeDidWake()) this.#clock.advanceTo(this.#clock.nowMs + (when - nowMs));
  }

  /** While outside work (`spawn_blocking`) is running, the clock does not jump past its end. */
  #waitOutside(when: number | null, nowMs: number): void {
    const token = this.#unparked;
    this.#unparked = false;
    if (token) return;
    const timerMs = when === null ? Infinity : this.#clock.nowMs + (when - nowMs);
    const untilMs = Math.min(timerMs, this.#outside.nextAtMs());
    this.#clock.advanceTo(untilMs);
    this.#outside.runDue(untilMs);
    this.#unparked = false;
  }

  /** Registers a timer that is not in the wheel. If it is earlier than the planned wake, the next park returns immediately. */
  register(entry: TimerEntry): void {
    if (!this.wheel.insert(entry)) {
      entry.fired = true;
      return;
    }
    if (__TRACE__) this.#record(Kind.TimerSet, entry);
    if (this.#nextWakeMs === null || entry.whenMs < this.#nextWakeMs) this.#unparked = true;
  }

  deregister(entry: TimerEntry): void {
    if (!entry.fired) this.wheel.remove(entry);
    entry.fired = true;
  }

  #takeDidWake(): boolean {
    const did = this.#didWake;
    this.#didWake = false;
    return did;
  }

  /** `process_at_time`: fires in the wheel's order, waking in batches. */
  process(): void {
    const nowMs = Math.floor(this.#clock.nowMs);
    if (this.wheel.length === 0) {
      this.wheel.passTo(nowMs);
      this.#nextWakeMs = null;
      return;
    }
    const outer = CONTEXT.source;
    CONTEXT.source = By.Timer;
    let wakers: Waker[] = [];
    for (let entry = this.wheel.poll(nowMs); entry !== null; entry = this.wheel.poll(nowMs)) {
      entry.fired = true;
      if (__TRACE__) this.#record(Kind.TimerFire, entry);
      if (entry.waker !== null) wakers.push(entry.waker);
      entry.waker = null;
      if (wakers.length < WAKE_LIST) continue;
      for (const waker of wakers) waker.wake();
      wakers = [];
    }
    this.#nextWakeMs = this.wheel.nextExpirationTimeMs();
    for (const waker of wakers) waker.wake();
    CONTEXT.source = outer;
  }

  #record(kind: Kind, entry: TimerEntry): void {
    if (__TRACE__) this.#trace?.record(kind, CONTEXT.scheduler?.index ?? -1, entry.task, entry.whenMs, 0);
  }
}
