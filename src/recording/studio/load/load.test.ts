/** Tests that a run names the first overload and its cause, that a sweep finds the knee, and that short runs say so. */
import * as v from "valibot";
import { expect, test } from "vitest";
import { Design } from "../schema.ts";
import { STARTS } from "../starts.ts";
import { kneeOf, runLoad, scaledWords, simulatedUs, sweepLoad, sweepScaledWords } from "./load.ts";

/** A feed into a channel, and an owner that needs `us` for each message. */
const owner = (us: number, change: object = {}): Design =>
  v.parse(Design, {
    version: 1,
    name: "An owner",
    workers: 2,
    sources: [{ id: "feed", rate: 2_000 }],
    tasks: [
      { id: "reader", on: [{ from: "feed", does: [{ do: "send", to: "queue" }] }] },
      {
        id: "owner",
        on: [
          {
            from: "queue",
            does: [
              { do: "work", us },
              { do: "write", to: "out" },
            ],
          },
        ],
      },
    ],
    channels: [{ id: "queue", capacity: 32 }],
    sinks: [{ id: "out" }],
    ...change,
  });

function finish<T>(running: Generator<number, T>): T {
  for (;;) {
    const step = running.next();
    if (step.done === true) return step.value;
  }
}

test("a design that keeps up has no overload", () => {
  const result = finish(runLoad(owner(50)));
  expect(result.overload).toBeNull();
  expect(result.delivered).toBeGreaterThan(1_900);
  expect(result.places.slot + result.places.ring + result.places.injection).toBeGreaterThan(1_900);
});

/** Polls of 800 µs would hold up the driver as well, and the socket would be the first to overflow. */
const FASTER = { sources: [{ id: "feed", rate: 20_000 }] };

test("an owner without time is the cause, and the queue in front of it is full first", () => {
  const result = finish(runLoad(owner(80, FASTER)));
  expect(result.overloadedQueue).toBe("queue");
  expect(result.overload).toMatch(
    /^queue is full first \(32 messages\), after .*: the busiest owner is busy 100 %/,
  );
  // The reader waits for room from then on, and what comes waits in its socket.
  expect(result.tasks[0]?.waitedS["room queue"]).toBeGreaterThan(0.3);
});

test("an unbounded queue grows old instead, and a queue that drops loses messages", () => {
  const old = finish(runLoad(owner(800, { channels: [{ id: "queue", capacity: null }] })));
  expect(old.overload).toMatch(/^messages in queue grow old first/);
  const lossy = finish(runLoad(owner(800, { channels: [{ id: "queue", capacity: 32, whenFull: "drop" }] })));
  expect(lossy.dropped).toBeGreaterThan(500);
});

test("workers without time are the cause, too", () => {
  const { tasks } = owner(800);
  const result = finish(
    runLoad(
      owner(800, {
        workers: 1,
        tasks: tasks.map((task, i) => (i === 1 ? { ...task, count: 8 } : task)),
        sources: [{ id: "feed", rate: 2_000, keys: 8 }],
      }),
    ),
  );
  expect(result.overload).toMatch(/the only worker is busy \d+ % of the time/);
});

test("the sweep's knee is where the owner has no time left", () => {
  const { knee, points } = finish(sweepLoad(owner(400)));
  expect(points).toHaveLength(9);
  // 2,500 a second is all that 400 µs allow.
  expect(knee).toBeGreaterThanOrEqual(1_500);
  expect(knee).toBeLessThanOrEqual(2_500);
  expect(kneeOf([{ rate: 1, p99Ns: 10, finished: 0.5, overloadedQueue: null, forMs: 9 }])).toBeNull();
});

test("a sweep says how much of each second it simulated", () => {
  const point = { rate: 1, p99Ns: 10, finished: 1, overloadedQueue: null };
  const ran = (...ms: number[]) =>
    sweepScaledWords({ points: ms.map((forMs) => ({ ...point, forMs })), knee: 1 });
  expect(ran(1_000, 1_000)).toBeNull();
  expect(ran(1_000, 80)).toMatch(/^Each rate ran for 80 ms to 1 s of its second, so that all 2 take/);
  expect(ran(80, 80)).toMatch(/^Each rate ran for 80 ms of its second/);
});

test("the same seed gives the same run, and another one another", () => {
  const p99 = (seed: number) => finish(runLoad(owner(300), seed)).latencies[0]?.meanNs;
  expect(p99(1)).toBe(p99(1));
  expect(p99(2)).not.toBe(p99(1));
});

test("a second of the exchange is simulated whole; a run too long to wait for is shorter, not thinner, and says so", () => {
  for (const name of ["exchange-locked-books", "exchange-owner-per-shard"] as const)
    expect(simulatedUs(STARTS[name])).toBe(1_000_000);
  const tasks = STARTS["exchange-task-per-subscription"];
  expect(simulatedUs(tasks)).toBeLessThan(250_000);
  expect(simulatedUs(tasks)).toBeGreaterThan(100_000);
  const result = finish(runLoad(owner(50), 1, 1_000));
  expect(result.forMs).toBe(249);
  expect(result.offered).toBeLessThan(600);
  expect(scaledWords(result)).toMatch(
    /^Simulated 249 ms of the second \(25 % of it\): in all of it the tasks take about [34],\d00 messages, .* only the run is shorter\.$/,
  );
  expect(scaledWords(finish(runLoad(owner(50))))).toBeNull();
});

test("a run whose messages multiply stops, and says so", () => {
  const twice = { do: "send", to: "round" };
  const design = owner(50, {
    tasks: [
      { id: "reader", on: [{ from: "feed", does: [twice] }] },
      { id: "copier", on: [{ from: "round", does: [twice, twice] }] },
    ],
    channels: [{ id: "round", capacity: null }],
  });
  const result = finish(runLoad(design, 1, 5_000));
  expect(result.stopped).toBe(true);
  expect(scaledWords(result)).toMatch(
    /^Stopped after [\d.]+ ms of the second .*: by then \d+ messages had led to [\d,]+ for its tasks/,
  );
});

test("a task looks at its tick on a whole millisecond, as tokio's timers fire; a thread of its own at any time", () => {
  const earliestMs = (runsOn: string): number => {
    const { latencies } = finish(
      runLoad(
        owner(50, {
          sources: [{ id: "feed", rate: 100, arrivals: "even" }],
          tasks: [
            { id: "reader", on: [{ from: "feed", does: [{ do: "send", to: "prices" }] }] },
            {
              id: "follower",
              count: 4,
              runsOn,
              on: [{ from: "prices", everyUs: 10_000, does: [{ do: "write", to: "out" }] }],
            },
          ],
          channels: [{ id: "prices", kind: "watch" }],
        }),
      ),
    );
    return (latencies.find(({ via }) => via === "prices")?.bins[0]?.lowNs ?? 0) / 1e6;
  };
  // A price each 10 ms, looked at 2.5 ms later and more.
  expect(earliestMs("thread")).toBeCloseTo(2.5, 1);
  expect(earliestMs("runtime")).toBeCloseTo(3, 1);
});
