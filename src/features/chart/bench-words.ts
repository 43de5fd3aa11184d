/** Writes whole sentences about a run for the verdict, the live region and the journal. */
import { TARGET_RATIO } from "../../../harness/bench/target.ts";
import { engineOf, type BenchProfile } from "../../../harness/report.ts";
import type { Subject } from "../../../harness/bench/subjects.ts";
import type { BenchPhase } from "./bench-run.ts";
import type { SampleBook } from "./sample-book.ts";
import { formatCount, formatNs, formatRatio } from "../../lib/units.ts";

export interface Verdict {
  tone: "ok" | "warn" | "error" | "open";
  headline: string;
  detail: string;
}

/** What was measured, for a tab, a series or a sentence. */
export const NAMES: Record<Subject, string> = {
  "tokio debug": "Real tokio, debug",
  "tokio release": "Real tokio, release",
  "model debug": "Model, debug",
  "model release": "Model, release",
};

/** @param graded whether BENCH grades this profile */
export function verdictOn(profile: BenchProfile, graded: boolean): Verdict {
  if (!profile.recorded) {
    return {
      tone: "warn",
      headline: "Not recorded: too noisy",
      detail: `Because ${profile.reason}. Close other programs, keep this tab in the foreground, and measure again.`,
    };
  }
  const { workerRatios, discarded, controls = [profile.control] } = profile;
  const left = discarded ? ` (${discarded} more ${discarded === 1 ? "was" : "were"} too noisy to count)` : "";
  const detail = `The ${discarded === undefined ? "median" : "mean"} of ${workerRatios.length} fresh workers${left}, which read ${rangeOf(workerRatios, formatRatio)}; inline against a second copy of itself reads ${rangeOf(controls, (control) => control.toFixed(2))}.`;
  if (!graded) {
    const on =
      engineOf(profile) === "tokio"
        ? "In a release build of tokio"
        : `In the model’s ${profile.profile} profile`;
    return {
      tone: "ok",
      headline: `${on}, spawn takes ${formatRatio(profile.ratio)} as long as inline`,
      detail,
    };
  }
  const reached = profile.ratio >= TARGET_RATIO;
  return {
    tone: reached ? "ok" : "error",
    headline: `BENCH ${formatRatio(profile.ratio)}`,
    detail: `${detail} The target, at least ${TARGET_RATIO}×, is ${reached ? "met" : "missed"}.`,
  };
}

function rangeOf(numbers: readonly number[], format: (value: number) => string): string {
  const [low, high] = [format(Math.min(...numbers)), format(Math.max(...numbers))];
  return low === high ? low : `${low} to ${high}`;
}

/** In the verdict's place while samples arrive. */
export function soFar({ counted: { ratio } }: SampleBook, subject: Subject): Verdict {
  const name = subject === "tokio debug" ? "BENCH" : NAMES[subject];
  if (ratio.total === 0) {
    return {
      tone: "open",
      headline: `${name}: warming up`,
      detail: "Nothing counts before the browser’s compiler has settled.",
    };
  }
  const [low, high] = ratio.medianInterval();
  return {
    tone: "open",
    headline: `${name} so far ${formatRatio(ratio.quantile(0.5))}`,
    detail: `The median of ${formatCount(ratio.total)} rounds, 95 % interval by rounds ${formatRatio(low)} to ${formatRatio(high)}. The verdict waits until fresh workers agree.`,
  };
}

/** One polite sentence about a live run. */
export function liveSummary(book: SampleBook): string {
  const { inline, spawn, ratio } = book.counted;
  if (inline.total === 0) return "No samples yet.";
  return `${inline.total} rounds: inline ${formatNs(inline.quantile(0.5))}, spawn ${formatNs(spawn.quantile(0.5))}, ratio ${formatRatio(ratio.quantile(0.5))}.`;
}

/** What a run is doing, or how it ended. */
export function phaseSentence(phase: BenchPhase): string {
  switch (phase.kind) {
    case "idle":
      return "Not measured yet. A run takes fifteen seconds on a quiet machine and up to a minute on a busy one: for each build, fresh workers until three to nine of them agree.";
    case "running":
      return `${NAMES[phase.subject]}: ${phase.doing}.`;
    case "done":
      return "Measured.";
    case "cancelled":
      return "Cancelled. Nothing was recorded.";
    case "failed":
      return `Nothing was measured. ${phase.message}`;
    case "does-not-compile":
      return `Your file does not compile: ${phase.errors[0]?.message ?? "see the editor"}${phase.errors[0] ? ` (line ${phase.errors[0].line})` : ""}.`;
  }
}
