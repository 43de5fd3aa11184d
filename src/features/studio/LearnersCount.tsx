/** The latencies of a run, counted again in the learner's own Histogram. */
import { useEffect, useState } from "react";
import { formatNs, unbroken } from "../../lib/units.ts";
import type { LatencyResult, LoadResult } from "../../recording/studio/load/result.ts";
import type { Counted, RecordLatencies } from "./learner.ts";

/** More would be slow to count in the sandbox, and change no digit that is shown. */
const MAX_VALUES = 50_000;

export function LearnersCount({ result, record }: { result: LoadResult; record: RecordLatencies }) {
  const [counted, setCounted] = useState<Counted>();
  useEffect(() => {
    let current = true;
    const count = async () => {
      const next = await record(result.latencies.map(valuesOf));
      if (current) setCounted(next);
    };
    void count();
    return () => void (current = false);
  }, [result, record]);
  if (counted === undefined) return null;
  if (counted.kind === "failed")
    return <p className="note">Your Histogram could not count them: {counted.message}</p>;
  return (
    <p className="note">
      In your own Histogram:{" "}
      {result.latencies
        .map(({ name }, i) =>
          unbroken(
            `${name} p50 ${formatNs(counted.series[i]?.p50Ns ?? 0)}, p99 ${formatNs(counted.series[i]?.p99Ns ?? 0)}`,
          ),
        )
        .join("; ")}
      .
    </p>
  );
}

/** The middle of each bin, as often as it was counted, thinned evenly. */
function valuesOf({ bins, count }: LatencyResult): Float64Array {
  const every = Math.max(1, count / MAX_VALUES);
  const values: number[] = [];
  let due = 0;
  for (const { lowNs, highNs, count: inBin } of bins) {
    for (due += inBin / every; due >= 1; due--) values.push(Math.round((lowNs + highNs) / 2));
  }
  return Float64Array.from(values);
}
