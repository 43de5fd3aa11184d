/** The studio's interface to the learner's own Histogram: values in, quantiles out; the code runs in the sandbox. */
export type Counted =
  { kind: "recorded"; series: { p50Ns: number; p99Ns: number }[] } | { kind: "failed"; message: string };

/** @param series one list of ns for each kind of message */
export type RecordLatencies = (series: readonly Float64Array[]) => Promise<Counted>;
