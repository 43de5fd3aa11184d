/** The newest of the stored measurements, oldest first, and what stands of them. The list keeps its identity while its content is the same, so that charts do not redraw. */
import { useMemo } from "react";
import { useShallow } from "zustand/react/shallow";
import type { Bench } from "../../harness/report.ts";
import type { BenchRun, Stored, TokioRun } from "./schema.ts";
import { standingBench } from "./standing.ts";
import { useProgress } from "./store.ts";

/** A chart of more would show nothing new. */
const MAX_SHOWN = 200;

function runsOf(records: Readonly<Record<string, Stored>>): BenchRun[] {
  return Object.values(records)
    .filter((record) => record.key.startsWith("bench:"))
    .map((record) => record.value as BenchRun)
    .toSorted((a, b) => a.at - b.at)
    .slice(-MAX_SHOWN);
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

/** With their samples, as far as these were kept. */
export const useBenchRuns = () => useProgress(useShallow((state) => runsOf(state.records)));

export const useBenches = (): Bench[] =>
  useProgress(useShallow((state) => runsOf(state.records).map(({ bench }) => bench)));

/** What stands of them, whatever a later and noisier one did not record. */
export function useStandingBench(): Bench | undefined {
  const benches = useBenches();
  return useMemo(() => standingBench(benches), [benches]);
}
