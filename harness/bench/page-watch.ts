/**
 * Detects, from outside the workers, what makes a measurement worthless: a hidden page, a frozen one, a lost
 * heartbeat.
 */

/** A busy worker leaves the page's own timer alone, so a gap this long means that the page or the machine was suspended. */
export const MAX_HEARTBEAT_GAP_MS = 2_000;
export const HEARTBEAT_MS = 250;

export interface PageWatch {
  /** @returns a function that reports what has gone wrong since, or "" */
  begin(): () => string;
  /** Resolves at once if the page is visible; otherwise it calls `onWait` first. */
  whenVisible(onWait: () => void): Promise<void>;
  stop(): void;
}

/** What the watch needs from the document; a test passes its own. */
export interface WatchedDocument {
  readonly hidden: boolean;
  addEventListener(type: "visibilitychange" | "freeze", listener: () => void): void;
  removeEventListener(type: "visibilitychange" | "freeze", listener: () => void): void;
}

export interface WatchTimer {
  nowMs(): number;
  /** Calls `tick` every so many ms. @returns a function that stops it */
  every(ms: number, tick: () => void): () => void;
}

export const realTimer: WatchTimer = {
  nowMs: () => performance.now(),
  every(ms, tick) {
    const timer = setInterval(tick, ms);
    return () => clearInterval(timer);
  },
};

/**
 * Browsers slow the timers and processes of background pages, each by its own rules, so a measurement is invalid
 * if the page was hidden even for a moment.
 */
export function watchPage(page: WatchedDocument, timer: WatchTimer = realTimer): PageWatch {
  let fault = "";
  let lastBeatMs = timer.nowMs();
  let waiting: (() => void)[] = [];

  const look = () => {
    if (page.hidden) {
      fault ||= "the page was hidden while it measured";
    } else {
      for (const resume of waiting.splice(0)) resume();
    }
  };
  const freeze = () => {
    fault ||= "the browser froze the page while it measured";
  };
  const beat = () => {
    const now = timer.nowMs();
    const gapMs = now - lastBeatMs;
    lastBeatMs = now;
    if (gapMs > MAX_HEARTBEAT_GAP_MS)
      fault ||= `the page stood still for ${(gapMs / 1000).toFixed(1)} s while it measured`;
  };

  page.addEventListener("visibilitychange", look);
  page.addEventListener("freeze", freeze);
  const stopBeat = timer.every(HEARTBEAT_MS, beat);
  return {
    begin() {
      fault = "";
      lastBeatMs = timer.nowMs();
      look();
      return () => {
        beat();
        return fault;
      };
    },
    whenVisible(onWait) {
      if (!page.hidden) return Promise.resolve();
      onWait();
      return new Promise((resolve) => waiting.push(resolve));
    },
    stop() {
      page.removeEventListener("visibilitychange", look);
      page.removeEventListener("freeze", freeze);
      stopBeat();
      for (const resume of waiting) resume();
      waiting = [];
    },
  };
}

/** For Node, where nothing is hidden. */
export const noWatch: PageWatch = {
  begin: () => () => "",
  whenVisible: () => Promise.resolve(),
  stop: () => {},
};
