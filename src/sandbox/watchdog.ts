/** Says when a run has been silent for too long, and does not take a page that stood still for a run that did. */

export interface Limits {
  /** From one sign of life to the next. */
  silenceMs: number;
  /** Until the first sign of life: a browser under load takes its time to start a process. */
  startMs: number;
  totalMs: number;
  /** Between a ping and its pong; past that the frame's process is gone. */
  pongMs: number;
}

export type Expired = "silence" | "start" | "total" | "pong";

/** What time is, so that tests can make it up. */
export interface Ticker {
  nowMs(): number;
  /** @returns what stops it */
  every(ms: number, tick: () => void): () => void;
}

export const browserTicker: Ticker = {
  nowMs: () => performance.now(),
  every(ms, tick) {
    const id = setInterval(tick, ms);
    return () => clearInterval(id);
  },
};

const TICK_MS = 50;
const PING_EVERY_MS = 500;
/**
 * No tick counts for more than this. A page that was frozen, throttled or busy for seconds wakes up with the run's
 * messages still in its queue; it must read those before it judges.
 */
const MAX_TICK_MS = 250;

export interface Watchdog {
  alive(): void;
  pong(): void;
  stop(): void;
}

export function watchdog(
  limits: Limits,
  ping: () => void,
  onExpired: (why: Expired) => void,
  ticker: Ticker = browserTicker,
): Watchdog {
  let last = ticker.nowMs();
  let total = 0;
  let silence = 0;
  let sincePing = 0;
  let sincePong = 0;
  let started = false;

  const tick = () => {
    const now = ticker.nowMs();
    const passed = Math.min(now - last, MAX_TICK_MS);
    last = now;
    total += passed;
    silence += passed;
    sincePing += passed;
    sincePong += passed;
    if (sincePing >= PING_EVERY_MS) {
      sincePing = 0;
      ping();
    }
    const why = expired();
    if (why) {
      stop();
      onExpired(why);
    }
  };
  const expired = (): Expired | undefined => {
    if (sincePong > limits.pongMs) return "pong";
    if (!started) return silence > limits.startMs ? "start" : undefined;
    if (silence > limits.silenceMs) return "silence";
    return total > limits.totalMs ? "total" : undefined;
  };
  const stop = ticker.every(TICK_MS, tick);
  return {
    alive() {
      started = true;
      silence = 0;
    },
    pong() {
      sincePong = 0;
    },
    stop,
  };
}
