/** What the lab's charts draw and what their tables say come from the same rows. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatNs } from "../../lib/units.ts";
import { heldRows } from "./held-rows.ts";
import { STRATEGIES, type Strategy } from "./strategies.ts";
import type { Summary } from "./summary.ts";
import type { SweepPoint } from "./sweep.ts";
import { cellOf, exponentOf, spread, sweepDomain, sweepRows } from "./sweep-rows.ts";

const summaryOf = (strategy: Strategy, longestPollMs: number): Summary => ({
  strategy,
  longestPollMs,
  others: { p50Ns: 1, p99Ns: 1, maxNs: 1 },
  requests: { p50Ns: 1, p99Ns: 1, maxNs: 1 },
  offered: 1,
  finished: 1,
  finishedPerSecond: 1,
  threads: 1,
});

describe("held work", () => {
  it("has a bar as long as the table's time, within the rule or over it", () => {
    expect(
      heldRows([summaryOf("inline", 4), summaryOf("yield", 0.05), summaryOf("rayon", 0.1)]).map(
        ({ words, within, over }) => [words, within?.toFixed(2), over?.toFixed(2)],
      ),
    ).toEqual([
      ["4 ms", undefined, "3.60"],
      ["50 µs", "1.70", undefined],
      ["100 µs", "2.00", undefined],
    ]);
  });

  it("has no bar where nothing is held, and none longer than the axis", () => {
    expect(heldRows([summaryOf("rayon", 0), summaryOf("inline", 5_000)])).toMatchObject([
      { words: "0, off the worker", within: 0 },
      { words: "5 s", over: 6 },
    ]);
  });
});

const pointOf = (strategy: Strategy, requestsPerSecond: number, othersP99Ns: number): SweepPoint => ({
  strategy,
  requestsPerSecond,
  othersP99Ns,
  offered: 10,
  finished: 9,
});

describe("the sweep", () => {
  it("has a row for each load, and every point is in its row, in its cell and on its axis", () => {
    const point = fc.record({
      strategy: fc.constantFrom(...STRATEGIES),
      rate: fc.integer({ min: 1, max: 5_000 }),
      ns: fc.integer({ min: 0, max: 5_000_000_000 }),
    });
    const points = fc.uniqueArray(point, {
      minLength: 1,
      maxLength: 40,
      selector: ({ strategy, rate }) => `${strategy} ${rate}`,
    });
    fc.assert(
      fc.property(points, fc.integer({ min: 1_000, max: 1_000_000_000 }), (all, budgetNs) => {
        const made = all.map(({ strategy, rate, ns }) => pointOf(strategy, rate, ns));
        const rows = sweepRows(made);
        const [low, high] = sweepDomain(made, budgetNs);
        const rates = rows.map(({ rate }) => rate);
        expect(rates).toEqual([...new Set(rates)].toSorted((a, b) => a - b));
        expect(exponentOf(budgetNs)).toBeLessThanOrEqual(high);
        for (const one of made) {
          const drawn = rows.find(({ rate }) => rate === one.requestsPerSecond)?.[one.strategy];
          expect(drawn).toBe(one);
          expect(cellOf(drawn)).toBe(`${formatNs(one.othersP99Ns)}, 9/10`);
          expect(exponentOf(one.othersP99Ns)).toBeGreaterThanOrEqual(low);
          expect(exponentOf(one.othersP99Ns)).toBeLessThanOrEqual(high);
        }
      }),
    );
  });

  it("keeps the names at the lines' ends apart, in order and on the plot", () => {
    expect(spread([5, 5, 4.9, 1], 0.5, [0, 6])).toEqual([5, 4.5, 4, 1]);
    expect(spread([0.1, 0], 0.5, [0, 6])).toEqual([0.5, 0]);
    expect(spread([6, 6], 0.5, [0, 6])).toEqual([6, 5.5]);
  });
});
