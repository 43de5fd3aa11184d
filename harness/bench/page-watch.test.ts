import { describe, expect, it } from "vitest";
import { HEARTBEAT_MS, MAX_HEARTBEAT_GAP_MS, watchPage, type WatchedDocument } from "./page-watch.ts";

function page() {
  const listeners = new Map<string, Set<() => void>>();
  const document: WatchedDocument & { hidden: boolean } = {
    hidden: false,
    addEventListener: (type, listener) =>
      void (listeners.get(type) ?? listeners.set(type, new Set()).get(type)!).add(listener),
    removeEventListener: (type, listener) => void listeners.get(type)?.delete(listener),
  };
  const fire = (type: string) => listeners.get(type)?.forEach((listener) => listener());
  let nowMs = 0;
  let tick: (() => void) | null = null;
  const timer = {
    nowMs: () => nowMs,
    every: (_ms: number, call: () => void) => {
      tick = call;
      return () => void (tick = null);
    },
  };
  const pass = (ms: number, beats = Math.floor(ms / HEARTBEAT_MS)) => {
    for (let beat = 0; beat < beats; beat++) {
      nowMs += ms / beats;
      tick?.();
    }
    if (beats === 0) nowMs += ms;
  };
  return {
    document,
    fire,
    timer,
    pass,
    listening: () => [...listeners.values()].some((set) => set.size > 0) || tick !== null,
  };
}

describe("the page watch", () => {
  it("finds nothing wrong with a page that stays in sight and keeps its timer", () => {
    const { document, timer, pass } = page();
    const since = watchPage(document, timer).begin();
    pass(5_000);
    expect(since()).toBe("");
  });

  it("reports a page that was hidden for a moment", () => {
    const { document, timer, fire } = page();
    const since = watchPage(document, timer).begin();
    document.hidden = true;
    fire("visibilitychange");
    document.hidden = false;
    fire("visibilitychange");
    expect(since()).toContain("hidden");
  });

  it("reports a freeze, and a lost heartbeat even before the timer fires again", () => {
    const frozen = page();
    const sinceFreeze = watchPage(frozen.document, frozen.timer).begin();
    frozen.fire("freeze");
    expect(sinceFreeze()).toContain("froze");
    const still = page();
    const since = watchPage(still.document, still.timer).begin();
    still.pass(MAX_HEARTBEAT_GAP_MS + 500, 0);
    expect(since()).toContain("stood still for 2.5 s");
  });

  it("starts afresh with each worker", () => {
    const { document, timer, fire, pass } = page();
    const watch = watchPage(document, timer);
    document.hidden = true;
    fire("visibilitychange");
    pass(60_000, 0);
    document.hidden = false;
    fire("visibilitychange");
    expect(watch.begin()()).toBe("");
  });

  it("waits for a hidden page, and releases everything when stopped", async () => {
    const { document, timer, fire, listening } = page();
    const watch = watchPage(document, timer);
    document.hidden = true;
    let [seen, told] = [false, false];
    const waiting = watch.whenVisible(() => (told = true)).then(() => (seen = true));
    await Promise.resolve();
    expect([seen, told]).toEqual([false, true]);
    document.hidden = false;
    fire("visibilitychange");
    await waiting;
    expect(seen).toBe(true);
    let waited = false;
    await watch.whenVisible(() => (waited = true));
    expect(waited, "a page that can be seen waits for nothing").toBe(false);
    watch.stop();
    expect(listening()).toBe(false);
  });
});
