/** The stored measurements, oldest first. */
import { useMemo } from "react";
import type { Bench } from "../../harness/report.ts";
import type { BenchRun, Stored } from "../progress/schema.ts";
import { useProgress } from "../progress/store.ts";

export function benchesOf(records: Readonly<Record<string, Stored>>): Bench[] {
  return Object.values(records)
    .filter((record) => record.key.startsWith("bench:"))
    .map((record) => record.value as BenchRun)
    .toSorted((a, b) => a.at - b.at)
    .map((run) => run.bench);
}

export function useBenches(): Bench[] {
  const records = useProgress((state) => state.records);
  return useMemo(() => benchesOf(records), [records]);
}
