/** A window of the timeline: cut at its edges, with every worker, and a count of threads that do not fit. */
import { expect, it } from "vitest";
import { pack } from "./messages.ts";
import type { Segment } from "./occupation.ts";
import { viewWindow, WINDOW_MS } from "./timeline.ts";

const segment = (lane: number, fromMs: number, toMs: number, by: Segment["by"] = "request"): Segment => ({
  lane,
  fromMs,
  toMs,
  by,
  task: 1,
});

it("cuts at both edges, and has the length of the whole piece", () => {
  const view = viewWindow(pack([segment(0, 90, 110), segment(0, 130, 150), segment(0, 10, 20)]), 2, 100);
  expect(view.lanes).toEqual([
    { name: "worker 0", heldMs: 20, pieces: 2, longestMs: 20 },
    { name: "worker 1", heldMs: 0, pieces: 0, longestMs: 0 },
  ]);
  expect(view.paths.request).toBe("M0 0.15h10v0.7h-10zM30 0.15h10v0.7h-10z");
  expect(view.paths.job).toBe("");
});

it("draws the first other threads, and counts the rest", () => {
  const jobs = Array.from({ length: 11 }, (_, i) => segment(2 + i, 5, 6, "job"));
  const view = viewWindow(pack([...jobs, segment(40, WINDOW_MS + 1, WINDOW_MS + 2, "job")]), 2, 0);
  expect(view.lanes.map(({ name }) => name).slice(0, 4)).toEqual([
    "worker 0",
    "worker 1",
    "thread 1",
    "thread 2",
  ]);
  expect(view.lanes).toHaveLength(10);
  expect(view.notDrawn).toBe(3);
});
