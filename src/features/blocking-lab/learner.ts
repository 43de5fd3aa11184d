/** The lab's interface to the learner's own Histogram: values in, quantiles out; the code runs in the sandbox. */
export type Recorded =
  { kind: "recorded"; series: { p50Ns: number; p99Ns: number }[] } | { kind: "failed"; message: string };

/** @param series one list of ns for each strategy */
export type RecordLateness = (series: readonly Float64Array[]) => Promise<Recorded>;
