/** Timers of simulated tasks, armed again and again: of the runtime's driver, or of a thread outside it. */
import { now } from "../../../runtime/index.ts";
import type { Context, Handle } from "../../../runtime/index.ts";
import { CONTEXT } from "../../../runtime/context.ts";
import { pollProceed } from "../../../runtime/task/coop.ts";
import { TimerEntry } from "../../../runtime/time/wheel.ts";

export interface Timer {
  /** In virtual µs. */
  set(atUs: number): void;
  /** Whether its time has come; if not, it wakes the task then. */
  isDue(cx: Context): boolean;
}

/** In the runtime's wheel, whose ticks stand for 1 µs: so precise are sockets, and the driver fires them like sockets. */
export class DriverTimer extends TimerEntry implements Timer {
  readonly #handle: Handle;
  /** Registered since it was set, at the first look, as a sleep is. */
  #isArmed = false;

  constructor(handle: Handle) {
    super(0, 0);
    this.#handle = handle;
  }

  set(atUs: number): void {
    this.#handle.driver.deregister(this);
    this.whenMs = Math.ceil(atUs);
    this.fired = false;
    this.#isArmed = false;
  }

  isDue(cx: Context): boolean {
    const { budget } = CONTEXT;
    if (!pollProceed(cx)) return false;
    if (!this.#isArmed) {
      this.#isArmed = true;
      this.#handle.driver.register(this);
    }
    if (this.fired) return true;
    this.waker ??= cx.waker;
    CONTEXT.budget = budget;
    return false;
  }
}

export class ThreadTimer implements Timer {
  readonly #handle: Handle;
  #armed = false;
  #atUs = 0;

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  set(atUs: number): void {
    this.#atUs = atUs;
    this.#armed = false;
  }

  isDue(cx: Context): boolean {
    if (now() >= this.#atUs) return true;
    if (!this.#armed) {
      this.#armed = true;
      const { waker } = cx;
      this.#handle.outside.at(this.#atUs, () => waker.wake());
    }
    return false;
  }
}
