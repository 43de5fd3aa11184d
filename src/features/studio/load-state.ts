/** What the load panel knows: what runs, and the newest complete result of a run and of a sweep. A run that is cancelled or fails leaves them alone. */
import type { Sweep } from "../../recording/studio/load/load.ts";
import type { LoadResult } from "../../recording/studio/load/result.ts";
import type { Design } from "../../recording/studio/schema.ts";
import type { Answer, Ask } from "./messages.ts";

interface Running {
  kind: Ask["kind"];
  designs: readonly Design[];
  /** From 0 to 1. */
  share: number;
  /** Shown when those of all designs are there. */
  results: readonly LoadResult[];
  sweeps: readonly Sweep[];
}

export interface LoadState {
  running: Running | null;
  /** The designs of the results, as they were run. */
  designs: readonly Design[];
  results: readonly LoadResult[];
  swept: readonly Design[];
  sweeps: readonly Sweep[];
  /** How the last one ended, when not with a result. */
  ended: string | null;
}

export const IDLE: LoadState = {
  running: null,
  designs: [],
  results: [],
  swept: [],
  sweeps: [],
  ended: null,
};

export const asked = (before: LoadState, { kind, designs }: Ask): LoadState => ({
  ...before,
  running: { kind, designs, share: 0, results: [], sweeps: [] },
  ended: null,
});

export function answered(before: LoadState, answer: Answer): LoadState {
  const { running } = before;
  if (running === null) return before;
  switch (answer.kind) {
    case "progress":
      return { ...before, running: { ...running, share: answer.share } };
    case "result":
      return { ...before, running: { ...running, results: [...running.results, answer.result] } };
    case "sweep":
      return { ...before, running: { ...running, sweeps: [...running.sweeps, answer.sweep] } };
    case "done":
      return running.kind === "run"
        ? { ...before, running: null, designs: running.designs, results: running.results }
        : { ...before, running: null, swept: running.designs, sweeps: running.sweeps };
    case "failed":
      return failed(before, answer.message);
  }
}

export const failed = (before: LoadState, why: string): LoadState => ({
  ...before,
  running: null,
  ended: why,
});

export function cancelled(before: LoadState): LoadState {
  const { running, results, sweeps } = before;
  if (running === null) return before;
  const left = running.kind === "run" ? results : sweeps;
  const remains =
    left.length > 0 ? `The results below are of the ${running.kind} before.` : "It has no results.";
  return { ...before, running: null, ended: `The ${running.kind} was cancelled. ${remains}` };
}
