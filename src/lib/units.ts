/** Formats numbers: at most three digits, no trailing zeros, with a fitting unit. */

/** 47 ns, 4.7 µs, 12 ms. Less than half a nanosecond is "0". */
export function formatNs(ns: number): string {
  if (!Number.isFinite(ns)) return "–";
  if (ns < 0.5) return "0";
  if (ns < 999.5) return `${threeDigits(ns)} ns`;
  if (ns < 999_500) return `${threeDigits(ns / 1e3)} µs`;
  if (ns < 999_500_000) return `${threeDigits(ns / 1e6)} ms`;
  return `${threeDigits(ns / 1e9)} s`;
}

export const formatMs = (ms: number): string => formatNs(ms * 1e6);

/** A megabyte is a million bytes, as for networks and disks. */
export const formatMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export function formatRatio(ratio: number): string {
  return Number.isFinite(ratio) ? `${threeDigits(ratio)}×` : "–";
}

/** "12 %" of a share from 0 to 1. */
export const formatPercent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)} %`;

const BEFORE_UNIT = /(?<=\d) (?=(?:ns|µs|ms|s|min|%|[kMG]?B|[kMG]Hz)(?![\p{L}\p{N}_]))/gu;
/** Keeps each number on one line with its unit; for text to read, not for text to copy or compare. */
export const unbroken = (text: string): string => text.replaceAll(BEFORE_UNIT, "\u00a0");

const COUNT = new Intl.NumberFormat("en");
/** With separators. Making a formatter is expensive, and a live chart needs several a second. */
export const formatCount = (count: number): string => COUNT.format(count);

function threeDigits(value: number): string {
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  const text = value.toFixed(digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
