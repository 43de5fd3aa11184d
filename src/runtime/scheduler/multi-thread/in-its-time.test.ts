/** After a poll has blocked, its effects happen at its own time, and it sees others as of that time; other threads may act between two of its effects. */
import { describe, expect, it } from "vitest";
import {
  asyncBlock,
  awaited,
  Builder,
  mpsc,
  Mutex,
  now,
  oneshot,
  pollFn,
  Poll,
  seam,
  sleep,
  spawn,
  thread,
} from "../../index.ts";
import type { Runtime } from "../../index.ts";

const RUNS = (["any", "usual"] as const).flatMap((order) =>
  Array.from({ length: 25 }, (_, seed) => ({ order, seed })),
);

type Body = () => Generator<unknown, void, unknown>;

function runAll(order: "any" | "usual", seed: number, workers: number, ...bodies: Body[]): Runtime {
  const runtime = Builder.newMultiThread().workerThreads(workers).seed(seed).order(order).build();
  for (const body of bodies) runtime.spawn(asyncBlock(body));
  runtime.runUntilParked();
  expect(runtime.inspect().tasks).toEqual([]);
  return runtime;
}

describe.each(RUNS)("order $order, seed $seed", ({ order, seed }) => {
  it("a message is not received before it is sent", () => {
    const [tx, rx] = mpsc.channel<number>(4);
    let receivedMs = NaN;
    runAll(
      order,
      seed,
      2,
      function* () {
        yield* thread.sleepHere(80);
        yield* awaited(tx.send(1));
      },
      function* () {
        yield* thread.sleepHere(40);
        yield* awaited(rx.recv());
        receivedMs = now();
      },
    );
    expect(receivedMs).toBe(80);
  });

  it("a mutex that somebody holds is not locked", () => {
    const mutex = new Mutex(0);
    const held: [number, number][] = [];
    const holder = (beforeMs: number, forMs: number): Body =>
      function* () {
        yield* thread.sleepHere(beforeMs);
        const guard = yield* awaited(mutex.lock());
        const fromMs = now();
        yield* thread.sleepHere(forMs);
        held.push([fromMs, now()]);
        guard.drop();
      };
    runAll(order, seed, 3, holder(0, 80), holder(40, 10), holder(60, 5));
    const sorted = held.toSorted(([a], [b]) => a - b);
    const overlaps = sorted.filter(([fromMs], i) => i > 0 && fromMs < sorted[i - 1]![1]);
    expect(overlaps).toEqual([]);
    expect(sorted[0]).toEqual([0, 80]);
  });

  it("a task that is aborted during its poll is cancelled at the end of it, and not before the abort", () => {
    let [stoodAtMs, droppedMs] = [NaN, NaN];
    runAll(order, seed, 2, function* () {
      const child = spawn(
        asyncBlock(function* () {
          try {
            yield* thread.sleepHere(100);
            stoodAtMs = now();
            yield* awaited(sleep(1_000));
          } finally {
            droppedMs = now();
          }
        }),
      );
      // Lets the child start elsewhere.
      yield* awaited(sleep(5));
      child.abort();
    });
    expect([stoodAtMs, droppedMs]).toEqual([100, 100]);
  });

  it("a child that another worker has finished meanwhile is joined in the same poll, or waited for; never lost", () => {
    let joined = 0;
    runAll(order, seed, 2, function* () {
      const child = spawn(asyncBlock(function* () {}));
      yield* seam();
      yield* awaited(child);
      joined++;
    });
    expect(joined).toBe(1);
  });

  it("a poll written by hand is one step, and does at its own time what it can", () => {
    const [tx, rx] = oneshot.channel<number>();
    let receivedMs = NaN;
    runAll(
      order,
      seed,
      2,
      function* () {
        receivedMs = yield* awaited(rx);
        expect(now()).toBe(receivedMs);
      },
      function* () {
        yield* awaited(sleep(1));
        yield* awaited(
          pollFn(() => {
            thread.sleep(20);
            tx.send(now());
            return Poll.Ready(undefined);
          }),
        );
      },
    );
    expect(receivedMs).toBe(21);
  });
});

it("others act between two effects of a poll: a join may find its child finished in the poll that spawned it", () => {
  const polls = new Set<number>();
  for (let seed = 0; seed < 200; seed++) {
    let count = 0;
    runAll("any", seed, 2, function* () {
      const child = spawn(asyncBlock(function* () {}));
      // The next takes the LIFO slot, and the first can be stolen.
      spawn(asyncBlock(function* () {}));
      yield* seam();
      const join = awaited(child);
      // Each look at the child is a poll of the parent.
      yield* awaited(
        pollFn((cx) => {
          count++;
          return child.isFinished() ? Poll.Ready(undefined) : (cx.waker.wakeByRef(), Poll.Pending);
        }),
      );
      yield* join;
    });
    polls.add(Math.min(2, count));
  }
  expect(polls).toEqual(new Set([1, 2]));
});
