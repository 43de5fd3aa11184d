/** The small histogram of a task's details: its columns agree with the percentiles in the table beside it. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { HdrHistogram } from "../../lib/hdr-histogram.ts";
import { columnTicks, miniHistogram, percentilesOf } from "./percentiles.ts";

function of(values: readonly number[]): HdrHistogram {
  const histogram = new HdrHistogram();
  for (const value of values) histogram.record(value);
  return histogram;
}
const values = fc.array(fc.integer({ min: 0, max: 900_000_000 }), { minLength: 1, maxLength: 200 });

it("counts every value once, and agrees with the table up to each percentile's column", () => {
  fc.assert(
    fc.property(values, (all) => {
      const histogram = of(all);
      const { columns } = miniHistogram(histogram, 32)!;
      expect(columns.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
      for (const { name, ns } of percentilesOf(histogram)) {
        const upTo = columns.filter(({ fromNs }) => fromNs <= Math.max(1, ns) * (1 + 1e-9));
        const share = upTo.reduce((sum, { count }) => sum + count, 0) / all.length;
        expect(share * 100).toBeGreaterThanOrEqual(Number(name.slice(1)) - 1e-6);
      }
    }),
  );
});

it("is empty before the first value", () => {
  expect(miniHistogram(of([]), 32)).toBeNull();
});

it("labels round times, or both ends if there is no room for two", () => {
  const wide = miniHistogram(of([1_000, 100_000]), 4)!;
  expect(columnTicks(wide, 240).map(({ text }) => text)).toEqual([
    "1 µs",
    "3 µs",
    "10 µs",
    "30 µs",
    "100 µs",
  ]);
  expect(columnTicks(wide, 240)[0]!.at).toBeCloseTo(-0.5, 1);
  const withNought = miniHistogram(of([0, 1_000_000]), 4)!;
  expect([columnTicks(withNought, 400)[0], withNought.columns[0]]).toMatchObject([
    { text: "0" },
    { fromNs: 0 },
  ]);
  const narrow = miniHistogram(of([3_000_000, 4_000_000]), 4)!;
  expect(columnTicks(narrow, 100).map(({ at }) => at)).toEqual([-0.5, 3.5]);
  expect(columnTicks(miniHistogram(of([0]), 4)!, 100)).toEqual([{ at: -0.5, text: "0" }]);
});
