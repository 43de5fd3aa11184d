/** The end of a measurement in one number, the learner's guess beside it, and what it holds for. */
import { TARGET_RATIO } from "../../../harness/bench/target.ts";
import type { BenchProfile } from "../../../harness/report.ts";
import { formatCount, formatRatio } from "../../lib/units.ts";
import { conditionsOf } from "./bench-words.ts";
import { againstGuess, type Prediction } from "./prediction.ts";
import type { Counted } from "./sample-book.ts";
import { capital } from "../../lib/words.ts";

export interface Headline {
  state: "open" | "so far" | "recorded" | "noisy";
  /** 31.5× */
  number: string;
  what: string;
  /** Empty without a guess. */
  guess: string;
  /** The interval and the conditions. */
  note: string;
}

interface Known {
  /** What stands of the profile that BENCH is. */
  graded: BenchProfile | undefined;
  /** The newest measurement of it, when that was too noisy and `graded` is an older one. */
  noisier: BenchProfile | undefined;
  expected: Prediction | undefined;
}

const AS_LONG = "as long for a spawn and its await as for the same work inline";

export function headlineOf({ graded, noisier, expected }: Known): Headline {
  if (graded === undefined) {
    return { state: "open", number: "", what: "", guess: "", note: "" };
  }
  if (!graded.recorded) {
    return {
      state: "noisy",
      number: "–",
      what: "Not recorded: too noisy",
      guess: "",
      note: `${sentence(graded.reason)} Close other programs, keep this tab in the foreground, and measure again.`,
    };
  }
  const [low, high] = graded.interval.map(formatRatio);
  const reached = graded.ratio >= TARGET_RATIO;
  const held = `95 % interval ${low} to ${high}, ${conditionsOf(graded)}. The target of ${TARGET_RATIO}× is ${reached ? "met" : "missed"}.`;
  return {
    state: "recorded",
    number: formatRatio(graded.ratio),
    what: AS_LONG,
    guess: expected?.ratio === undefined ? "" : againstGuess(expected.ratio, graded.ratio),
    note: noisier === undefined ? held : `${held} It stands: the last run was too noisy to record.`,
  };
}

/** In the number's place while samples of that profile arrive. */
export function headlineSoFar({ ratio }: Counted, expected: Prediction | undefined): Headline {
  const guess = expected?.ratio === undefined ? "" : `You guessed ${formatRatio(expected.ratio)}.`;
  if (ratio.total === 0)
    return {
      state: "so far",
      number: "…",
      what: AS_LONG,
      guess,
      note: "Warming up: nothing counts before the browser’s compiler has settled.",
    };
  return {
    state: "so far",
    number: formatRatio(ratio.quantile(0.5)),
    what: AS_LONG,
    guess,
    note: `So far, the median of ${formatCount(ratio.total)} rounds. It stands once fresh workers agree.`,
  };
}

const sentence = (reason: string): string => (reason === "" ? "" : `${capital(reason).replace(/\.$/, "")}.`);
