/** The trace: what it says about a run, that it is bounded, and that a release build has no trace. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  asyncBlock,
  awaited,
  Builder,
  mpsc,
  Notify,
  ParkedForever,
  pending,
  Poll,
  pollFn,
  sleep,
  spawn,
  TraceRing,
  yieldNow,
} from "../index.ts";
import type { TraceEvent } from "../index.ts";
import { ProgramGenerator } from "../programs/generate.ts";
import { OPS } from "../programs/ops.ts";
import { World } from "../programs/world.ts";
import { Kind } from "./kinds.ts";

/** Without the fields that every event has. */
function body({
  seq: _seq,
  clock: _clock,
  nowMs: _now,
  atMs: _at,
  worker: _worker,
  ...rest
}: TraceEvent): object {
  return rest;
}

it("tells the whole story of a spawn and a join", () => {
  const trace = new TraceRing();
  const runtime = Builder.newCurrentThread().trace(trace).build();
  runtime.blockOn(asyncBlock(() => awaited(spawn(pollFn(() => Poll.Ready(1))))));
  const task = { kind: "task", id: 1 };
  expect(trace.events().map(body)).toEqual([
    { kind: "poll-start", task: 0 },
    { kind: "spawn", task: 1, by: { kind: "main" } },
    { kind: "push", task: 1, queue: "run_queue" },
    { kind: "clone", task: 0 },
    { kind: "wait", task: 0, on: "join-handle", which: 1 },
    { kind: "poll-end", task: 0, outcome: "pending" },
    { kind: "tick", tick: 1 },
    { kind: "pop", task: 1, queue: "run_queue" },
    { kind: "poll-start", task: 1 },
    { kind: "poll-end", task: 1, outcome: "ready" },
    { kind: "complete", task: 1, outcome: "ready" },
    { kind: "wake", task: 0, by: task, effect: "scheduled" },
    { kind: "tick", tick: 2 },
    { kind: "park-yield" },
    { kind: "poll-start", task: 0 },
    { kind: "poll-end", task: 0, outcome: "ready" },
  ]);
});

describe("who woke whom", () => {
  const wakes = (main: () => Generator<unknown, unknown, unknown>): string[] => {
    const trace = new TraceRing();
    Builder.newCurrentThread().trace(trace).build().blockOn(asyncBlock(main));
    return trace
      .events()
      .flatMap((e) =>
        e.kind === "wake" ? [`${"id" in e.by ? e.by.id : e.by.kind} woke ${e.task}: ${e.effect}`] : [],
      );
  };

  it("a timer, the defer list, the task itself", () => {
    expect(
      wakes(function* () {
        yield* awaited(sleep(5));
        yield* awaited(yieldNow());
        let first = true;
        yield* awaited(
          pollFn((cx) => {
            if (!first) return Poll.Ready(undefined);
            first = false;
            cx.waker.wakeByRef();
            cx.waker.wakeByRef();
            return Poll.Pending;
          }),
        );
      }),
    ).toEqual([
      "timer woke 0: scheduled",
      "defer woke 0: scheduled",
      "main woke 0: scheduled",
      "main woke 0: already-notified",
    ]);
  });

  it("a task its receiver, and itself after its poll", () => {
    expect(
      wakes(function* () {
        const [tx, rx] = mpsc.unboundedChannel<number>();
        spawn(
          pollFn((cx) => {
            cx.waker.wakeByRef();
            tx.send(1);
            return Poll.Ready(undefined);
          }),
        );
        yield* awaited(rx.recv());
      }),
    ).toEqual(["1 woke 1: after-poll", "1 woke 0: scheduled"]);
  });
});

it("explains why a task is not running: ParkedForever says what each waits for", () => {
  const trace = new TraceRing();
  const runtime = Builder.newCurrentThread().trace(trace).build();
  let error: unknown;
  try {
    runtime.blockOn(
      asyncBlock(function* () {
        const [, rx] = mpsc.channel<number>(1);
        const notify = new Notify();
        const child = spawn(
          asyncBlock(function* () {
            yield* awaited(notify.notified());
          }),
        );
        spawn(pending());
        spawn(asyncBlock(() => awaited(rx.recv()))).abort();
        yield* awaited(child);
      }),
    );
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(ParkedForever);
  expect(
    (error as ParkedForever).tasks.map(({ id, waitsFor }) => [id, waitsFor.map(({ on }) => on)]),
  ).toEqual([
    [0, ["join-handle"]],
    [1, ["notify"]],
    [2, []],
  ]);
});

describe("the ring", () => {
  it("keeps the newest, counts the lost, and numbers all", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 0, max: 300 }), (capacity, n) => {
        let now = 0;
        const ring = new TraceRing({ capacity, clock: () => ++now });
        for (let i = 0; i < n; i++) ring.record(Kind.PollStart, 0, i, 0, 0);
        const kept = ring.events();
        expect(ring.recorded).toBe(n);
        expect(ring.lost + kept.length).toBe(n);
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(n, capacity));
        expect(kept.map((e) => [e.seq, e.clock, "task" in e ? e.task : NaN])).toEqual(
          Array.from({ length: kept.length }, (_, i) => [ring.lost + i, ring.lost + i + 1, ring.lost + i]),
        );
        expect(ring.events(n - 1)).toEqual(n === 0 ? [] : kept.slice(-1));
      }),
    );
  });

  it.each([3_000, 4_096, 10_000])("grows as it fills: %i events in a ring of 4,096", (n) => {
    const ring = new TraceRing({ capacity: 4_096 });
    for (let i = 0; i < n; i++) {
      ring.nowMs = i;
      ring.record(Kind.PollStart, 0, i, 0, 0);
    }
    const kept = ring.events();
    expect(ring.lost).toBe(Math.max(0, n - 4_096));
    expect(kept.map((e) => [e.nowMs, "task" in e ? e.task : NaN])).toEqual(
      Array.from({ length: n - ring.lost }, (_, i) => [ring.lost + i, ring.lost + i]),
    );
  });

  it("tells where every task is: queues replayed from it are the queues", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const program = new ProgramGenerator(seed * 7919).next();
      const trace = new TraceRing({ capacity: 1 << 16 });
      const runtime = Builder.newMultiThread().workerThreads(3).seed(seed).trace(trace).build();
      const world = runtime.enter(() => new World(program, runtime.handle, OPS));
      runtime.spawn(world.task(0));
      const drive = runtime.drive(null);
      for (let steps = 0; steps < 400 && drive.step() !== "stuck"; steps++) {
        if (steps % 20 !== 0) continue;
        const { workers, inject } = runtime.inspect();
        const replayed = replay(trace.events(), workers.length);
        expect(replayed.inject).toEqual(inject);
        expect(replayed.lifo).toEqual(workers.map((worker) => worker.lifoSlot));
        expect(replayed.rings).toEqual(workers.map((worker) => worker.runQueue));
      }
    }
  });
});

function replay(events: readonly TraceEvent[], workers: number) {
  const rings = Array.from({ length: workers }, (): number[] => []);
  const lifo = Array.from({ length: workers }, (): number | null => null);
  const inject: number[] = [];
  for (const event of events) {
    const ring = rings[event.worker] ?? [];
    if (event.kind === "push" && event.queue === "run_queue") ring.push(event.task);
    else if (event.kind === "push" && event.queue === "lifo_slot") lifo[event.worker] = event.task;
    else if (event.kind === "push" && event.queue === "inject") inject.push(event.task);
    else if (event.kind === "pop" && event.queue === "run_queue") ring.shift();
    else if (event.kind === "pop" && event.queue === "lifo_slot") lifo[event.worker] = null;
    else if (event.kind === "pop" && event.queue === "inject") inject.shift();
    else if (event.kind === "overflow") ring.splice(128);
    else if (event.kind === "steal")
      ring.push(...(rings[event.victim] ?? []).splice(0, event.count).slice(0, -1));
  }
  return { rings, lifo, inject };
}

describe("a release build", () => {
  const bundle = async (trace: boolean): Promise<string> => {
    const result = await build({
      stdin: {
        contents: 'export { modules } from "./modules.ts"; export { Builder } from "./builder.ts";',
        resolveDir: fileURLToPath(new URL("../", import.meta.url)),
      },
      bundle: true,
      write: false,
      format: "esm",
      minifySyntax: true,
      define: { __TRACE__: String(trace) },
    });
    return result.outputFiles[0]?.text ?? "";
  };

  it("has no trace code", async () => {
    expect(await bundle(true)).toMatch(/\.record\(/);
    expect(await bundle(false)).not.toMatch(/\.record\(|__TRACE__|Int32Array/);
  });
});
