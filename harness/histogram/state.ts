/** Checks of what an instance holds: its own samples, only their counts, unchanged by questions. */
import { fail } from "../check.ts";
import { show } from "../show.ts";
import { expectSample, inBand } from "./judge.ts";
import { of } from "./samples.ts";
import { check } from "./subject.ts";

export const mean = check("mean", "mean() is the mean of the samples", (fresh, another) => {
  if (fresh.mean() !== 0) {
    fail(
      `A new Histogram's mean() is ${show(fresh.mean())}, not 0.`,
      "0 / 0 is NaN: check the count before you divide.",
    );
  }
  const cases: [string, number[]][] = [
    ["one sample of 1,000 ns", [1000]],
    ["100, 300 and 500 ns", [100, 300, 500]],
    ["99 samples of 1,000 ns and one of 1,000,000", [...of(99, 1e3), 1e6]],
    ["5,000 samples of 1,000,000,000 ns", of(5000, 1e9)],
    // Beyond 2^32, and near enough for a mean that is made of buckets.
    ["2 samples of 4,500,000,000 ns", of(2, 4.5e9)],
    // A mean that is kept whole from record to record cannot follow.
    ["1,000 samples of 100 ns and then 1,000 of 500", [...of(1000, 100), ...of(1000, 500)]],
    ["1,000 samples of 500 ns and then 1,000 of 100", [...of(1000, 500), ...of(1000, 100)]],
  ];
  for (const [name, samples] of cases) {
    const histogram = another();
    histogram.recordAll(samples);
    const exact = samples.reduce((sum, ns) => sum + ns, 0) / samples.length;
    const answer = histogram.mean();
    // From the buckets' bounds it would be up to 19 % off; that is a choice, not a fault.
    if (answer >= 0.8 * exact && answer <= 1.26 * exact) continue;
    fail(
      `The mean of ${name} is ${show(exact)} ns, but mean() is ${show(answer)} ns.`,
      "Add each sample to a sum and divide it by the count when asked: a mean that is rounded at each record drifts. 5,000 samples of a second add up to 5e12 ns: no 32-bit integer holds that.",
    );
  }
});

export const empty = check("empty", "an empty histogram answers 0", (histogram, another) => {
  if (histogram.count() !== 0)
    fail(`A new Histogram's count() is ${show(histogram.count())}.`, "Start the count at 0.");
  for (const q of [0.5, 0.99, 1]) {
    const answer = histogram.percentile(q);
    if ((answer >= 0 && answer <= 2) || answer !== answer) continue;
    fail(
      `A new Histogram's percentile(${show(q)}) is ${show(answer)} ns, but nothing was recorded.`,
      "No bucket reaches the rank: return 0 before the walk begins.",
    );
  }
  const asked = another();
  asked.percentile(0.5);
  asked.record(1000);
  expectSample(asked, 0.5, 1000, "after one record, the only sample");
});

export const instances = check("instances", "two histograms share nothing", (first, another) => {
  const second = another();
  first.recordAll(of(10, 1e3));
  second.recordAll(of(5, 1e6));
  for (const [histogram, n, ns] of [
    [first, 10, 1e3],
    [second, 5, 1e6],
  ] as const) {
    if (
      histogram.count() !== n ||
      !inBand(histogram.percentile(0.1), ns) ||
      !inBand(histogram.percentile(1), ns)
    ) {
      fail(
        `One histogram got 10 samples of 1,000 ns, another 5 of 1,000,000 ns. The ${n === 10 ? "first" : "second"} has count() ${show(histogram.count())}, ` +
          `percentile(0.1) ${show(histogram.percentile(0.1))} and percentile(1) ${show(histogram.percentile(1))} ns.`,
        "Keep counts in fields of the instance, not in `static` fields or variables of the module.",
      );
    }
  }
});

export const repeat = check("repeat", "asking changes nothing", (histogram) => {
  histogram.recordAll([...of(60, 1e3), ...of(40, 1e5)]);
  const ask = (): number[] => [0.5, 0.99, 0.5, 1, 0.6].map((q) => histogram.percentile(q));
  const [before, again] = [ask(), ask()];
  const differs = before.findIndex((answer, index) => answer !== again[index]);
  if (differs !== -1 || histogram.count() !== 100) {
    fail(
      `The same percentiles, asked twice, were ${show(before)} and then ${show(again)}; count() is ${show(histogram.count())}, expected 100.`,
      "percentile() and mean() only read (`&self` in Rust): use local variables.",
    );
  }
  histogram.recordAll(of(100, 1e7));
  expectSample(histogram, 0.5, 1e5, "after 100 more samples, the 100th smallest of 200");
  expectSample(histogram, 0.51, 1e7, "after 100 more samples, the 102nd smallest of 200");
});
