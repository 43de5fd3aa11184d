/** Summarises a run of the lab as a row of the table. */
import { HdrHistogram } from "../../lib/hdr-histogram.ts";
import type { LabRun } from "./run.ts";
import { RUN_MS } from "./run.ts";
import type { Strategy } from "./strategies.ts";

export interface Quantiles {
  p50Ns: number;
  p99Ns: number;
  maxNs: number;
}

export interface Summary {
  strategy: Strategy;
  others: Quantiles;
  requests: Quantiles;
  offered: number;
  finished: number;
  finishedPerSecond: number;
  threads: number;
  longestPollMs: number;
}

/** Longer than any run, so that there are no outliers. */
const MAX_NS = 60_000_000_000;

export function summarise(run: LabRun): Summary {
  return {
    strategy: run.strategy,
    others: quantilesOf(run.latenessNs),
    requests: quantilesOf(run.requestNs),
    offered: run.offered,
    finished: run.finished,
    finishedPerSecond: (run.finished * 1_000) / RUN_MS,
    threads: run.threads,
    longestPollMs: run.longestPollMs,
  };
}

/** With HdrHistogram, two significant digits: at most 0.8 % above the true value. */
function quantilesOf(valuesNs: readonly number[]): Quantiles {
  const histogram = new HdrHistogram(MAX_NS);
  let maxNs = 0;
  for (const value of valuesNs) {
    histogram.record(value);
    maxNs = Math.max(maxNs, value);
  }
  return { p50Ns: histogram.quantile(0.5), p99Ns: histogram.quantile(0.99), maxNs };
}
