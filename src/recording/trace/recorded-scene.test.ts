import fc from "fast-check";
import { expect, it } from "vitest";
import { MAIN } from "../../runtime/index.ts";
import type { Snapshot } from "../../runtime/index.ts";
import { ProgramGenerator } from "../../runtime/programs/generate.ts";
import { isOpName } from "../program/ops.ts";
import type { Op } from "../program/ops.ts";
import type { TaskProgram } from "../program/text.ts";
import { DEFAULT_CONFIG } from "../run/config.ts";
import type { RunConfig } from "../run/config.ts";
import { programRoot } from "../run/launch.ts";
import { Recorder } from "../run/recorder.ts";
import { apply } from "./apply.ts";
import { emptyScene } from "./scene.ts";
import type { Scene } from "./scene.ts";

/** The model's random programs that the explorer can express. */
function randomProgram(seed: number): TaskProgram {
  const program = new ProgramGenerator(seed).next();
  const bodies = program.bodies.map((body) =>
    body.flatMap(([name, argument]): Op[] => (isOpName(name) ? [[name, argument]] : [])),
  );
  return { ...program, bodies };
}

const configs: fc.Arbitrary<RunConfig> = fc.record({
  flavor: fc.constantFrom("current_thread", "multi_thread"),
  workers: fc.integer({ min: 1, max: 8 }),
  root: fc.constantFrom("task", "main"),
  seed: fc.nat(),
  order: fc.constantFrom("usual", "any"),
  globalQueueInterval: fc.constantFrom(null, 2, 7),
  eventInterval: fc.constantFrom(null, 1, 3),
});

/** On its way to sleep, or asleep. */
const PARKED = ["notify_if_work_pending", "park", "parked"];

/** @param over tasks whose last poll has ended */
function seenIn(snapshot: Snapshot, over: ReadonlySet<number>) {
  const deferred = snapshot.workers.flatMap((worker) => worker.deferred);
  return {
    inject: snapshot.inject,
    sleepers: snapshot.sleepers,
    main: snapshot.main === null ? null : snapshot.main.woken,
    workers: snapshot.workers.map(({ tick, lifoSlot, runQueue, deferred, searching, doing }) => {
      return { tick, lifoSlot, runQueue, deferred, searching, parked: PARKED.includes(doing) };
    }),
    timers: snapshot.timers.count,
    // Alive, and neither queued nor being polled.
    waiting: snapshot.tasks.flatMap(({ id, running, notified }) =>
      running || notified || deferred.includes(id) || over.has(id) ? [] : [id],
    ),
  };
}

function drawn(scene: Scene, snapshot: Snapshot): ReturnType<typeof seenIn> {
  // The model makes a task idle a step after its poll has ended.
  const stillRunning = new Set(snapshot.tasks.flatMap(({ id, running }) => (running ? [id] : [])));
  return {
    inject: scene.inject.first(),
    sleepers: scene.sleepers,
    main: snapshot.main === null ? null : scene.main.woken,
    workers: scene.workers.map(({ tick, lifoSlot, runQueue, deferred, searching, parked }) => {
      return { tick, lifoSlot, runQueue: runQueue.first(), deferred, searching, parked };
    }),
    timers: scene.timers.size,
    waiting: waitingIn(scene).filter((task) => !stillRunning.has(task)),
  };
}

function waitingIn({ parked, workers }: Scene): number[] {
  const waiting = [...parked.keys()].filter(
    (task) =>
      task !== MAIN && workers.every(({ running, deferred }) => running !== task && !deferred.includes(task)),
  );
  return waiting.toSorted((a, b) => a - b);
}

/** The first step at which the picture differs from the model, or null. */
function firstDifference(program: TaskProgram, config: RunConfig): object | null {
  const recorder = new Recorder(programRoot(program), config);
  const scene = emptyScene(config);
  const { prelude, events } = recorder.seenSoFar;
  for (const event of prelude) apply(scene, event);
  const over = new Set<number>();
  for (let applied = 0; !recorder.ended;) {
    for (; applied < events.length; applied++) {
      const event = events[applied]!;
      apply(scene, event);
      if (event.kind === "poll-end" && event.outcome !== "pending") over.add(event.task);
      // A cancelled task is not polled.
      if (event.kind === "complete") over.add(event.task);
    }
    const snapshot = recorder.inspect();
    const [picture, model] = [drawn(scene, snapshot), seenIn(snapshot, over)];
    // Compared as strings, because deep comparison of so many steps would take a minute.
    if (JSON.stringify(picture) !== JSON.stringify(model)) return { step: applied, picture, model };
    recorder.step();
  }
  return null;
}

it("shows exactly the model's queues at every step of random runs", () => {
  fc.assert(
    fc.property(fc.nat({ max: 100_000 }), configs, (seed, config) => {
      expect(firstDifference(randomProgram(seed), config)).toBeNull();
    }),
    { numRuns: 100 },
  );
});

it("shows overflows and thefts correctly", () => {
  const shape = { chans: [], sems: [], nn: 0, nm: 0, no: 0, np: 0 };
  const crowd = fc.record({
    tasks: fc.constantFrom(5, 258, 300, 400),
    blockMs: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(crowd, configs, ({ tasks, blockMs }, other) => {
      const config: RunConfig = { ...other, flavor: "multi_thread", root: "task" };
      const bodies: TaskProgram["bodies"] = [
        [
          ["spawnmany", tasks],
          ["block", 50],
        ],
        [["block", blockMs]],
      ];
      expect(firstDifference({ ...shape, bodies }, config)).toBeNull();
    }),
    { numRuns: 15 },
  );
});

it("knows the budget and how long a poll holds its worker", () => {
  const bodies: TaskProgram["bodies"] = [
    [
      ["budget", 100],
      ["block", 30],
    ],
  ];
  const program: TaskProgram = { bodies, chans: [], sems: [], nn: 0, nm: 0, no: 0, np: 0 };
  const recorder = new Recorder(programRoot(program), DEFAULT_CONFIG);
  const { events } = recorder.advance(Infinity)!;
  const scene = emptyScene(DEFAULT_CONFIG);
  for (const event of events) {
    apply(scene, event);
    if (event.kind === "poll-end" && event.task === 1) break;
  }
  expect(scene.workers[0]).toMatchObject({ budget: 28, blockedUntilMs: 30 });
});
