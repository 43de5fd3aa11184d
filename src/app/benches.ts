/** The stored measurements, oldest first. */
import { useMemo } from "react";
import type { Bench } from "../../harness/report.ts";
import type { BenchRun, Stored, TokioRun } from "../progress/schema.ts";
import { useProgress } from "../progress/store.ts";

function benchesOf(records: Readonly<Record<string, Stored>>): Bench[] {
  return Object.values(records)
    .filter((record) => record.key.startsWith("bench:"))
    .map((record) => record.value as BenchRun)
    .toSorted((a, b) => a.at - b.at)
    .map((run) => run.bench);
}

/** The newest run of each flavor and profile on real tokio, from whichever exercise it was brought back to. */
export function useTokioRuns(): TokioRun[] {
  const records = useProgress((state) => state.records);
  return useMemo(() => {
    const runs = Object.values(records)
      .filter((record) => record.key.startsWith("tokio-bench:"))
      .flatMap((record) => (record.value as { runs: TokioRun[] }).runs)
      .toSorted((a, b) => a.atMs - b.atMs);
    return [...new Map(runs.map((run) => [`${run.flavor} ${run.profile.profile}`, run])).values()];
  }, [records]);
}

export function useBenches(): Bench[] {
  const records = useProgress((state) => state.records);
  return useMemo(() => benchesOf(records), [records]);
}
