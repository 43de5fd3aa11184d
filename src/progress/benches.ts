/** The newest of the stored measurements, oldest first. A list stays the same one while it holds the same: charts are drawn from it. */
import { useShallow } from "zustand/react/shallow";
import type { Bench } from "../../harness/report.ts";
import type { BenchRun, Stored, TokioRun } from "./schema.ts";
import { useProgress } from "./store.ts";

/** A chart of more says no more. */
const MAX_SHOWN = 200;

function benchesOf(records: Readonly<Record<string, Stored>>): Bench[] {
  return Object.values(records)
    .filter((record) => record.key.startsWith("bench:"))
    .map((record) => record.value as BenchRun)
    .toSorted((a, b) => a.at - b.at)
    .slice(-MAX_SHOWN)
    .map((run) => run.bench);
}

function tokioRunsOf(records: Readonly<Record<string, Stored>>): TokioRun[] {
  const runs = Object.values(records)
    .filter((record) => record.key.startsWith("tokio-bench:"))
    .flatMap((record) => (record.value as { runs: TokioRun[] }).runs)
    .toSorted((a, b) => a.atMs - b.atMs);
  return [...new Map(runs.map((run) => [`${run.flavor} ${run.profile.profile}`, run])).values()];
}

/** The newest run of each flavor and profile on real tokio, from whichever exercise it was brought back to. */
export const useTokioRuns = () => useProgress(useShallow((state) => tokioRunsOf(state.records)));

export const useBenches = () => useProgress(useShallow((state) => benchesOf(state.records)));
