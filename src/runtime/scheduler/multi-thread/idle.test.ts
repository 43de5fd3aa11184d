/** Which workers wake when there is work: enough of them, one at a time, and always at least one. */
import { describe, expect, it } from "vitest";
import {
  asyncBlock,
  awaited,
  Builder,
  pollFn,
  Poll,
  sleep,
  spawn,
  thread,
  TraceRing,
  yieldNow,
} from "../../index.ts";
import { Idle } from "./idle.ts";

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

describe("Idle", () => {
  it("wakes the last to park, one at a time, and only while nobody searches", () => {
    const idle = new Idle(3);
    expect(idle.workerToNotify()).toBeNull();
    for (const worker of [2, 0, 1]) expect(idle.transitionWorkerToParked(worker, false)).toBe(false);
    expect(idle.workerToNotify()).toBe(1);
    expect(idle.workerToNotify()).toBeNull();
    expect(idle.transitionWorkerFromSearching()).toBe(true);
    expect(idle.workerToNotify()).toBe(0);
  });

  it("lets half of the workers search", () => {
    const idle = new Idle(5);
    expect([1, 2, 3, 4].map(() => idle.transitionWorkerToSearching())).toEqual([true, true, true, false]);
    expect([1, 2, 3].map(() => idle.transitionWorkerFromSearching())).toEqual([false, false, true]);
  });

  it("a worker that wakes by itself leaves the stack", () => {
    const idle = new Idle(3);
    for (const worker of [0, 1, 2]) idle.transitionWorkerToParked(worker, false);
    expect(idle.unparkWorkerById(0)).toBe(true);
    expect(idle.unparkWorkerById(0)).toBe(false);
    // The last took its place.
    expect(idle.sleepers).toEqual([2, 1]);
  });
});

it("every worker gets its share: who finds work while searching wakes the next", () => {
  for (const seed of SEEDS) {
    const trace = new TraceRing();
    const runtime = Builder.newMultiThread().workerThreads(4).seed(seed).trace(trace).build();
    runtime.runUntilParked();
    runtime.spawn(
      pollFn(() => {
        for (let i = 0; i < 16; i++) {
          spawn(
            pollFn(() => {
              thread.sleep(10);
              return Poll.Ready(undefined);
            }),
          );
        }
        return Poll.Ready(undefined);
      }),
    );
    runtime.runUntilParked();
    const busy = new Set(
      trace.events().flatMap((event) => (event.kind === "poll-end" ? [event.worker] : [])),
    );
    expect(busy.size).toBe(4);
    // 16 tasks of 10 ms on 4 workers, except for the last, which may be stuck in a LIFO slot.
    expect(runtime.now()).toBeLessThanOrEqual(60);
  }
});

it("the trace tells who goes on the sleepers and who leaves them, as they are", () => {
  for (const seed of SEEDS) {
    const trace = new TraceRing();
    const runtime = Builder.newMultiThread().workerThreads(4).seed(seed).trace(trace).build();
    runtime.runUntilParked();
    runtime.spawn(
      asyncBlock(function* () {
        for (let i = 0; i < 5; i++) {
          spawn(asyncBlock(() => awaited(sleep(i))));
          yield* awaited(yieldNow());
        }
      }),
    );
    runtime.runUntilParked();
    const sleepers: number[] = [];
    const notified: { sleeper: number; last: number | undefined }[] = [];
    for (const event of trace.events()) {
      if (event.kind === "park" && !sleepers.includes(event.worker)) sleepers.push(event.worker);
      if (event.kind === "notify") notified.push({ sleeper: event.sleeper, last: sleepers.pop() });
      if (event.kind === "unpark-by-id") {
        // `swap_remove`
        const last = sleepers.pop() as number;
        if (last !== event.worker) sleepers[sleepers.indexOf(event.worker)] = last;
      }
    }
    expect(notified.filter(({ sleeper, last }) => sleeper !== last)).toEqual([]);
    expect(notified.length).toBeGreaterThan(0);
    expect(sleepers).toEqual(runtime.inspect().sleepers);
    expect(new Set(sleepers)).toEqual(new Set([0, 1, 2, 3]));
  }
});

it("work that comes from outside while the last searcher lies down is not forgotten", () => {
  for (const workers of [1, 2, 3, 8]) {
    for (const seed of SEEDS) {
      const runtime = Builder.newMultiThread().workerThreads(workers).seed(seed).build();
      const done = runtime.blockOn(
        asyncBlock(function* () {
          let done = 0;
          for (let round = 0; round < 20; round++) {
            const handle = spawn(pollFn(() => Poll.Ready(1)));
            // Main is not a worker: its yields return immediately, and the workers continue in the meantime.
            for (let i = 0; i < round % 7; i++) yield* awaited(yieldNow());
            done += yield* awaited(handle);
          }
          return done;
        }),
      );
      expect(done).toBe(20);
    }
  }
});
