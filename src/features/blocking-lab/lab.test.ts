/** The lab on the model: the effect of each strategy on the other tasks, and that every run is the model's. */
import { describe, expect, it } from "vitest";
import { PRESETS } from "./handler.ts";
import type { Handler, Step } from "./handler.ts";
import { arrivalsMs, runLab } from "./run.ts";
import { remedyOf, SLICE_MS, STRATEGIES } from "./strategies.ts";
import type { Strategy } from "./strategies.ts";
import { summarise } from "./summary.ts";
import type { Summary } from "./summary.ts";

const handler = (...steps: [Step["kind"], number][]): Handler => ({
  name: "h",
  steps: steps.map(([kind, ms]) => ({ kind, ms, what: "", remedy: "inline" })),
});
const LOAD = { requestsPerSecond: 100, workers: 2 };
const sums = (of: Handler, strategy: Strategy, load = LOAD): Summary => summarise(runLab(of, load, strategy));
const MS = 1e6;

describe("8 ms of computing between two awaits", () => {
  const compute = handler(["await", 2], ["cpu", 8], ["await", 1]);

  it("inline, holds workers for all of it, and the others wait about as long", () => {
    const { others, longestPollMs, threads } = sums(compute, "inline");
    expect(longestPollMs).toBe(8);
    expect(others.maxNs).toBeGreaterThan(4 * MS);
    expect(threads).toBe(2);
  });

  it.each(["spawn_blocking", "rayon", "block_in_place"] as const)(
    "by %s, holds no worker at all",
    (strategy) => {
      const { others, longestPollMs, threads } = sums(compute, strategy);
      expect(longestPollMs).toBe(0);
      expect(others.maxNs).toBeLessThan(0.1 * MS);
      expect(threads).toBeGreaterThan(2);
    },
  );

  it("in a loop that yields, holds a worker for one piece, and lasts longer in all", () => {
    const yielding = sums(compute, "yield");
    expect(yielding.longestPollMs).toBeCloseTo(SLICE_MS, 6);
    expect(yielding.others.p99Ns).toBeLessThan(0.2 * MS);
    expect(yielding.requests.p99Ns).toBeGreaterThan(sums(compute, "spawn_blocking").requests.p50Ns);
  });

  it("past what the processors can do, a pool without bound grows, and rayon's does not", () => {
    const heavy = { requestsPerSecond: 400, workers: 2 };
    expect(sums(compute, "rayon", heavy).threads).toBe(4);
    const unbounded = sums(compute, "spawn_blocking", heavy);
    expect(unbounded.threads).toBeGreaterThan(50);
    // 2 processors, 1 s, 8 ms each: nobody can finish more than 250.
    expect(unbounded.finished).toBeLessThanOrEqual(250);
    expect(unbounded.finished).toBeGreaterThan(200);
  });
});

it("a trip to another thread takes no time here: as Day 2 says, moving 20 µs looks free", () => {
  const small = handler(["cpu", 0.02]);
  const few = { requestsPerSecond: 20, workers: 2 };
  const inline = sums(small, "inline", few).requests.p50Ns;
  for (const strategy of ["spawn_blocking", "rayon", "block_in_place"] as const)
    expect(Math.abs(sums(small, strategy, few).requests.p50Ns - inline)).toBeLessThan(1_000);
});

describe("other kinds of steps", () => {
  it("a file read cannot be cut: yielding changes nothing", () => {
    const reads = handler(["file", 5], ["await", 1]);
    expect(runLab(reads, LOAD, "yield")).toEqual({ ...runLab(reads, LOAD, "inline"), strategy: "yield" });
  });

  it("waiting for a disk needs no processor: 40 reads at once take no longer than one", () => {
    const { requests, threads } = sums(handler(["file", 100]), "spawn_blocking", {
      requestsPerSecond: 400,
      workers: 2,
    });
    expect(threads).toBeGreaterThan(30);
    expect(requests.p50Ns).toBeLessThan(103 * MS);
  });

  it.each(["inline", "spawn_blocking", "block_in_place"] as const)(
    "a std lock admits one at a time (%s)",
    (strategy) => {
      // 100 a second for 15 ms each, one after another: at most 66 can be through.
      const { finished } = sums(handler(["lock", 15]), strategy, { requestsPerSecond: 100, workers: 4 });
      expect(finished).toBeLessThanOrEqual(66);
      expect(finished).toBeGreaterThan(50);
    },
  );

  it("your choice gives each step its own remedy, and ignores one that cannot work", () => {
    const [cpu, file] = handler(["cpu", 3], ["file", 2]).steps as [Step, Step];
    expect(remedyOf({ ...cpu, remedy: "rayon" }, "yours")).toBe("rayon");
    expect(remedyOf({ ...file, remedy: "yield" }, "yours")).toBe("inline");
    expect(remedyOf(file, "yield")).toBe("inline");
    const mixed: Handler = { name: "m", steps: [{ ...cpu, remedy: "rayon" }, file] };
    expect(sums(mixed, "yours").longestPollMs).toBeCloseTo(2, 6);
  });
});

it("without anything that blocks, every strategy is the same run", () => {
  const idle = handler(["await", 3]);
  const [first, ...others] = STRATEGIES.map((strategy) => ({
    ...runLab(idle, LOAD, strategy),
    strategy: "inline",
  }));
  for (const other of others) expect(other).toEqual(first);
  expect(first?.threads).toBe(LOAD.workers);
});

it.each(STRATEGIES)("no thread holds two things at once (%s)", (strategy) => {
  const { segments } = runLab(PRESETS[0] as Handler, { requestsPerSecond: 300, workers: 3 }, strategy);
  const heldUntilMs = new Map<number, number>();
  const overlapping = segments
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .filter(({ lane, fromMs, toMs }) => {
      const until = heldUntilMs.get(lane) ?? 0;
      heldUntilMs.set(lane, toMs);
      return fromMs < until - 1e-9;
    });
  expect(overlapping).toEqual([]);
  expect(heldUntilMs.size).toBeGreaterThan(1);
});

it("is decided by its seed alone, arrivals included", () => {
  const run = () => runLab(PRESETS[1] as Handler, LOAD, "spawn_blocking", 5);
  expect(run()).toEqual(run());
  expect(arrivalsMs(200, 1)).toEqual(arrivalsMs(200, 1));
  expect(arrivalsMs(200, 1)).not.toEqual(arrivalsMs(200, 2));
  expect(arrivalsMs(500, 3).length).toBeGreaterThan(400);
  expect(arrivalsMs(500, 3).length).toBeLessThan(600);
});
