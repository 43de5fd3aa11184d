import fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import { labelling } from "../../recording/trace/labels.ts";
import { Fifo } from "../../recording/trace/fifo.ts";
import { emptyScene } from "../../recording/trace/scene.ts";
import type { Scene } from "../../recording/trace/scene.ts";
import { boxKey } from "./box-key.ts";
import { ribbonWindow } from "./ribbon-window.ts";
import { neighbour, spotAt } from "./spots.ts";
import type { Spot } from "./spots.ts";
import { fitOf, stageLayout } from "./stage-layout.ts";
import { viewOf } from "./stage-view.ts";
import type { StageView } from "./stage-view.ts";

const LAYOUT = stageLayout(660, DEFAULT_CONFIG);
const FIT = fitOf(LAYOUT);
const labels = labelling({ root: "task" });

function viewWith(change: (scene: Scene) => void): StageView {
  const scene = emptyScene(DEFAULT_CONFIG);
  change(scene);
  return viewOf(scene, DEFAULT_CONFIG, labels, FIT);
}

it("shows the front of a queue and counts the rest", () => {
  const { inject } = viewWith((scene) => {
    scene.inject = new Fifo(Array.from({ length: 5_000 }, (_, i) => i + 1));
  });
  expect(inject.chips.map(({ label }) => label).slice(0, 3)).toEqual(["0", "1", "2"]);
  expect(inject.chips.length + inject.more).toBe(5_000);
  expect(inject.chips.length).toBeLessThan(30);
});

it("shows the defer list and the sleepers in the order of waking: last first", () => {
  const view = viewWith((scene) => {
    scene.workers[0]!.deferred = [1, 2, 3];
    scene.sleepers = [2, 0, 1];
  });
  expect(view.lanes[0]?.deferred.chips.map(({ task }) => task)).toEqual([3, 2, 1]);
  expect(view.sleepers).toEqual([1, 0, 2]);
});

it("shows timers in the order of firing: by deadline, then by registration", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (deadlines) => {
      const timers = deadlines.map((deadlineMs, i): [number, number] => [i + 1, deadlineMs]);
      const view = viewWith((scene) => {
        scene.timers = new Map(timers);
      });
      const inOrder = timers.toSorted((a, b) => a[1] - b[1]).map(([task]) => task);
      expect(view.timers.chips.map(({ task }) => task)).toEqual(inOrder.slice(0, FIT.timers));
      expect(view.timers.chips.length + view.timers.more).toBe(timers.length);
    }),
  );
});

it("shows a worker that left the sleepers as notified", () => {
  const asleep = viewWith((scene) => {
    scene.workers[0]!.parked = true;
    scene.sleepers = [0];
  });
  const notified = viewWith((scene) => {
    scene.workers[0]!.parked = true;
  });
  expect(asleep.lanes[0]?.doing.kind).toBe("asleep");
  expect(notified.lanes[0]?.doing.kind).toBe("notified");
});

it("redraws a box when something visible in it changes, and no other box", () => {
  const changes: [change: (scene: Scene) => void, box: string][] = [
    [({ workers }) => (workers[0]!.tick = 3), "who"],
    [({ workers }) => (workers[0]!.searching = true), "who"],
    [({ workers, sleepers }) => ((workers[0]!.parked = true), sleepers.push(0)), "who,sleepers"],
    [({ workers }) => (workers[0]!.running = 4), "who,running"],
    [({ workers }) => (workers[0]!.holding = 4), "running"],
    [({ workers }) => (workers[0]!.budget = 5), "running"],
    [({ workers }) => (workers[0]!.lifoSlot = 4), "slot"],
    [({ workers }) => (workers[0]!.pollsThisTick = 3), "slot"],
    [({ workers }) => (workers[0]!.runQueue = new Fifo([7])), "queue"],
    [({ workers }) => (workers[0]!.deferred = [1]), "defer"],
    [({ workers }) => (workers[0]!.blockedUntilMs = 9), "who,running,slot,queue,defer"],
    [(scene) => (scene.inject = new Fifo([7])), "inject"],
    [(scene) => (scene.timers = new Map([[1, 5]])), "timers"],
    [(scene) => (scene.nowMs = 5), "facts"],
  ];
  const keys = (view: StageView) => LAYOUT.boxes.map((box) => boxKey(box, view));
  const before = keys(viewWith(() => {}));
  for (const [change, boxes] of changes) {
    const after = keys(viewWith(change));
    const changed = LAYOUT.boxes.filter((_, i) => after[i] !== before[i]).map(({ kind }) => kind);
    expect(new Set(changed)).toEqual(new Set(boxes.split(",")));
  }
});

const configs: fc.Arbitrary<RunConfig> = fc.record({
  flavor: fc.constantFrom("current_thread", "multi_thread"),
  workers: fc.integer({ min: 1, max: 8 }),
  root: fc.constant("task"),
  seed: fc.constant(1),
  order: fc.constant("usual"),
  globalQueueInterval: fc.constant(null),
  eventInterval: fc.constant(null),
});

it("keeps every box inside the picture and separate from the others, from phone width up", () => {
  fc.assert(
    fc.property(fc.integer({ min: 320, max: 1_400 }), configs, (width, config) => {
      const { boxes, height } = stageLayout(width, config);
      for (const box of boxes) {
        expect(box.width).toBeGreaterThan(28);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(height);
        const over = boxes.filter(
          (other) =>
            other !== box &&
            other.x < box.x + box.width &&
            box.x < other.x + other.width &&
            other.y < box.y + box.height &&
            box.y < other.y + other.height,
        );
        expect(over).toEqual([]);
      }
    }),
  );
});

it("finds the task under the pointer, and the neighbours of one", () => {
  const spot = (task: number, x: number, y: number): Spot => ({ task, x, y, width: 28, height: 26 });
  const spots = [spot(1, 0, 0), spot(2, 32, 0), spot(3, 64, 0), spot(4, 40, 50), spot(5, 0, 100)];
  expect(spotAt(spots, 33, 25)?.task).toBe(2);
  expect(spotAt(spots, 30, 10)).toBeUndefined();
  const walk = (keys: readonly string[]): (number | null)[] => {
    let at: number | null = null;
    return keys.map((key) => {
      at = neighbour(spots, at, key)?.task ?? null;
      return at;
    });
  };
  expect(
    walk(["ArrowDown", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"]),
  ).toEqual([1, 2, 4, 5, 5, 4, 2]);
  expect(walk(["ArrowRight", "ArrowLeft", "ArrowRight"])).toEqual([1, 1, 2]);
  expect(neighbour(spots, 1, "Home")).toBeUndefined();
  expect(neighbour([], 1, "ArrowLeft")).toBeUndefined();
});

it("keeps the newest poll visible, and never shows more cells than fit", () => {
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
