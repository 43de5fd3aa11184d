import fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../run/config.ts";
import { labelling } from "../trace/labels.ts";
import { Fifo } from "../trace/fifo.ts";
import { emptyScene } from "../trace/scene.ts";
import { ribbonWindow } from "./ribbon-window.ts";
import { fitFor, sameLane, viewOf } from "./stage-view.ts";
import type { LaneView } from "./stage-view.ts";

const FIT = fitFor(660);
const labels = labelling({ root: "task" });

it("draws the front of a queue, and counts the rest", () => {
  const scene = emptyScene(DEFAULT_CONFIG);
  scene.inject = new Fifo(Array.from({ length: 5_000 }, (_, i) => i + 1));
  const { inject } = viewOf(scene, DEFAULT_CONFIG, labels, FIT);
  expect(inject.chips.map(({ label }) => label).slice(0, 3)).toEqual(["0", "1", "2"]);
  expect(inject.chips.length + inject.more).toBe(5_000);
  expect(inject.chips.length).toBeLessThan(20);
});

it("draws the defer list in the order of waking: last first", () => {
  const scene = emptyScene(DEFAULT_CONFIG);
  scene.workers[0]!.deferred = [1, 2, 3];
  expect(viewOf(scene, DEFAULT_CONFIG, labels, FIT).lanes[0]?.deferred.chips.map(({ task }) => task)).toEqual(
    [3, 2, 1],
  );
});

it("sees every change of a lane that is drawn", () => {
  const lane = (change: (worker: ReturnType<typeof emptyScene>["workers"][number]) => void): LaneView => {
    const scene = emptyScene(DEFAULT_CONFIG);
    change(scene.workers[0]!);
    return viewOf(scene, DEFAULT_CONFIG, labels, FIT).lanes[0]!;
  };
  const before = lane(() => {});
  expect(
    sameLane(
      before,
      lane(() => {}),
    ),
  ).toBe(true);
  for (const change of [
    { tick: 3 },
    { lifoSlot: 4 },
    { running: 4 },
    { holding: 4 },
    { budget: 5 },
    { searching: true },
    { parked: true },
    { blockedUntilMs: 9 },
    { pollsThisTick: 3 },
    { deferred: [1] },
    { runQueue: new Fifo([7]) },
  ]) {
    expect([
      change,
      sameLane(
        before,
        lane((worker) => Object.assign(worker, change)),
      ),
    ]).toEqual([change, false]);
  }
});

it("keeps the newest poll in sight, and never shows more cells than there is room for", () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(5_000), fc.integer({ min: 6, max: 60 }), (a, b, cells) => {
      const [seen, total] = [Math.min(a, b), Math.max(a, b)];
      const { from, to } = ribbonWindow(seen, total, cells);
      expect(to - from).toBeLessThanOrEqual(cells);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(total);
      const newest = Math.max(0, seen - 1);
      expect(total === 0 || (from <= newest && newest < to)).toBe(true);
    }),
  );
});
