/** One bench run for each exercise, which goes on while the learner reads on another page. */
import type { Measure } from "../../sandbox/types.ts";
import { createBenchRun, type BenchPhase, type BenchRun } from "./bench-run.ts";
import { phaseSentence } from "./bench-words.ts";
import { formatRatio } from "../../lib/units.ts";
import { underway, type Underway } from "./underway.ts";

const runs = new Map<string, BenchRun>();

/** @param measure must not depend on a page: the first one is kept */
export function keptRun(exercise: string, measure: Measure): BenchRun {
  let run = runs.get(exercise);
  if (run === undefined) {
    run = createBenchRun(measure);
    runs.set(exercise, run);
    run.store.subscribe(({ phase }) => underway.setState(seenFromElsewhere(phase), true));
  }
  return run;
}

export function seenFromElsewhere(phase: BenchPhase): Underway {
  switch (phase.kind) {
    case "running":
      return { kind: "running", done: phase.done };
    case "idle":
    case "cancelled":
      return { kind: "none" };
    case "done": {
      const { value } = phase.bench;
      return {
        kind: "ended",
        sentence:
          value === null
            ? "The measurement has ended."
            : `Measured: a spawn takes ${formatRatio(value)} as long as the same work inline.`,
      };
    }
    default:
      return { kind: "ended", sentence: phaseSentence(phase) };
  }
}
