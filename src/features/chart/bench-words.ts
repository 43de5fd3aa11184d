/** Writes whole sentences about a run for the verdict, the live region and the journal. */
import { engineOf, type Bench, type BenchProfile } from "../../../harness/report.ts";
import { subjectOf, type Subject } from "../../../harness/bench/subjects.ts";
import { machineOf } from "../../lib/machine.ts";
import type { BenchPhase } from "./bench-run.ts";
import type { SampleBook } from "./sample-book.ts";
import { formatNs, formatRatio } from "../../lib/units.ts";

export interface Verdict {
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

export function verdictOn(profile: BenchProfile): Verdict {
  if (!profile.recorded) {
    return {
      headline: "Not recorded: too noisy",
      detail: `Because ${profile.reason}. Close other programs, keep this tab in the foreground, and measure again.`,
    };
  }
  const { workerRatios, discarded, controls = [profile.control] } = profile;
  const left = discarded ? ` (${discarded} more ${discarded === 1 ? "was" : "were"} too noisy to count)` : "";
  return {
    headline: `${formatRatio(profile.ratio)} ${conditionsOf(profile)}`,
    detail: `The ${discarded === undefined ? "median" : "mean"} of ${workerRatios.length} fresh workers${left}, which read ${rangeOf(workerRatios)}; inline against a second copy of itself reads ${rangeOf(controls)}.`,
  };
}

function rangeOf(ratios: readonly number[]): string {
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map(formatRatio);
  return low === high ? low! : `${low} to ${high}`;
}

export function conditionsOf(profile: BenchProfile): string {
  return engineOf(profile) === "tokio"
    ? `on real tokio${profile.build ? ` ${profile.build.tokio}` : ""}, ${profile.profile} build`
    : `on the course’s model, ${profile.profile} profile`;
}

/** What a picture of the chart says about itself: what was measured, and where. */
export function legendOf(subject: Subject, bench: Bench | undefined): { title: string; conditions: string } {
  const profile = bench?.profiles.find((candidate) => subjectOf(candidate) === subject);
  if (bench === undefined || profile === undefined)
    return { title: `Spawn against inline: ${NAMES[subject]}`, conditions: "Not measured" };
  const { startedAt, environment } = bench;
  return {
    title: `Spawn against inline: ${profile.recorded ? formatRatio(profile.ratio) : "too noisy to record"}`,
    conditions: `${conditionsOf(profile).replace(/^on /, "")} · ${environment.engine} · ${machineOf(environment)} · ${startedAt.slice(0, 10)}`,
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
      return "Runs every check, then measures spawn against inline, on tokio itself and on the model: fifteen seconds on a quiet machine, 44 or more on a busy one. You can read on meanwhile.";
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

const WHAT_IT_IS: Record<Subject, string> = {
  "tokio debug":
    "This is tokio itself: its current_thread runtime, not optimised and with debug assertions, compiled to WebAssembly. BENCH is judged on it. Your gather collects the batches and your Histogram counts the samples; both are outside the timed loops.",
  "tokio release":
    "This is tokio itself: its current_thread runtime, optimised as cargo build --release does it, compiled to WebAssembly. Your gather collects the batches and your Histogram counts the samples; both are outside the timed loops.",
  "model debug":
    "This is the course’s model of tokio in TypeScript, with its trace compiled in: each step of a task writes an event and reads the clock. Its ratio is not tokio’s; its events say which steps a spawn is made of.",
  "model release":
    "This is the course’s model of tokio in TypeScript, with its trace compiled out. Its ratio is not tokio’s; it says what the same steps cost as objects in a JavaScript engine.",
};

export function whatItIs(name: Subject, profile: BenchProfile | undefined): string {
  const { build } = profile ?? {};
  return build === undefined
    ? WHAT_IT_IS[name]
    : `tokio ${build.tokio}, rustc ${build.rustc}, ${build.target}. ${WHAT_IT_IS[name]}`;
}
