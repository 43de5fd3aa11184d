import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bootstrapInterval } from "./bootstrap.ts";
import { seededRandom } from "./random.ts";
import { median, pairedRatios, quantiles } from "./stats.ts";

const sample = fc.array(fc.double({ min: 1, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 200 });

describe("order statistics", () => {
  it("the median has equally many samples below and above", () => {
    fc.assert(
      fc.property(sample, (ns) => {
        const middle = median(ns);
        expect(ns.filter((x) => x < middle).length).toBeLessThanOrEqual(ns.length / 2);
        expect(ns.filter((x) => x > middle).length).toBeLessThanOrEqual(ns.length / 2);
      }),
    );
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it("quantiles are the samples at rank ceil(q·n)", () => {
    const ns = Array.from({ length: 1000 }, (_, i) => 1000 - i);
    expect(quantiles(ns)).toEqual({ p50: 500, p90: 900, p99: 990 });
    expect(quantiles([7])).toEqual({ p50: 7, p90: 7, p99: 7 });
    // 99 % of two samples is 1.98 of them, so the second.
    expect(quantiles([1, 100])).toEqual({ p50: 1, p90: 100, p99: 100 });
  });

  it("quantiles sort numbers numerically", () => {
    expect(quantiles([9, 10, 100, 1]).p50).toBe(9);
  });

  it("pairs the values of the same round", () => {
    expect(pairedRatios([10, 30], [5, 10, 99])).toEqual([2, 3]);
  });
});

describe("the bootstrap interval", () => {
  it("holds the median, repeats with its seed, and narrows with more rounds", () => {
    const random = seededRandom(5);
    const ratios = Array.from({ length: 2_000 }, () => 8 + random() - 0.5);
    const few = bootstrapInterval(ratios.slice(0, 30), 1);
    const many = bootstrapInterval(ratios, 1);
    expect(bootstrapInterval(ratios, 1)).toEqual(many);
    expect(many[0]).toBeLessThanOrEqual(median(ratios));
    expect(many[1]).toBeGreaterThanOrEqual(median(ratios));
    expect(many[1] - many[0]).toBeLessThan((few[1] - few[0]) / 2);
  });

  it("covers the true median about 95 times in 100", () => {
    let covered = 0;
    for (let trial = 0; trial < 300; trial++) {
      const random = seededRandom(1000 + trial);
      const [low, high] = bootstrapInterval(Array.from({ length: 60 }, random), trial);
      if (low <= 0.5 && 0.5 <= high) covered++;
    }
    expect(covered).toBeGreaterThan(300 * 0.9);
    expect(covered).toBeLessThan(300);
  });

  it("is a single point when all rounds agree", () => {
    expect(bootstrapInterval([3, 3, 3], 1)).toEqual([3, 3]);
  });
});
