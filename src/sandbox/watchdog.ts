/** Detects a run that has been silent for too long, without blaming it for a frozen page. */

export interface Limits {
  /** Limit between two signs of life. */
  silenceMs: number;
  /** Limit until the first sign of life: a busy browser starts processes slowly. */
  startMs: number;
  totalMs: number;
  /** Limit between a ping and its pong; after that the frame's process is gone. */
  pongMs: number;
}

export type Expired = "silence" | "start" | "total" | "pong";

/** The clock, replaceable in tests. */
export interface Ticker {
  nowMs(): number;
  /** @returns a function that stops it */
  every(ms: number, tick: () => void): () => void;
}

const browserTicker: Ticker = {
  nowMs: () => performance.now(),
  every(ms, tick) {
    const id = setInterval(tick, ms);
    return () => clearInterval(id);
  },
};

const TICK_MS = 50;
const PING_EVERY_MS = 500;
/**
 * No tick counts for more than this. A page that was frozen, throttled or busy for seconds still has the
 * run's messages in its queue; it must read those before it judges.
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
