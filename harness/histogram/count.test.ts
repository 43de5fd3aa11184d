/** Counting for a picture: right Histograms give their quantiles, and one that miscounts is not believed. */
import { expect, it } from "vitest";
import { countSeries } from "./count.ts";

class Buckets {
  readonly values: number[] = [];
  record(ns: number): void {
    this.values.push(ns);
  }
  count(): number {
    return this.values.length;
  }
  percentile(q: number): number {
    return this.values.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(q * this.values.length)) - 1] ?? 0;
  }
}

class Forgetful extends Buckets {
  override count(): number {
    return Math.min(1, this.values.length);
  }
}

const series = [Array.from({ length: 100 }, (_, i) => i + 1), [7]];

it("counts each series in its own Histogram", () => {
  expect(countSeries(() => ({ Histogram: Buckets }), series)).toEqual({
    kind: "counted",
    series: [
      { p50Ns: 50, p99Ns: 99 },
      { p50Ns: 7, p99Ns: 7 },
    ],
  });
});

it("does not trust one whose count is wrong", () => {
  expect(countSeries(() => ({ Histogram: Forgetful }), series)).toEqual({
    kind: "not-counted",
    reason: "count() says 1 after 100 values.",
  });
});

it("says what is missing, and what was thrown", () => {
  expect(countSeries(() => ({ Histogram: class {} }), series)).toMatchObject({
    kind: "not-counted",
    reason: expect.stringContaining("record"),
  });
  const load = () => {
    throw new RangeError("no");
  };
  expect(countSeries(load, series)).toEqual({ kind: "not-counted", reason: "it threw RangeError: no" });
});
