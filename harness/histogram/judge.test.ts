/** The band and the rank agree with the arithmetic behind them. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inBand, sampleAtRank } from "./judge.ts";

const latency = fc.double({ min: 1, max: 2 ** 32 - 1, noNaN: true });
const bucketOf = (ns: number): number => Math.floor(Math.log2(ns) * 4);

describe("the band", () => {
  it("holds the upper bound of every sample's bucket, whole or not", () => {
    fc.assert(
      fc.property(latency, (ns) => {
        const bound = 2 ** ((bucketOf(ns) + 1) / 4);
        for (const answer of [bound, Math.floor(bound), Math.ceil(bound), Math.ceil(bound) - 1]) {
          expect(inBand(answer, ns)).toBe(true);
        }
      }),
    );
  });

  it("holds the largest sample of a bucket, and no bound two buckets on", () => {
    fc.assert(
      fc.property(latency, (ns) => {
        fc.pre(ns > 20);
        expect(inBand(ns, ns)).toBe(true);
        expect(inBand(2 ** ((bucketOf(ns) + 3) / 4), ns)).toBe(false);
      }),
    );
  });

  it.each([NaN, Infinity, -1, 0])("holds no %d", (answer) => expect(inBand(answer, 1000)).toBe(false));
});

describe("the rank", () => {
  it("leaves at least a share q of the samples at or below", () => {
    const qs = fc.constantFrom(0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), qs, (n, q) => {
        const sorted = Array.from({ length: n }, (_, index) => index + 1);
        const rank = sampleAtRank(sorted, q);
        expect(rank).toBeGreaterThanOrEqual(q * n);
        expect(rank - 1).toBeLessThan(q * n);
      }),
    );
  });
});
