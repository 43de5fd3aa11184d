/** Properties that hold for every program, seed and number of workers, checked on the trace. */
/* oxlint-disable vitest/no-conditional-expect -- a property is judged event by event, step by step */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Builder, TraceRing } from "../../index.ts";
import type { TraceEvent } from "../../index.ts";
import { ProgramGenerator } from "../../programs/generate.ts";
import type { OpName, Program } from "../../programs/program.ts";
import { OPS } from "../../programs/ops.ts";
import { World } from "../../programs/world.ts";

interface Run {
  events: TraceEvent[];
  /** Ids of the program's tasks that never ended. */
  alive: number;
  workers: number;
}

/** One ring for all runs: allocating megabytes takes longer than most programs. */
const trace = new TraceRing({ capacity: 1 << 17 });

function run(program: Program, workers: number, seed: number): Run {
  trace.clear();
  trace.nowMs = 0;
  const builder = Builder.newMultiThread()
    .workerThreads(workers)
    .seed(seed)
    .eventInterval(program.evi)
    .trace(trace);
  const runtime = builder
    .globalQueueInterval(program.gqi || 61)
    .maxPolls(100_000)
    .build();
  const world = runtime.enter(() => new World(program, runtime.handle, OPS));
  runtime.runUntilParked();
  runtime.spawn(world.task(0));
  runtime.runUntilParked();
  expect(trace.lost).toBe(0);
  return { events: trace.events(), alive: runtime.inspect().tasks.length, workers };
}

const programs = fc.record({
  program: fc.integer({ min: 1, max: 1 << 30 }).map((seed) => new ProgramGenerator(seed).next()),
  workers: fc.integer({ min: 1, max: 8 }),
  seed: fc.integer({ min: 0, max: 1 << 30 }),
});

function always(property: (run: Run) => void): void {
  fc.assert(
    fc.property(programs, ({ program, workers, seed }) => property(run(program, workers, seed))),
    { numRuns: 100 },
  );
}

describe("for every program, seed and number of workers", () => {
  it("a task is polled by one worker at a time, and a worker polls one task at a time", () => {
    always(({ events }) => {
      const byTask = new Map<number, number>();
      const byWorker = new Map<number, number>();
      for (const event of events) {
        if (event.kind === "poll-start") {
          expect(byTask.has(event.task) || byWorker.has(event.worker)).toBe(false);
          byTask.set(event.task, event.worker);
          byWorker.set(event.worker, event.task);
        } else if (event.kind === "poll-end") {
          expect(byTask.get(event.task)).toBe(event.worker);
          byTask.delete(event.task);
          byWorker.delete(event.worker);
        }
      }
    });
  });

  it("no wake is lost, and none is answered twice: polls are 1 + the wakes that had an effect", () => {
    always(({ events }) => {
      const expected = new Map<number, number>();
      const polls = new Map<number, number>();
      const add = (counts: Map<number, number>, task: number) =>
        counts.set(task, (counts.get(task) ?? 0) + 1);
      const aborted = new Set<number>();
      for (const event of events) {
        if (event.kind === "spawn") add(expected, event.task);
        else if (event.kind === "poll-start") add(polls, event.task);
        else if (event.kind === "abort") aborted.add(event.task);
        else if (event.kind === "wake" && (event.effect === "scheduled" || event.effect === "after-poll")) {
          add(expected, event.task);
        }
      }
      const completed = new Set(events.flatMap((event) => (event.kind === "complete" ? [event.task] : [])));
      for (const [task, count] of expected) {
        // A wake during the last poll finds the task complete; an abort removes a poll.
        if (aborted.has(task) || completed.has(task)) expect(polls.get(task) ?? 0).toBeLessThanOrEqual(count);
        else expect(polls.get(task)).toBe(count);
      }
    });
  });

  it("a task is in at most one queue: it is queued when idle, and not again before its poll", () => {
    always(({ events }) => {
      const notified = new Set<number>();
      for (const event of events) {
        if (event.kind === "spawn") notified.add(event.task);
        else if (event.kind === "abort") notified.add(event.task);
        else if (event.kind === "poll-start") notified.delete(event.task);
        else if (event.kind === "wake" && event.effect !== "complete") {
          expect(event.effect === "already-notified").toBe(notified.has(event.task));
          notified.add(event.task);
        }
      }
    });
  });

  it("a ring gives its tasks in the order in which it got them, and a thief takes the oldest", () => {
    always(({ events, workers }) => {
      const rings = Array.from({ length: workers }, (): number[] => []);
      let stealing: number[] = [];
      for (const event of events) {
        const ring = rings[event.worker] as number[];
        if (event.kind === "push" && event.queue === "run_queue") ring.push(event.task);
        else if (event.kind === "pop" && event.queue === "run_queue") expect(ring.shift()).toBe(event.task);
        else if (event.kind === "overflow") ring.splice(128);
        else if (event.kind === "steal") {
          const victim = rings[event.victim] as number[];
          expect(event.count).toBe(Math.ceil(victim.length / 2));
          stealing = victim.splice(0, event.count);
          // The thief runs the last one immediately; the others are now in its ring.
          stealing.pop();
          ring.push(...stealing);
        }
      }
    });
  });

  it("a LIFO slot is emptied by its own worker only, newest first", () => {
    always(({ events, workers }) => {
      const slots = Array.from({ length: workers }, (): number | null => null);
      for (const event of events) {
        if (event.kind === "push" && event.queue === "lifo_slot") slots[event.worker] = event.task;
        else if (event.kind === "pop" && event.queue === "lifo_slot") {
          expect(slots[event.worker]).toBe(event.task);
          slots[event.worker] = null;
        }
      }
    });
  });

  it("no more than half of the workers search, but for those that were woken to", () => {
    always(({ events, workers }) => {
      const searching = new Set<number>();
      for (const event of events) {
        if (event.kind !== "search") continue;
        if (event.searching) searching.add(event.worker);
        else searching.delete(event.worker);
        expect(searching.size).toBeLessThanOrEqual(Math.ceil(workers / 2) + 1);
      }
    });
  });

  it("the same seed makes the same run", () => {
    fc.assert(
      fc.property(programs, ({ program, workers, seed }) => {
        expect(run(program, workers, seed).events).toEqual(run(program, workers, seed).events);
      }),
      { numRuns: 40 },
    );
  });
});

/** Ops that end whatever the others do, in any order: none waits for another task's wake, and none is cut short. */
const ENDING: ReadonlySet<OpName> = new Set<OpName>([
  "spawn",
  "spawnmany",
  "xspawn",
  "yield",
  "selfwake",
  "budget",
  "unconstrained",
  "join",
  "notify_one",
  "rel",
  "unpark",
  "sleep",
  "select",
]);

it("what ends on one worker ends on many", () => {
  fc.assert(
    fc.property(programs, ({ program, workers, seed }) => {
      const ending = {
        ...program,
        bodies: program.bodies.map((body) => body.filter(([name]) => ENDING.has(name))),
      };
      const alone = run(ending, 1, seed);
      const many = run(ending, workers, seed);
      expect(alone.alive).toBe(0);
      expect(many.alive).toBe(0);
      const polled = ({ events }: Run) =>
        new Set(events.flatMap((e) => (e.kind === "poll-start" ? [e.task] : []))).size;
      expect(polled(many)).toBe(polled(alone));
    }),
    { numRuns: 100 },
  );
});
