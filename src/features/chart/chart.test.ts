import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LogHistogram } from "./log-histogram.ts";
import { SampleBook } from "./sample-book.ts";
import { formatNs, formatRatio } from "../../lib/units.ts";
import { decadesAround, outline, shareCeiling } from "./scale.ts";

const samples = fc.array(fc.double({ min: 1, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 300 });

describe("the display histogram", () => {
  it("gives every quantile within a quarter of a percent of the sample at its rank", () => {
    fc.assert(
      fc.property(samples, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, q) => {
        const histogram = new LogHistogram();
        values.forEach((value) => histogram.add(value));
        const exact = values.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(q * values.length)) - 1]!;
        expect(Math.abs(histogram.quantile(q) / exact - 1)).toBeLessThan(0.00245);
      }),
    );
  });

  it("shares sum to one over its extent", () => {
    fc.assert(
      fc.property(samples, (values) => {
        const histogram = new LogHistogram();
        values.forEach((value) => histogram.add(value));
        const sum = histogram.shares(0, 10, 24).reduce((total, share) => total + share, 0);
        expect(sum).toBeCloseTo(1, 9);
        const [low, high] = histogram.extent()!;
        expect(10 ** low).toBeLessThanOrEqual(Math.min(...values) * 1.0001);
        expect(10 ** high).toBeGreaterThanOrEqual(Math.max(...values) * 0.9999);
      }),
    );
  });

  it("has an interval around the median that narrows as samples come", () => {
    const histogram = new LogHistogram();
    const width = () => {
      const [low, high] = histogram.medianInterval();
      return high / low;
    };
    for (let i = 0; i < 100; i++) histogram.add(100 + i);
    const wide = width();
    for (let i = 0; i < 9_900; i++) histogram.add(100 + (i % 100));
    expect(width()).toBeLessThan(wide);
    expect(histogram.medianInterval()[0]).toBeLessThanOrEqual(histogram.quantile(0.5));
  });

  it("keeps single outliers out of its bulk", () => {
    const histogram = new LogHistogram();
    for (let i = 0; i < 999; i++) histogram.add(100);
    histogram.add(1e7);
    expect(histogram.bulk()!.map((exponent) => Math.round(exponent * 100))).toEqual([200, 200]);
    expect(histogram.extent()![1]).toBeGreaterThanOrEqual(7);
    expect(new LogHistogram().bulk()).toBeNull();
  });

  it("is empty before the first sample", () => {
    const histogram = new LogHistogram();
    expect(histogram.quantile(0.5)).toBeNaN();
    expect(histogram.extent()).toBeNull();
    expect([...histogram.shares(1, 2, 4)]).toEqual([0, 0, 0, 0]);
  });
});

describe("the sample book", () => {
  it("forgets a discarded worker as if it had never been", () => {
    const worker = fc.record({ inline: samples, spawn: samples, control: samples });
    fc.assert(
      fc.property(worker, worker, (kept, gone) => {
        const book = new SampleBook();
        book.add(0, kept);
        book.add(1, gone);
        book.discard(1);
        const only = new SampleBook();
        only.add(0, kept);
        expect([...book.rounds()]).toEqual([...only.rounds()]);
        for (const key of ["inline", "spawn", "ratio", "control"] as const) {
          expect(book.counted[key].total).toBe(only.counted[key].total);
          expect(book.counted[key].quantile(0.9)).toEqual(only.counted[key].quantile(0.9));
        }
      }),
    );
  });

  it("tells its listeners, and no longer once they have left", () => {
    const book = new SampleBook();
    let told = 0;
    const leave = book.subscribe(() => told++);
    book.add(0, { inline: [1], spawn: [2], control: [1] });
    book.discard(7);
    book.clear();
    leave();
    book.clear();
    expect(told).toBe(2);
    expect(book.version()).toBe(3);
  });

  it("pairs the ratio within its own round", () => {
    const book = new SampleBook();
    book.add(0, { inline: [10, 100], spawn: [80, 800], control: [10, 100] });
    expect(book.counted.ratio.quantile(0)).toBeCloseTo(8, 1);
    expect(book.counted.ratio.quantile(1)).toBeCloseTo(8, 1);
    expect(book.counted.control.quantile(0.5)).toBeCloseTo(1, 1);
  });
});

describe("the axes", () => {
  it("stay where they are for nearly every machine, and grow in half decades around what lies beyond", () => {
    expect(decadesAround([null])).toEqual([1, 4]);
    expect(decadesAround([[1.5, 3.8], null])).toEqual([1, 4]);
    expect(decadesAround([[0.4, 4.2]])).toEqual([0, 4.5]);
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 9, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (from, span) => {
          const [low, high] = decadesAround([[from, Math.min(9.5, from + span)], null]);
          expect(low).toBeLessThan(from);
          expect(high).toBeGreaterThan(Math.min(9.5, from + span));
          expect(low * 2).toBe(Math.round(low * 2));
        },
      ),
    );
  });

  it("write times in the unit that needs no zeros", () => {
    expect([0.84, 47.2, 99.96, 999.4, 1000, 12_345, 1e6, 2.5e9, NaN].map(formatNs)).toEqual([
      "0.84 ns",
      "47.2 ns",
      "100 ns",
      "999 ns",
      "1 µs",
      "12.3 µs",
      "1 ms",
      "2.5 s",
      "–",
    ]);
    expect([9.994, 1, 34.25, 120.4].map(formatRatio)).toEqual(["9.99×", "1×", "34.3×", "120×"]);
  });

  it("grow in few steps", () => {
    expect([0.01, 0.15, 0.3, 0.55, 1].map(shareCeiling)).toEqual([0.1, 0.2, 0.4, 0.6, 1]);
  });

  it("draw nothing where there is nothing", () => {
    expect(outline([100, 50, 75, 100, 75], 100, 0, 10)).toBe(
      "M10.0,100.0V50.0H20.0V75.0H30.0V100.0ZM40.0,100.0V75.0H50.0V100.0Z",
    );
    expect(outline([5, 5, 5], 5, 0, 1)).toBe("");
  });
});
