/** Durations in words: three digits at most, and the unit that needs no zeros. */

/** Less than half a nanosecond is "0": no unit suits it. */
export function formatMs(ms: number): string {
  if (!Number.isFinite(ms)) return "–";
  if (ms < 5e-7) return "0";
  if (ms < 0.000_999_5) return `${threeDigits(ms * 1e6)} ns`;
  if (ms < 0.999_5) return `${threeDigits(ms * 1e3)} µs`;
  if (ms < 999.5) return `${threeDigits(ms)} ms`;
  return `${threeDigits(ms / 1e3)} s`;
}

export const formatNs = (ns: number): string => formatMs(ns / 1e6);

function threeDigits(value: number): string {
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  const text = value.toFixed(digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
