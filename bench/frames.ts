/** How smoothly a page moves: the times between its frames, tasks that hold its thread, and the processor time of that thread. */
import { cpus, loadavg } from "node:os";
import type { CDPSession, Page } from "playwright-core";

/** The length of a frame at 60 per second, in ms, and what counts as a missed one. */
const FRAME_MS = 1000 / 60;
const MISSED_MS = 1.5 * FRAME_MS;

/** ms between frames, and ms of each task that held the main thread for more than 50 ms. */
export interface Seen {
  intervals: readonly number[];
  longTasks: readonly number[];
}

export async function frames(page: Page, ms: number): Promise<Seen> {
  return page.evaluate(
    (duration) =>
      new Promise<Seen>((resolve) => {
        const intervals: number[] = [];
        const longTasks: number[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const task of list.getEntries()) longTasks.push(task.duration);
        });
        observer.observe({ type: "longtask" });
        const begun = performance.now();
        let before = begun;
        requestAnimationFrame(function tick(now) {
          intervals.push(now - before);
          before = now;
          if (now - begun < duration) requestAnimationFrame(tick);
          else {
            observer.disconnect();
            // The first interval began before the first frame did.
            resolve({ intervals: intervals.slice(1), longTasks });
          }
        });
      }),
    ms,
  );
}

export function summary({ intervals, longTasks }: Seen): string {
  const sorted = intervals.toSorted((a, b) => a - b);
  const at = (q: number) => (sorted[Math.ceil(q * sorted.length) - 1] ?? NaN).toFixed(1);
  const mean = intervals.reduce((sum, ms) => sum + ms, 0) / intervals.length;
  const missed = intervals.filter((ms) => ms > MISSED_MS).length;
  const long =
    longTasks.length === 0 ? "no long task" : `long tasks of ${longTasks.map(Math.round).join(", ")} ms`;
  return `median ${(1000 / Number(at(0.5))).toFixed(0)}, mean ${(1000 / mean).toFixed(1)} frames/s; p95 ${at(0.95)}, p99 ${at(0.99)}, longest ${at(1)} ms; ${missed} of ${intervals.length} longer than ${MISSED_MS.toFixed(0)} ms; ${long}; ${load()}`;
}

/** How busy the machine was otherwise: a frame is also late when another process has the processor. */
const load = (): string => `load ${(loadavg()[0] ?? NaN).toFixed(1)} on ${cpus().length} processors`;

/**
 * CPU ms that the page's main thread has used so far, as the browser counts them; unlike frames, a busy machine does
 * not distort them.
 */
export async function cpuMs(
  cdp: CDPSession,
): Promise<Record<"TaskDuration" | "ScriptDuration" | "LayoutDuration" | "RecalcStyleDuration", number>> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  const ms = (name: string) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? NaN);
  return {
    TaskDuration: ms("TaskDuration"),
    ScriptDuration: ms("ScriptDuration"),
    LayoutDuration: ms("LayoutDuration"),
    RecalcStyleDuration: ms("RecalcStyleDuration"),
  };
}
