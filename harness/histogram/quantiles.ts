/** Checks of what a percentile answers: the right sample, and its bucket's upper bound. */
import { fail } from "../check.ts";
import { Random } from "../random.ts";
import { show } from "../show.ts";
import { expectSample, HIGHEST_ALONE, inBand, sampleAtRank } from "./judge.ts";
import { logUniform, of, ordinal } from "./samples.ts";
import { check } from "./subject.ts";

export const single = check("one-sample", "one sample is every percentile", (_, another) => {
  for (const ns of [1, 42, 862, 1000, 3_000_000]) {
    const histogram = another();
    histogram.record(ns);
    for (const q of [0.5, 0.99, 1, 0.01]) expectSample(histogram, q, ns, "the only sample");
  }
});

/** Whole ns low and high in their buckets, and every power of two, where a new octave begins. */
const BOUND_SAMPLES = [1, 2, 3, 5, 7, 12, 100, 862, 1000, 1200, 54_321, 999_999, 3_000_000, 123_456_789, 1e9];

export const bound = check(
  "bound",
  "a percentile is the upper bound of its sample's bucket",
  (_, another) => {
    const powers = Array.from({ length: 30 }, (__, exponent) => 2 ** exponent);
    for (const ns of [...BOUND_SAMPLES, ...powers]) {
      const histogram = another();
      histogram.recordAll(of(10, ns));
      for (const q of [0.5, 0.99]) expectSample(histogram, q, ns, "each of the 10 samples", HIGHEST_ALONE);
    }
  },
);

/** How many samples of how many ns, and for each q the ns that are due. */
interface Ranks {
  samples: Record<number, number>;
  asks: Record<number, number>;
}

/** Clusters a factor of 100 apart, so that an answer from the wrong one cannot be a rounding error. */
const RANKS: Ranks[] = [
  { samples: { 1e3: 1, 1e5: 1 }, asks: { 0.5: 1e3, 0.51: 1e5, 1: 1e5 } },
  { samples: { 1e2: 1, 1e4: 1, 1e6: 1 }, asks: { 0.33: 1e2, 0.34: 1e4, 0.6: 1e4, 0.7: 1e6, 1: 1e6 } },
  { samples: { 1e3: 50, 1e5: 50 }, asks: { 0.01: 1e3, 0.5: 1e3, 0.51: 1e5, 0.99: 1e5 } },
  { samples: { 1e3: 99, 1e5: 1 }, asks: { 0.5: 1e3, 0.99: 1e3, 1: 1e5 } },
  { samples: { 1e3: 98, 1e5: 2 }, asks: { 0.98: 1e3, 0.99: 1e5 } },
  { samples: { 1e3: 9900, 1e5: 100 }, asks: { 0.5: 1e3, 0.99: 1e3, 0.999: 1e5 } },
];

/** Pairs of numbers, by ascending key. */
function pairs(record: Record<number, number>): [key: number, value: number][] {
  const entries = Object.entries(record).map(([key, value]): [number, number] => [Number(key), value]);
  return entries.toSorted(([a], [b]) => a - b);
}

export const rank = check(
  "rank",
  "percentile(q) asks for the ceil(q * n)-th smallest sample",
  (_, another) => {
    for (const { samples, asks } of RANKS) {
      const histogram = another();
      const clusters = pairs(samples);
      const sorted = clusters.flatMap(([ns, n]) => of(n, ns));
      histogram.recordAll(sorted);
      for (const [q, ns] of pairs(asks)) {
        const answer = histogram.percentile(q);
        if (inBand(answer, ns)) continue;
        const wanted = Math.max(1, Math.ceil(q * sorted.length));
        const other = clusters.find(([cluster]) => inBand(answer, cluster))?.[0];
        const recorded = clusters.map(([cluster, n]) => `${show(n)} × ${show(cluster)}`).join(", ");
        fail(
          `After recording ${recorded} ns, percentile(${show(q)}): expected the ${ordinal(wanted)} smallest of ${show(sorted.length)}, ${show(ns)} ns, ` +
            `got ${show(answer)} ns${other === undefined ? "" : `, which stands for ${show(other)} ns`}.`,
          `ceil(${show(q)} * ${show(sorted.length)}) = ${show(wanted)}, counted from 1: the bucket at which the sum of counts reaches ${show(wanted)} (>=, not >).`,
        );
      }
    }
  },
);

export const arrival = check(
  "arrival",
  "the order in which samples arrive makes no difference",
  (_, another) => {
    const samples = [...of(40, 1e3), ...of(35, 1e5), ...of(25, 1e7)];
    const orders = [samples, samples.toReversed(), new Random(4).shuffled(samples)];
    for (const order of orders) {
      const histogram = another();
      histogram.recordAll(order);
      for (const q of [0.4, 0.41, 0.75, 0.76, 1]) {
        const name = ["ascending", "descending", "shuffled"][orders.indexOf(order)];
        expectSample(
          histogram,
          q,
          sampleAtRank(samples, q),
          `of 100 samples recorded ${name}, the one at this rank`,
        );
      }
    }
  },
);

export const spread = check(
  "spread",
  "5,000 samples over nine decades: every quantile within its band",
  (histogram) => {
    const samples = logUniform(5000, 99);
    histogram.recordAll(samples);
    const sorted = samples.toSorted((a, b) => a - b);
    for (const q of [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1]) {
      expectSample(
        histogram,
        q,
        sampleAtRank(sorted, q),
        `of 5,000 samples, the ${ordinal(Math.ceil(q * 5000))} smallest`,
      );
    }
  },
);

export const buckets = check("buckets", "samples of one bucket are not told apart", (_, another) => {
  const [low, high] = [950, 1000].map((ns) => {
    const histogram = another();
    // The far sample keeps an implementation that clamps to the largest one from telling them apart.
    histogram.recordAll([...of(9, ns), 1e8]);
    return histogram.percentile(0.5);
  });
  if (low === high) return;
  fail(
    `950 and 1,000 ns belong to one bucket, 861 to 1,024 ns, but percentile(0.5) tells them apart: ${show(low)} and ${show(high)} ns.`,
    "Count samples in 128 buckets and forget them. Keeping every sample is exact, but grows without end.",
  );
});
