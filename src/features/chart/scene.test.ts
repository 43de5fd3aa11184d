/** Tests the marks that the latency chart draws: measurements, predictions, and real tokio on the same axis. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BenchProfile } from "../../../harness/report.ts";
import type { TokioRun } from "../../progress/schema.ts";
import type { Mark } from "./marks.ts";
import { nsAt, plotOf, ROW_PX, SERIES_PX, xOf } from "./plot.ts";
import { baseOf, realSeriesOf, sharesOf, smallTops } from "./real-series.ts";
import { SampleBook } from "./sample-book.ts";
import { quantilesCsv } from "./save.ts";
import { marksOf, rowsOf, type Drawn } from "./scene.ts";
import { quantilesOf } from "./log-histogram.ts";
import { axesOf } from "./use-frame.ts";
import { profileOf, tokioRunOf } from "./testing.ts";

const profile: BenchProfile = {
  ...profileOf("debug"),
  inline: { p50: 100, p90: 110, p99: 120 },
  spawn: { p50: 800, p90: 900, p99: 1000 },
};
const runOf = (change: Partial<TokioRun>, of: Partial<BenchProfile> = {}): TokioRun => ({
  ...tokioRunOf("current_thread", { ...profile, ...of }),
  ...change,
});

const plot = plotOf(700, true, 0);
const drawn = (change: Partial<Drawn>): Drawn => ({
  book: new SampleBook(),
  decades: [1, 4],
  ceiling: 0.2,
  recorded: undefined,
  guess: undefined,
  earlierRuns: [],
  series: [],
  ...change,
});
const words = (marks: readonly Mark[]) => marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));

describe("the scene", () => {
  it("has no marks before there is anything", () => {
    expect(marksOf(drawn({}), plot)).toEqual([]);
  });

  it("names both medians, both p99s and the bracket, whose number is above the chart", () => {
    expect(words(marksOf(drawn({ recorded: profile }), plot))).toEqual(
      expect.arrayContaining(["inline p50 100 ns", "p99 120 ns", "spawn p50 800 ns", "p99 1 µs", "measured"]),
    );
  });

  it("asks for what was not said yet, and draws only what was said once it is too late", () => {
    const guess = { prediction: { ratio: 5 }, open: true };
    expect(words(marksOf(drawn({ guess }), plot))).toEqual(
      expect.arrayContaining(["you: 5×", "your inline p99 ?", "your spawn p99 ?"]),
    );
    const after = words(marksOf(drawn({ guess: { ...guess, open: false }, recorded: profile }), plot));
    expect(after.filter((text) => text.includes("you"))).toEqual(["your guess"]);
  });

  it("stretches the bracket of the guess to the truth", () => {
    const guess = { prediction: { ratio: 2 }, open: false };
    const row = marksOf(drawn({ guess, recorded: profile }), plot).filter(
      (mark) => mark.kind === "line" && mark.from[1] === ROW_PX.guessRatio,
    );
    // From inline's median of 100 ns: guessed to 200, measured to 800.
    expect(row).toMatchObject([
      { from: [2, 84], to: [Math.log10(200), 84] },
      { from: [Math.log10(200), 84], to: [Math.log10(800), 84] },
    ]);
  });

  it("keeps every word inside the drawing, wherever things are", () => {
    const ns = fc.double({ min: 10, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(
        ns,
        ns,
        fc.double({ min: 1, max: 100, noNaN: true }),
        fc.constantFrom(280, 358, 700),
        (...all) => {
          const [inlineP99Ns, spawnP99Ns, ratio, width] = all;
          const prediction = { inlineP99Ns, spawnP99Ns, ratio };
          const on = plotOf(width, true, 1);
          const series = realSeriesOf([runOf({})]);
          for (const mark of marksOf(drawn({ guess: { prediction, open: true }, series }), on)) {
            if (mark.kind !== "text") continue;
            const long = mark.text.length * 6.6;
            const x = xOf(on, [1, 4], mark.at[0]) + mark.dx;
            const left = mark.anchor === "start" ? x : mark.anchor === "end" ? x - long : x - long / 2;
            expect(left).toBeGreaterThanOrEqual(-1);
            expect(left + long).toBeLessThanOrEqual(width + 1);
          }
        },
      ),
    );
  });
});

const positive = fc.double({ min: 20, max: 5_000, noNaN: true });
const bookOf = (inline: readonly number[], spawn: readonly number[]) => {
  const book = new SampleBook();
  book.add(0, { inline, spawn, control: inline });
  return book;
};

describe("samples that were kept", () => {
  it("draw the same picture on a later visit", () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1, maxLength: 200 }), (samples) => {
        const book = bookOf(
          samples,
          samples.map((ns) => ns * 7),
        );
        const again = new SampleBook();
        again.restore("then", book.histogram());
        expect(again.of).toBe("then");
        expect(rowsOf(again, [1, 5])).toEqual(rowsOf(book, [1, 5]));
      }),
    );
  });

  it("give way to what is measured next, and to a measurement without any", () => {
    const book = bookOf([50], [400]);
    book.restore("older", undefined);
    expect(book.counted.inline.total).toBe(0);
    expect(book.histogram()).toBeUndefined();
  });
});

describe("the rows of the chart", () => {
  it("agree with the table: half of a side's samples lie up to the bin of its p50, nearly all up to that of its p99", () => {
    const samples = fc.array(positive, { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(samples, samples, (inline, spawn) => {
        const book = bookOf(inline, spawn);
        const rows = rowsOf(book, [1, 4]);
        for (const side of ["inline", "spawn"] as const) {
          const table = quantilesOf(book.counted[side]);
          for (const [ns, share] of [
            [table.p50, 0.5],
            [table.p99, 0.99],
          ] as const) {
            const upTo = rows.filter(({ exponent }) => exponent - 0.5 / 24 <= Math.log10(ns));
            const sum = (of: typeof rows) => of.reduce((total, row) => total + row[side], 0);
            expect(sum(upTo)).toBeGreaterThanOrEqual(share - 1e-9);
            expect(sum(upTo.slice(0, -1))).toBeLessThan(share + 1e-9);
          }
        }
      }),
    );
  });
});

describe("the share axis", () => {
  const spiky = bookOf(Array(40).fill(100), Array(40).fill(900));
  const flat = bookOf(
    Array.from({ length: 40 }, (_, i) => 30 * 1.1 ** (i % 5)),
    Array.from({ length: 40 }, (_, i) => 900 * 1.1 ** (i % 5)),
  );

  it("has room for the fullest bin", () => {
    expect(axesOf(spiky, undefined, [], false).ceiling).toBe(1);
  });

  it("waits under a stream until there are enough samples, and comes down only by more than half", () => {
    expect(axesOf(bookOf([100], [900]), undefined, [], true).ceiling).toBe(0.2);
    const high = axesOf(spiky, undefined, [], true);
    expect(high.ceiling).toBe(1);
    expect(axesOf(flat, undefined, [], true, high).ceiling).toBeLessThan(0.5);
    const half = { ...high, ceiling: 0.4 };
    expect(axesOf(flat, undefined, [], true, half)).toBe(half);
    expect(axesOf(flat, undefined, [], false, half).ceiling).toBeLessThan(0.4);
  });
});

describe("the axis", () => {
  it("goes from ns to px and back", () => {
    fc.assert(
      fc.property(fc.double({ min: 10, max: 10_000, noNaN: true }), (ns) => {
        expect(nsAt(plot, [1, 4], xOf(plot, [1, 4], Math.log10(ns))) / ns).toBeCloseTo(1, 9);
      }),
    );
  });

  it("stays below a row for each series", () => {
    expect(plotOf(700, true, 2).axisY - plot.axisY).toBe(2 * SERIES_PX);
  });
});

describe("real tokio's series", () => {
  it("are those that were recorded, each with a line style of its own", () => {
    const series = realSeriesOf([
      runOf({ flavor: "multi_thread" }),
      runOf({}, { recorded: false }),
      runOf({}, { profile: "release" }),
    ]);
    expect(series.map(({ name }) => name)).toEqual([
      "tokio, current_thread, release",
      "tokio, multi_thread, debug",
    ]);
    expect(new Set(series.map(({ dash }) => dash.join()))).toHaveProperty("size", 2);
  });

  it("are named on the chart with their ratio, and have steps where the file has samples", () => {
    const histogramNs = { bucketsPerDecade: 96, inline: [[192, 5] as [number, number]], spawn: [] };
    const [bare, full] = [realSeriesOf([runOf({})]), realSeriesOf([runOf({ histogramNs })])];
    expect(words(marksOf(drawn({ series: bare! }), plotOf(700, false, 1)))).toContain(
      "tokio, current_thread, debug: 8×",
    );
    const base = baseOf(0, plot);
    const risen = ([one]: typeof bare) =>
      smallTops(one!, "inline", base, [1, 4]).filter(({ top }) => top < base);
    expect([risen(bare!), risen(full!).map(({ top }) => base - top)]).toEqual([[], [22]]);
  });

  it("lose no sample that is on the axis, however fine the file's buckets are", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(5, 24, 96, 100, 960),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 40 }),
        (bucketsPerDecade, counts) => {
          const from = bucketsPerDecade;
          const shares = sharesOf(
            counts.map((count, index) => [from + index, count]),
            bucketsPerDecade,
            [0, 10],
          );
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
          expect(shares.findIndex((share) => share > 0)).toBe(Math.min(24, bucketsPerDecade));
        },
      ),
    );
  });

  it("carry the versions of tokio and rustc", () => {
    const environment = { engine: "tokio 1.53.1, rustc 1.95.0 (59807616e 2026-04-14), debug" };
    const [series] = realSeriesOf([runOf({ environment })]);
    expect(series?.versions).toEqual({ tokio: "1.53.1", rustc: "1.95.0" });
  });

  it("are lines of the CSV beside the model's", () => {
    expect(quantilesCsv([profile], realSeriesOf([runOf({})])).split("\r\n")).toEqual([
      "\ufeffseries,tokio,rustc,side,p50_ns_per_op,p90_ns_per_op,p99_ns_per_op,ratio,recorded",
      '"model, debug",,,inline,100,110,120,8,true',
      '"model, debug",,,spawn,800,900,1000,8,true',
      '"tokio, current_thread, debug",,,inline,100,110,120,8,true',
      '"tokio, current_thread, debug",,,spawn,800,900,1000,8,true',
      "",
    ]);
  });
});
