/** The virtual clock: it stands still while tasks are polled, and jumps when there is nothing else to do. Models tokio/src/time/clock.rs (paused), tokio 1.53.1. */
import type { TraceRing } from "../trace/ring.ts";
import { Kind } from "../trace/kinds.ts";

export class Clock {
  #nowMs = 0;
  readonly #trace: TraceRing | null;

  constructor(trace: TraceRing | null) {
    this.#trace = trace;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Time never goes back. */
  advanceTo(nowMs: number): void {
    if (nowMs <= this.#nowMs) return;
    this.#nowMs = nowMs;
    if (__TRACE__ && this.#trace !== null) {
      this.#trace.nowMs = nowMs;
      this.#trace.record(Kind.Clock, -1, 0, Math.floor(nowMs), 0);
    }
  }
}
