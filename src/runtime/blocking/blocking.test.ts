/** What blocks, and where: spawn_blocking, block_in_place, and a worker held by std::thread::sleep, in virtual time. */
import { describe, expect, it } from "vitest";
import {
  asyncBlock,
  awaited,
  blockInPlace,
  blockInPlaceOn,
  Builder,
  now,
  oneshot,
  Panic,
  Poll,
  pollFn,
  sleep,
  spawn,
  spawnBlocking,
  spawnBlockingOn,
  thread,
  TraceRing,
} from "../index.ts";
import type { Future, JoinError, Runtime } from "../index.ts";

const FLAVORS: [string, () => Builder][] = [
  ["current_thread", () => Builder.newCurrentThread()],
  ["multi_thread", () => Builder.newMultiThread().workerThreads(2).seed(3)],
];

const SEEDS = [0, 1, 2, 3, 4, 5, 6, 7];

const run = <T>(builder: Builder, body: () => Generator<unknown, T, unknown>): [T, Runtime] => {
  const runtime = builder.build();
  return [runtime.blockOn(asyncBlock(() => awaited(runtime.spawn(asyncBlock(body))))), runtime];
};

describe.each(FLAVORS)("spawn_blocking on %s", (_name, builder) => {
  it("blocks a thread of the pool, and no worker", () => {
    const [[value, elapsedMs, sleptAtMs]] = run(builder(), function* () {
      let sleptAtMs = 0;
      spawn(
        asyncBlock(function* () {
          yield* awaited(sleep(10));
          sleptAtMs = now();
        }),
      );
      const value = yield* awaited(
        spawnBlocking(() => {
          thread.sleep(100);
          return 42;
        }),
      );
      return [value, now(), sleptAtMs] as const;
    });
    expect([value, elapsedMs, sleptAtMs]).toEqual([42, 100, 10]);
  });

  it("runs at most max_blocking_threads at once, first come first served", () => {
    const ends: [number, number][] = [];
    const [, runtime] = run(builder().maxBlockingThreads(2), function* () {
      const handles = [0, 1, 2, 3, 4].map((i) =>
        spawn(
          asyncBlock(function* () {
            yield* awaited(spawnBlocking(() => thread.sleep(10)));
            ends.push([i, now()]);
          }),
        ),
      );
      for (const handle of handles) yield* awaited(handle);
    });
    expect(ends.map(([, atMs]) => atMs)).toEqual([10, 10, 20, 20, 30]);
    expect(new Set(ends.map(([i]) => i)).size).toBe(5);
    expect(runtime.inspect().blocking).toEqual({ queued: [], running: 0 });
  });

  it("cannot be aborted once it runs, but while it is queued", () => {
    const [ran] = run(builder().maxBlockingThreads(1), function* () {
      const ran: string[] = [];
      const first = spawnBlocking(() => {
        thread.sleep(10);
        ran.push("first");
      });
      const second = spawnBlocking(() => ran.push("second"));
      yield* awaited(sleep(5));
      first.abort();
      second.abort();
      yield* awaited(first);
      try {
        yield* awaited(second);
      } catch (error) {
        ran.push((error as JoinError).isCancelled() ? "cancelled" : "?");
      }
      return ran;
    });
    expect(ran).toEqual(["first", "cancelled"]);
  });

  it.each(SEEDS)("a body that can stop is seen to act when it gets there (seed %i)", (seed) => {
    const [atMs] = run(builder().seed(seed), function* () {
      const [tx, rx] = oneshot.channel<number>();
      spawnBlockingOn(function* () {
        yield* thread.sleepHere(30);
        tx.send(1);
        yield* thread.sleepHere(30);
      });
      yield* awaited(rx);
      return now();
    });
    expect(atMs).toBe(30);
  });

  it("cannot drive the runtime that it runs on, and says so", () => {
    const runtime = builder().build();
    const nested = asyncBlock(function* () {
      yield* awaited(spawnBlocking(() => runtime.blockOn(sleep(1))));
    });
    expect(() => runtime.blockOn(nested)).toThrow(/already being driven/);
  });

  it("gives a closure's panic to the joiner", () => {
    const [caught] = run(builder(), function* () {
      try {
        return yield* awaited(
          spawnBlocking(() => {
            throw new Error("disk on fire");
          }),
        );
      } catch (error) {
        return error;
      }
    });
    expect((caught as JoinError).isPanic()).toBe(true);
    expect(String(caught)).toContain("disk on fire");
  });
});

/** Polls of `id`, each with the worker and the time. */
function pollsOf(trace: TraceRing, id: number): string[] {
  return trace
    .events()
    .flatMap((event) =>
      event.kind === "poll-start" && event.task === id ? [`w${event.worker}@${event.nowMs}`] : [],
    );
}

describe("block_in_place", () => {
  it("gives the worker away: what was queued on it runs on", () => {
    const trace = new TraceRing();
    let other = 0;
    const [elapsedMs] = run(Builder.newMultiThread().workerThreads(1).trace(trace), function* () {
      other = spawn(pollFn(() => Poll.Ready(undefined))).id;
      blockInPlace(() => thread.sleep(50));
      return yield* awaited(pollFn(() => Poll.Ready(now())));
    });
    expect(elapsedMs).toBe(50);
    expect(pollsOf(trace, other)).toEqual(["w0@0"]);
    expect(trace.events().filter((event) => event.kind === "hand-off")).toHaveLength(1);
  });

  it("whereas std::thread::sleep alone holds everything up", () => {
    const trace = new TraceRing();
    let other = 0;
    const runtime = Builder.newMultiThread().workerThreads(1).trace(trace).build();
    runtime.spawn(
      pollFn(() => {
        other = spawn(pollFn(() => Poll.Ready(undefined))).id;
        thread.sleep(50);
        return Poll.Ready(undefined);
      }),
    );
    runtime.runUntilParked();
    expect(pollsOf(trace, other)).toEqual(["w0@50"]);
  });

  it("gives the core away to a closure that computes as to one that sleeps", () => {
    const trace = new TraceRing();
    const [value] = run(Builder.newMultiThread().trace(trace), () =>
      awaited(pollFn(() => Poll.Ready(blockInPlace(() => 7)))),
    );
    expect(value).toBe(7);
    expect(trace.events().filter((event) => event.kind === "hand-off")).toHaveLength(1);
  });

  it.each(SEEDS)(
    "and the poll goes on elsewhere, in its own time, and is not polled twice (seed %i)",
    (seed) => {
      const trace = new TraceRing();
      const runtime = Builder.newMultiThread().workerThreads(2).seed(seed).trace(trace).build();
      const at: [string, number][] = [];
      runtime.spawn(
        asyncBlock(function* () {
          const [tx, rx] = oneshot.channel<number>();
          spawn(
            asyncBlock(function* () {
              at.push(["received", yield* awaited(rx)]);
              at.push(["at", now()]);
            }),
          );
          yield* blockInPlaceOn(() => thread.sleepHere(20));
          tx.send(now());
          yield* thread.sleepHere(5);
          at.push(["over", now()]);
        }),
      );
      runtime.runUntilParked();
      expect(at).toEqual([
        ["received", 20],
        ["at", 20],
        ["over", 25],
      ]);
      expect(pollsOf(trace, 1)).toHaveLength(1);
      expect(runtime.inspect().tasks).toEqual([]);
    },
  );

  /** Who polls meanwhile, and how often another thread takes a core. */
  const short = (workers: number, seed: number, order: "any" | "usual"): string => {
    const trace = new TraceRing();
    const runtime = Builder.newMultiThread()
      .workerThreads(workers)
      .seed(seed)
      .order(order)
      .trace(trace)
      .build();
    runtime.runUntilParked();
    const blocks = asyncBlock(function* () {
      spawn(pollFn(() => Poll.Ready(undefined)));
      yield* blockInPlaceOn(() => thread.sleepHere(0));
    });
    runtime.spawn(blocks);
    runtime.runUntilParked();
    expect(runtime.inspect().tasks).toEqual([]);
    const polls = trace.events().flatMap((event) => (event.kind === "poll-end" ? [event.task] : []));
    return `${polls.join(" ")}, ${trace.events().filter(({ kind }) => kind === "hand-off").length} taken`;
  };

  it("goes on as the worker when it is over before another thread has started, as it usually is", () => {
    for (const seed of SEEDS) expect(short(1, seed, "usual")).toBe("1 2, 0 taken");
    const possible = new Set(Array.from({ length: 60 }, (_, seed) => short(1, seed, "any")));
    expect([...possible].toSorted()).toEqual(["1 2, 0 taken", "1 2, 1 taken", "2 1, 1 taken"]);
  });

  it("may take the core that a later block_in_place of the same worker has just given away", () => {
    const again = (seed: number): boolean => {
      const trace = new TraceRing();
      const runtime = Builder.newMultiThread().workerThreads(1).seed(seed).trace(trace).build();
      const blocks = () =>
        asyncBlock(function* () {
          yield* blockInPlaceOn(() => thread.sleepHere(0));
          yield* awaited(pollFn(() => Poll.Ready(undefined)));
        });
      runtime.spawn(blocks());
      runtime.spawn(blocks());
      runtime.runUntilParked();
      expect(runtime.inspect().tasks).toEqual([]);
      const on = (task: number, kind: string) =>
        trace.events().find((event) => event.kind === kind && "task" in event && event.task === task)?.worker;
      // The first lost its core, and has one again.
      return (
        trace.events().filter(({ kind }) => kind === "hand-off").length === 2 &&
        on(1, "poll-end") === 0 &&
        on(2, "poll-end") === -1
      );
    };
    expect(Array.from({ length: 200 }, (_, seed) => again(seed))).toContain(true);
  });

  it("panics on current_thread, and is nothing special on main's own thread", () => {
    const inside: Future<number> = pollFn(() => Poll.Ready(blockInPlace(() => 1)));
    expect(() => Builder.newCurrentThread().build().blockOn(inside)).toThrow(Panic);
    expect(() => Builder.newCurrentThread().build().blockOn(inside)).toThrow(/spawnBlocking/);
    expect(Builder.newMultiThread().build().blockOn(inside)).toBe(1);
    expect(blockInPlace(() => 2)).toBe(2);
  });
});

describe("a worker that is blocked", () => {
  /** How many ms late a timer due at 10 fires, when a task blocks for 100 ms starting at 5. */
  const lateness = (workers: number, beforeBlocking: () => void): number => {
    let late = NaN;
    const runtime = Builder.newMultiThread().workerThreads(workers).seed(1).build();
    runtime.spawn(
      asyncBlock(function* () {
        yield* awaited(sleep(10));
        late = now() - 10;
      }),
    );
    runtime.spawn(
      asyncBlock(function* () {
        yield* awaited(sleep(5));
        beforeBlocking();
        thread.sleep(100);
      }),
    );
    runtime.runUntilParked();
    return late;
  };

  it("makes timers late", () => {
    expect(lateness(1, () => {})).toBe(95);
  });

  it("even beside an idle one, which sleeps on its condvar while nobody is in the driver", () => {
    expect(lateness(2, () => {})).toBe(95);
  });

  it("but not when it had called the idle one first, by queueing work that can be stolen", () => {
    const nothing = () => void spawn(pollFn(() => Poll.Ready(undefined)));
    expect(
      lateness(2, () => {
        nothing();
        nothing();
      }),
    ).toBe(0);
  });
});
