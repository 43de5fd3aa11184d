/** The newest of the stored measurements, oldest first. The list keeps its identity while its content is the same, so that charts do not redraw. */
import { useShallow } from "zustand/react/shallow";
import type { Bench } from "../../harness/report.ts";
import type { BenchRun, Stored, TokioRun } from "./schema.ts";
import { useProgress } from "./store.ts";

/** A chart of more would show nothing new. */
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

/** The newest run of each flavor and profile on real tokio, whichever exercise it was brought back to. */
export const useTokioRuns = () => useProgress(useShallow((state) => tokioRunsOf(state.records)));

export const useBenches = () => useProgress(useShallow((state) => benchesOf(state.records)));
