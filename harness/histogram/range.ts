/** Checks that no sample is lost: too short, too long, too many. */
import { fail } from "../check.ts";
import { counted } from "../../src/lib/words.ts";
import { show } from "../show.ts";
import { expectSample, inBand, LAST_BUCKET_NS } from "./judge.ts";
import { of } from "./samples.ts";
import { check } from "./subject.ts";

export const counts = check("count", "count() is how many samples were recorded", (histogram) => {
  const samples = [0, 0.4, 1, 250, 250, 1e6, 1e12];
  samples.forEach((ns, index) => {
    histogram.record(ns);
    if (histogram.count() === index + 1) return;
    fail(
      `After ${counted(index + 1, "record")}, the last of ${show(ns)} ns, count() is ${show(histogram.count())}.`,
      "Every sample counts once, including those in the first and last buckets and beyond.",
    );
  });
});

export const tiny = check("tiny", "0 and less than 1 ns belong to the first bucket", (_, another) => {
  for (const ns of [0, 0.4]) {
    const histogram = another();
    histogram.record(ns);
    const answer = histogram.percentile(1);
    if (histogram.count() !== 1) {
      fail(`After record(${show(ns)}), count() is ${show(histogram.count())}.`, "A sample is never dropped.");
    }
    if (answer >= 0 && answer <= 2) continue;
    fail(
      `After record(${show(ns)}), percentile(1): expected at most the first bucket's bound, 1.19 ns, got ${show(answer)} ns.`,
      `log2(${show(ns)}) is ${show(Math.log2(ns))}: clamp the index to 0 before it is used.`,
    );
  }
});

export const huge = check("huge", "what is too long for the last bucket is counted in it", (_, another) => {
  const histogram = another();
  histogram.recordAll([...of(3, 1e3), 1e12]);
  if (histogram.count() !== 4) {
    fail(
      `After record(1_000_000_000_000), a sample beyond the last bucket, count() is ${show(histogram.count())}, not 4.`,
      "Clamp the index to 127: the slowest sample is the one that matters most.",
    );
  }
  const answer = histogram.percentile(1);
  if (!(answer >= LAST_BUCKET_NS - 1)) {
    fail(
      `With a sample of 1,000,000,000,000 ns, percentile(1) is ${show(answer)} ns: below the last bucket, which begins at ${show(Math.floor(LAST_BUCKET_NS))} ns.`,
      "Clamp the index to 127, and let the walk over the buckets reach 127.",
    );
  }
  expectSample(histogram, 0.5, 1e3, "beside one of 1,000,000,000,000 ns, the 2nd smallest of 4");
});

export const wide = check("wide", "latencies beyond 2^31 ns are held", (_, another) => {
  for (const ns of [2_100_000_000, 2_200_000_000, 3_000_000_000]) {
    const histogram = another();
    histogram.recordAll(of(2, ns));
    const answer = histogram.percentile(1);
    if (inBand(answer, ns)) continue;
    fail(
      `With two samples of ${show(ns)} ns, percentile(1) is ${show(answer)} ns.`,
      "2^31 ns is 2.1 s: `|`, `>>` and `~~` make a 32-bit integer of a number, and it wraps. Use Math.floor and Math.log2.",
    );
  }
});

export const full = check("full-buckets", "a bucket counts beyond 65,535", (histogram) => {
  histogram.recordAll([...of(70_000, 1e3), ...of(300, 1e5)]);
  if (histogram.count() !== 70_300) {
    fail(
      `After 70,300 records, count() is ${show(histogram.count())}.`,
      "A u16 wraps at 65,536: hold counts in doubles.",
    );
  }
  // A counter that wrapped shows only 4,464 of the low ones. The last two ranks lie too close for a 32-bit float.
  const asks: [q: number, ns: number][] = [
    [0.5, 1e3],
    [0.995, 1e3],
    [69_999.999 / 70_300, 1e3],
    [70_000.001 / 70_300, 1e5],
  ];
  for (const [q, ns] of asks) {
    const answer = histogram.percentile(q);
    if (inBand(answer, ns)) continue;
    fail(
      `Of 70,000 samples of 1,000 ns and 300 of 100,000 ns, percentile(${q}) is ${show(answer)} ns.`,
      "A Uint8Array wraps at 256, a Uint16Array at 65,536: count in a Float64Array, or in a plain array. Math.fround rounds a rank to 24 bits.",
    );
  }
});
