/** The histogram compared with sorting: every quantile is within 1/128 above the exact value, never below it. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { HdrHistogram } from "./hdr-histogram.ts";

it("gives the highest equivalent of the value at ceil(q × n)", () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 1_000_000_000 }));
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, q) => {
        const histogram = new HdrHistogram();
        for (const one of values) histogram.record(one);
        const sorted = values.toSorted((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(q * values.length)) - 1] as number;
        const answer = histogram.quantile(q);
        const [low, high] = q === 0 ? [exact - exact / 128, exact] : [exact, exact + exact / 128];
        expect(answer).toBeGreaterThanOrEqual(low);
        expect(answer).toBeLessThanOrEqual(high);
      },
    ),
  );
});

it("is exact from 0 to 255; from 256 on two neighbours share a bin", () => {
  const bins = (values: number[]) => {
    const histogram = new HdrHistogram();
    for (const one of values) histogram.record(one);
    return [...histogram.bins()];
  };
  expect(bins([0, 255]).map(({ low, high }) => [low, high])).toEqual([
    [0, 0],
    [255, 255],
  ]);
  expect(bins([256, 257])).toEqual([{ low: 256, high: 257, count: 2 }]);
  expect(bins([511, 512])).toEqual([
    { low: 510, high: 511, count: 1 },
    { low: 512, high: 515, count: 1 },
  ]);
});

it("clamps values above the maximum and counts them as outliers", () => {
  const histogram = new HdrHistogram();
  histogram.record(2_500_000_000);
  histogram.record(5);
  expect(histogram.outliers).toBe(1);
  expect(histogram.highestOutlier).toBe(2_500_000_000);
  expect(histogram.quantile(1)).toBeGreaterThanOrEqual(1_000_000_000);
  expect(histogram.quantile(1)).toBeLessThan(1_000_000_000 * (1 + 1 / 128));
});
