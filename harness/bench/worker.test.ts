import { describe, expect, it } from "vitest";
import * as v from "valibot";
import {
  asyncBlock,
  awaited,
  Builder,
  Poll,
  pollFn,
  spawn,
  todo,
  type Future,
} from "../../src/runtime/index.ts";
import { Turns } from "./turns.ts";
import { DEFAULT_OPTIONS, WorkerMeasurement, type WorkerEvent, type WorkerOptions } from "./types.ts";
import { measure } from "./worker.ts";

const QUICK: WorkerOptions = { ...DEFAULT_OPTIONS, warmUpMs: 1, warmUpOps: 500, measureMs: 1 };
const clock = () => performance.now();

/** Short runs on the real runtime; the assertions check what was done, never how long it took. */
function run(learner: Record<string, unknown>, options: Partial<WorkerOptions> = {}) {
  const events: WorkerEvent[] = [];
  const measured = measure(
    () => learner,
    { ...QUICK, ...options },
    clock,
    (event) => void events.push(event),
  );
  return { measured: v.parse(WorkerMeasurement, measured), events };
}

function gather<T>(futures: Future<T>[]): Future<T[]> {
  const left: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  return pollFn((cx) => {
    left.forEach((future, index) => {
      const poll = future?.poll(cx);
      if (poll?.isReady()) {
        results[index] = poll.value;
        left[index] = null;
      }
    });
    return left.every((future) => future === null) ? Poll.Ready(results) : Poll.Pending;
  });
}

class Histogram {
  samples: number[] = [];
  record(ns: number) {
    this.samples.push(ns);
  }
  percentile(q: number) {
    return this.samples.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(q * this.samples.length)) - 1]!;
  }
  count() {
    return this.samples.length;
  }
}

describe("a worker", () => {
  it("measures all three sides through the learner's gather and Histogram", () => {
    const { measured, events } = run({ gather, Histogram });
    expect(measured.gather).toEqual({ kind: "used" });
    expect(measured.checksumsAgree).toBe(true);
    expect(measured.inlineNs.length).toBeGreaterThan(0);
    expect(measured.spawnNs).toHaveLength(measured.inlineNs.length);
    expect(measured.controlNs).toHaveLength(measured.inlineNs.length);
    expect(Math.min(...measured.inlineNs, ...measured.spawnNs, ...measured.controlNs)).toBeGreaterThan(0);
    expect(measured.throughGather?.spawnNs.length).toBeGreaterThan(0);
    expect(measured.ladder.detachedNs.length).toBeGreaterThan(0);
    expect(measured.ladder.turnNs.length).toBeGreaterThan(0);
    const streamed = events.flatMap((event) => (event.kind === "samples" ? event.spawn : []));
    expect(streamed).toEqual(measured.spawnNs);
  });

  it("counts trace events exactly: an operation's own, and one driver poll in 61 tasks", () => {
    const { eventsPerOp } = run({ gather, Histogram }).measured;
    expect(eventsPerOp!.inline).toBe(0);
    expect(Object.values(eventsPerOp!.kinds).reduce((sum, count) => sum + count, 0)).toBeCloseTo(
      eventsPerOp!.spawn,
      9,
    );
    expect(eventsPerOp!.kinds).toMatchObject({ spawn: 1, complete: 1, wake: 1 });
    const whole = Math.floor(eventsPerOp!.spawn);
    expect(whole).toBeGreaterThan(8);
    expect((eventsPerOp!.spawn - whole) * 61).toBeCloseTo(Math.round((eventsPerOp!.spawn - whole) * 61), 6);
  });

  it("replays earlier samples into the learner's Histogram, each once", () => {
    const { histogram, inlineNs } = run(
      { gather, Histogram },
      { earlier: { inline: [1e9, 1e9], spawn: [5] } },
    ).measured;
    expect(histogram).toMatchObject({
      kind: "used",
      inlineCount: inlineNs.length + 2,
      spawnCount: inlineNs.length + 1,
    });
  });

  it.each<[string, unknown, string]>([
    ["is missing", undefined, "exports no function"],
    ["is to be written", () => todo(), "still to be written"],
    [
      "throws",
      () => {
        throw new Error("boom");
      },
      "it threw: boom",
    ],
    ["returns no future", () => [], "did not return a Future"],
    ["never completes", () => pollFn(() => Poll.Pending), "nothing is left that could wake it"],
    ["keeps waking itself", () => pollFn((cx) => (cx.waker.wakeByRef(), Poll.Pending)), "kept waking itself"],
    ["reverses", (all: Future<unknown>[]) => gather(all.toReversed()), "something else"],
    [
      "gives back copies with times of its own",
      (all: Future<object>[]) =>
        asyncBlock(function* () {
          const results = yield* awaited(gather(all));
          return results.map((result) => ({ ...result, durationNs: 1 }));
        }),
      "something else",
    ],
    [
      "writes times of its own into the results",
      (all: Future<{ durationNs: number }>[]) =>
        asyncBlock(function* () {
          const results = yield* awaited(gather(all));
          for (const result of results) result.durationNs = 1;
          return results;
        }),
      "it threw: Cannot assign to read only property",
    ],
    [
      "aborts what it was given",
      (all: { abort(): void }[]) => (all.forEach((handle) => handle.abort()), gather(all as never)),
      "it threw",
    ],
  ])("goes on without a gather that %s", (_, faulty, reason) => {
    const {
      gather: state,
      inlineNs,
      checksumsAgree,
      throughGather,
    } = run({ gather: faulty, Histogram }).measured;
    expect(state).toMatchObject({ kind: "not-used", reason: expect.stringContaining(reason) });
    expect(inlineNs.length).toBeGreaterThan(0);
    expect(checksumsAgree).toBe(true);
    expect(throughGather).toBeNull();
  });

  it.each<[string, unknown, string]>([
    ["is missing", undefined, "exports no class"],
    [
      "throws when made",
      class {
        constructor() {
          throw new Error("no");
        }
      },
      "it threw: no",
    ],
    [
      "miscounts",
      class extends Histogram {
        override count() {
          return 3;
        }
      },
      "count() says 3",
    ],
    [
      "reports no number",
      class extends Histogram {
        override percentile() {
          return NaN;
        }
      },
      "percentile() gave NaN",
    ],
    [
      "throws something odd",
      class extends Histogram {
        override record() {
          throw null as unknown as Error;
        }
      },
      "not an Error",
    ],
  ])("goes on without a Histogram that %s", (_, Faulty, reason) => {
    const { histogram, inlineNs } = run({ gather, Histogram: Faulty }).measured;
    expect(histogram).toMatchObject({ kind: "not-used", reason: expect.stringContaining(reason) });
    expect(inlineNs.length).toBeGreaterThan(0);
  });

  it("measures even if the learner's file throws when loaded, and loads nothing when told not to", () => {
    const broken = () => {
      throw new TypeError("x is undefined");
    };
    const loaded = measure(broken, QUICK, clock, () => {});
    expect(loaded.gather).toMatchObject({ reason: expect.stringContaining("x is undefined") });
    const without = measure(broken, { ...QUICK, useLearner: false }, clock, () => {});
    expect(without.histogram).toMatchObject({ reason: expect.stringContaining("never returned") });
  });
});

describe("taking turns", () => {
  it("runs one task at a time in turn order, and releases none before the last turn ends", () => {
    const log: string[] = [];
    const turns = new Turns(3);
    const task = (index: number) =>
      asyncBlock(function* () {
        yield* awaited(turns.take(index));
        log.push(`${index} in`);
        yield* awaited(spawn(pollFn(() => Poll.Ready(log.push(`${index} works`)))));
        log.push(`${index} out`);
        yield* awaited(turns.finish());
        log.push(`${index} leaves`);
      });
    Builder.newCurrentThread()
      .build()
      .blockOn(
        asyncBlock(function* () {
          const handles = [2, 0, 1].map((index) => spawn(task(index)));
          for (const handle of handles) yield* awaited(handle);
        }),
      );
    expect(log.slice(0, 9)).toEqual(
      [0, 1, 2].flatMap((index) => [`${index} in`, `${index} works`, `${index} out`]),
    );
    expect(log.slice(9).toSorted()).toEqual(["0 leaves", "1 leaves", "2 leaves"]);
  });
});
