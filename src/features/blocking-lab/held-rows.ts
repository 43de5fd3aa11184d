/** The held-work chart as data: a bar for each strategy, on an axis of exponents. */
import { formatMs } from "../../lib/units.ts";
import { STRATEGY_WORDS } from "./strategies.ts";
import type { Summary } from "./summary.ts";

/** From 1 µs to 1 s: exponents of ten, in µs, so that a bar begins at nought. */
export const HELD_DOMAIN = [0, 6] as const;
/** Alice Ryhl's rule, 10 to 100 µs. */
export const RULE = [1, 2] as const;

export interface HeldRow {
  name: string;
  words: string;
  /** Exponent of ten, in µs, kept on the axis; one of the two, as the rule has it. */
  within?: number;
  over?: number;
}

export function heldRows(summaries: readonly Summary[]): HeldRow[] {
  const [low, high] = HELD_DOMAIN;
  return summaries.map(({ strategy, longestPollMs }) => {
    const exponent = Math.min(high, Math.max(low, Math.log10(longestPollMs * 1e3)));
    return {
      name: STRATEGY_WORDS[strategy],
      words: longestPollMs === 0 ? "0, off the worker" : formatMs(longestPollMs),
      [exponent > RULE[1] ? "over" : "within"]: exponent,
    };
  });
}
