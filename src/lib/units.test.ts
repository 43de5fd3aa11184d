import { expect, test } from "vitest";
import { formatMs, formatNs, formatPercent, formatRatio, unbroken } from "./units.ts";

test("writes durations with the unit that needs no zeros", () => {
  expect([0, 0.84, 47.2, 99.96, 999.4, 999.6, 1000, 4700, 12_345, 1e6, 2.5e9, NaN].map(formatNs)).toEqual([
    "0",
    "0.84 ns",
    "47.2 ns",
    "100 ns",
    "999 ns",
    "1 µs",
    "1 µs",
    "4.7 µs",
    "12.3 µs",
    "1 ms",
    "2.5 s",
    "–",
  ]);
  expect([0.000_05, 0.02, 0.9999, 3.6, 12, 400, 1500].map(formatMs)).toEqual([
    "50 ns",
    "20 µs",
    "1 ms",
    "3.6 ms",
    "12 ms",
    "400 ms",
    "1.5 s",
  ]);
});

test("writes ratios with three digits at most", () => {
  expect([9.994, 1, 8.5, 34.25, 120.4, NaN].map(formatRatio)).toEqual([
    "9.99×",
    "1×",
    "8.5×",
    "34.3×",
    "120×",
    "–",
  ]);
});

test("writes shares in percent", () => {
  expect([0, 0.004, 0.125, 0.999, 1].map((share) => formatPercent(share))).toEqual([
    "0 %",
    "0 %",
    "13 %",
    "100 %",
    "100 %",
  ]);
  expect(formatPercent(0.0449, 1)).toBe("4.5 %");
});

test("keeps a number and its unit on one line", () => {
  const nbsp = (text: string) => unbroken(text).replaceAll("\u00a0", "_");
  expect(nbsp("5 µs, 10 to 100 µs (52 %), 1.5 s; 4 MB.")).toBe("5_µs, 10 to 100_µs (52_%), 1.5_s; 4_MB.");
  expect(nbsp("the 3 spawns of 2 most; 8 msgs, task 4 s1, ms 5")).toBe(
    "the 3 spawns of 2 most; 8 msgs, task 4 s1, ms 5",
  );
});
