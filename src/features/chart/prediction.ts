/** The learner's prediction before the first measurement, and its comparison with the result. */
import type { Expectation } from "../../progress/schema.ts";
import { formatNs, formatRatio } from "../../lib/units.ts";
import { DRAWN_PER_DECADE } from "./scale.ts";

/** For the debug profile; values that the learner has not given are absent. */
export type Prediction = Expectation;
export type Guessed = keyof Prediction;

export const GUESSED: readonly Guessed[] = ["inlineP99Ns", "spawnP99Ns", "ratio"];

/** The handles' initial positions. */
export const FIRST_GUESS: Required<Prediction> = { ratio: 2, inlineP99Ns: 100, spawnP99Ns: 200 };

export const RANGES: Record<Guessed, readonly [number, number]> = {
  ratio: [1, 100],
  inlineP99Ns: [10, 10_000],
  spawnP99Ns: [10, 10_000],
};

export const NAMES: Record<Guessed, string> = {
  ratio: "ratio, spawn to inline",
  inlineP99Ns: "p99 of inline",
  spawnP99Ns: "p99 of spawn",
};

export const formatGuess = (which: Guessed, value: number): string =>
  which === "ratio" ? formatRatio(value) : formatNs(value);

/** Rounds to two digits, because nobody expects more, and clamps to the allowed range. */
export function guessAt(which: Guessed, value: number): number {
  const [low, high] = RANGES[which];
  return Math.min(high, Math.max(low, Number(value.toPrecision(2))));
}

const QUARTER_DECADE = DRAWN_PER_DECADE / 4;

/** How a key moves a value: arrows by one drawn bin, which is 10 %, page keys by a quarter of a decade. */
export function guessByKey(which: Guessed, value: number, key: string): number | undefined {
  const by = (bins: number) => guessAt(which, value * 10 ** (bins / DRAWN_PER_DECADE));
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return by(1);
    case "ArrowLeft":
    case "ArrowDown":
      return by(-1);
    case "PageUp":
      return by(QUARTER_DECADE);
    case "PageDown":
      return by(-QUARTER_DECADE);
    case "Home":
      return RANGES[which][0];
    case "End":
      return RANGES[which][1];
    default:
      return undefined;
  }
}

export const saidAnything = (prediction: Prediction): boolean =>
  GUESSED.some((which) => prediction[which] !== undefined);

/** "ratio, spawn to inline 8×, p99 of spawn 900 ns": for the journal. */
export function inWords(prediction: Prediction): string {
  return GUESSED.toReversed()
    .flatMap((which) => {
      const value = prediction[which];
      return value === undefined ? [] : [`${NAMES[which]} ${formatGuess(which, value)}`];
    })
    .join(", ");
}

/** "You guessed 3.6×: 8.7 times too low." */
export const againstGuess = (guess: number, measured: number): string =>
  `You guessed ${formatRatio(guess)}: ${apart(guess, measured)}.`;

/** The guesses besides the ratio, without praise or blame. Empty without one. */
export function compare(prediction: Prediction, measured: Required<Prediction>): string {
  const parts = (["spawnP99Ns", "inlineP99Ns"] as const).flatMap((which) => {
    const expected = prediction[which];
    if (expected === undefined) return [];
    const [is, said] = [measured[which], expected].map((value) => formatGuess(which, value));
    return [`the ${NAMES[which]} is ${is}, and you said ${said} (${apart(expected, measured[which])})`];
  });
  return parts.length === 0 ? "" : `Against what you expected: ${parts.join("; ")}.`;
}

/** A tenth is the smallest difference that the chart can show, and smaller than the difference between two runs. */
function apart(expected: number, measured: number): string {
  const factor = Math.max(expected / measured, measured / expected);
  if (factor < 1.1) return "within a tenth";
  return `${factor.toPrecision(2)} times too ${expected > measured ? "high" : "low"}`;
}
