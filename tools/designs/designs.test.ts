/** The model's run under load against real tokio: latency of the same order of magnitude, and the same queue that overflows first. */
import { describe, expect, test } from "vitest";
import { formatNs } from "../../src/lib/units.ts";
import { designOf, firstOverload, LOADS, onModel, recorded } from "./designs.ts";

/** Half an order of magnitude: between a third of it and three times as much. */
const near = (model: number, real: number): string =>
  Math.abs(Math.log10(model / real)) < 0.5 ? "near" : `model ${formatNs(model)}, tokio ${formatNs(real)}`;
const { runs } = recorded();

test("every load is recorded, several times", () => {
  expect(runs.map(({ name, rate }) => ({ name, rate }))).toEqual(
    LOADS.map(({ name, rate }) => ({ name, rate })),
  );
  for (const { seen } of runs) expect(seen.length).toBeGreaterThanOrEqual(5);
});

describe.each(LOADS.map((load, i) => ({ load, seen: runs[i]?.seen ?? [] })))(
  "$load.name at $load.rate a second",
  ({ load, seen }) => {
    const model = onModel(load);

    test("mean and median latency are of the same order of magnitude", () => {
      for (const { name, meanNs, quantilesNs } of model.latencies)
        for (const { latencies } of seen) {
          const real = latencies[name];
          if (real === undefined) throw new Error(`nothing of ${name} was recorded`);
          expect(near(meanNs, real.meanNs)).toBe("near");
          expect(near(quantilesNs.p50, real.p50Ns)).toBe("near");
        }
    });

    test(`the same queue overflows first: ${model.overloadedQueue ?? "none"}`, () => {
      expect(seen.map(firstOverload)).toEqual(seen.map(() => model.overloadedQueue));
    });
  },
);

test("the loads are four designs, each with and without overload", () => {
  const first = LOADS.map((load) => [designOf(load).name, onModel(load).overloadedQueue]);
  expect(first.map(([, queue]) => queue)).toEqual([
    null,
    "quotes",
    null,
    "orders",
    null,
    "log-lines",
    null,
    "orders",
  ]);
  expect(new Set(first.map(([name]) => name)).size).toBe(4);
});
