import fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import { parseText } from "../../recording/program/text.ts";
import { record } from "../../recording/run/recorder.ts";
import { labelling } from "../../recording/trace/labels.ts";
import { Fifo } from "../../recording/trace/fifo.ts";
import { emptyScene } from "../../recording/trace/scene.ts";
import type { Scene } from "../../recording/trace/scene.ts";
import { ribbonWindow } from "./ribbon-window.ts";
import { flightsOf, flownTo, MOST_FLIGHTS } from "./flights.ts";
import type { Move } from "./flights.ts";
import { layBox } from "./lay-box.ts";
import type { Laid, Token } from "./lay-box.ts";
import { neighbour, spotAt } from "./spots.ts";
import type { Spot } from "./spots.ts";
import { fitOf, ringOf, stageLayout } from "./stage-layout.ts";
import type { Box } from "./stage-layout.ts";
import { planOf } from "./stage-plan.ts";
import type { Plan } from "./stage-plan.ts";
import { viewOf } from "./stage-view.ts";
import type { StageView } from "./stage-view.ts";

const uses = { inject: true, deferred: true, timers: true, sleepers: true, main: true };
const STATIONS: Plan["stations"] = [
  { on: "mutex", which: 0, most: 3 },
  { on: "join-handle", which: null, most: 20 },
];
const PLAN: Plan = { lanes: [0], idle: [1], uses, stations: STATIONS, tasks: 5_000 };
const LAYOUT = stageLayout(660, DEFAULT_CONFIG, PLAN);
const FIT = fitOf(LAYOUT, PLAN);
const labels = labelling({ root: "task" });

function viewWith(change: (scene: Scene) => void): StageView {
  const scene = emptyScene(DEFAULT_CONFIG);
  change(scene);
  return viewOf(scene, DEFAULT_CONFIG, labels, FIT, PLAN);
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

const laidIn = (view: StageView, kind: Box["kind"]): Laid => {
  const box = LAYOUT.boxes.find((one) => one.kind === kind);
  if (box === undefined) throw new Error(`no ${kind}`);
  return layBox(box, view, LAYOUT.sizes);
};

it("keeps a task in its cell of the ring while head and tail move round", () => {
  const cellOf = (task: number, left: number, queue: number[]) => {
    const view = viewWith((scene) => {
      scene.workers[0]!.runQueue = new Fifo(queue, left);
    });
    return laidIn(view, "ring").tokens.find((token) => token.task === task);
  };
  const before = cellOf(7, 3, [5, 6, 7]);
  expect(before).toEqual(cellOf(7, 5, [7, 8, 9, 10]));
  // A full turn later another task has this cell.
  const { cells } = ringOf(
    LAYOUT.boxes.find(({ kind }) => kind === "ring")!,
    LAYOUT.sizes,
  );
  const later = cellOf(99, 5 + cells, [99]);
  expect({ x: later?.x, y: later?.y }).toEqual({ x: before?.x, y: before?.y });
});

it("shows every task at most once, and counts those of a queue without room", () => {
  const view = viewWith((scene) => {
    scene.workers[0]!.runQueue = new Fifo(Array.from({ length: 256 }, (_, i) => i + 1));
    scene.inject = new Fifo(Array.from({ length: 900 }, (_, i) => i + 1_000));
    scene.parked = new Map(
      Array.from({ length: 50 }, (_, i) => [i + 3_000, { on: "join-handle", which: i }]),
    );
  });
  const laid = LAYOUT.boxes.map((box) => layBox(box, view, LAYOUT.sizes));
  const tasks = laid.flatMap(({ tokens }) => tokens.map(({ task }) => task));
  expect(new Set(tasks).size).toBe(tasks.length);
  const inject = laidIn(view, "inject");
  expect(inject.name).toBe("Injection queue · 900");
  expect(inject.notes.map(({ text }) => text)).toEqual([`+${900 - inject.tokens.length}`]);
});

it("draws a waiting task where it waits, and a timer of a task that waits elsewhere as a ghost", () => {
  const view = viewWith((scene) => {
    scene.parked = new Map([
      [4, { on: "mutex", which: 0 }],
      [5, { on: "sleep", which: 30 }],
      [6, { on: "join-handle", which: 4 }],
    ]);
    scene.timers = new Map([
      [5, 30],
      [4, 40],
    ]);
  });
  expect(view.stations.map(({ name, waiting }) => [name, waiting.chips.map(({ task }) => task)])).toEqual([
    ["Mutex", [4]],
    ["JoinHandles", [6]],
  ]);
  expect(laidIn(view, "timers").tokens.map(({ task, tone }) => [task, tone])).toEqual([
    [5, "plain"],
    [4, "ghost"],
  ]);
});

const at = (task: number, x: number, y: number): Token => ({
  task,
  label: String(task),
  tone: "plain",
  x,
  y,
  width: 28,
  height: 26,
});
const drawn = (...tokens: Token[]) => new Map(tokens.map((token) => [token.task, token]));

it("lets only tokens fly that are elsewhere: a new one from its spawner, a theft in an arc", () => {
  const move: Move = {
    before: drawn(at(1, 0, 0), at(2, 50, 0), at(3, 90, 9)),
    after: drawn(at(1, 0, 0), at(2, 200, 80), at(4, 60, 0)),
    origin: (task) => (task === 4 ? { x: 1, y: 2 } : undefined),
    goal: () => undefined,
    stolen: (task) => task === 2,
  };
  const flights = flightsOf(move);
  expect(flights.map(({ token, from, alpha }) => [token.task, from.x, from.y, ...alpha])).toEqual([
    [2, 50, 0, 1, 1],
    [4, 1, 2, 0, 1],
    [3, 90, 9, 1, 0],
  ]);
  const [stolen] = flights;
  expect(flownTo(stolen!, 0)).toEqual({ x: 50, y: 0, alpha: 1 });
  expect(flownTo(stolen!, 1)).toEqual({ x: 200, y: 80, alpha: 1 });
  const [pushed] = flightsOf({ ...move, stolen: () => false });
  expect(stolen!.arc).toBeGreaterThan(2 * pushed!.arc);
  // An arc is above the straight line all the way.
  for (const t of [0.1, 0.3, 0.6]) {
    const { x, y } = flownTo(stolen!, t);
    expect(y).toBeLessThan((80 * (x - 50)) / 150);
  }
});

it("lets no more fly than an eye can follow", () => {
  const many = (x: number) => drawn(...Array.from({ length: 500 }, (_, i) => at(i, x, i)));
  const none = () => undefined;
  const stolen = () => false;
  expect(flightsOf({ before: many(0), after: many(9), origin: none, goal: none, stolen })).toHaveLength(
    MOST_FLIGHTS,
  );
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

const plans: fc.Arbitrary<Plan> = fc.record({
  lanes: fc.integer({ min: 1, max: 8 }).map((n) => Array.from({ length: n }, (_, i) => i)),
  idle: fc.constantFrom([], [8]),
  uses: fc.record({
    inject: fc.boolean(),
    deferred: fc.boolean(),
    timers: fc.boolean(),
    sleepers: fc.boolean(),
    main: fc.boolean(),
  }),
  stations: fc.array(
    fc.record({
      on: fc.constantFrom("mutex", "waker", "notify"),
      which: fc.nat(4),
      most: fc.integer({ min: 1, max: 200 }),
    }),
    { maxLength: 6 },
  ),
  tasks: fc.constantFrom(3, 120, 10_000),
});

it("keeps every box inside the picture and separate from the others, from phone width up", () => {
  fc.assert(
    fc.property(fc.integer({ min: 320, max: 1_400 }), configs, plans, (width, config, plan) => {
      const { boxes, height } = stageLayout(width, config, plan);
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

it("plans a lane only for workers that act, and a place only for what the run uses", () => {
  const parsed = parseText("body 0\n  spawn 1\n  join 0\nbody 1\n  yield");
  if (!parsed.ok) throw new Error("the program does not parse");
  const recording = record(parsed.program, DEFAULT_CONFIG);
  const plan = planOf(recording);
  expect(plan).toMatchObject({ lanes: [0], idle: [], tasks: 2 });
  expect(plan.uses).toEqual({ inject: true, deferred: true, timers: false, sleepers: false, main: false });
  expect(plan.stations).toEqual([{ on: "join-handle", which: 2, most: 1 }]);
  expect(planOf(recording, true).uses).toMatchObject({ timers: true, main: false });
  const quiet = record(parsed.program, { ...DEFAULT_CONFIG, workers: 8 });
  const eight = planOf(quiet);
  expect(eight.lanes.length + eight.idle.length).toBe(8);
  const acting = new Set(quiet.events.flatMap(({ kind, worker }) => (kind === "tick" ? [worker] : [])));
  expect(new Set(eight.lanes)).toEqual(acting);
});
