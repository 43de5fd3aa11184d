/** What a percentile may answer: the band around the true sample, and the sample that a rank stands for. */
import { fail } from "../check.ts";
import { ceil, max } from "../primordials.ts";
import { show } from "../show.ts";
import type { Subject } from "./subject.ts";

/**
 * An upper bound lies at most 2^(1/4) - 1 = 18.9 % above its sample. One ns of slack on both sides admits bounds rounded to whole ns
 * and inclusive ones. Among others, 25 % admits neighbours of the suggested bucketing but not a lower bound, a midpoint, two
 * buckets to an octave or the next bucket's bound.
 */
export const HIGHEST = 1.25;
/** Of equal samples, 20 %: buckets a factor of 1.2 apart are as good as four to the octave; linear steps of a quarter are not. */
export const HIGHEST_ALONE = 1.2;
/** Where the last of 128 buckets begins. */
export const LAST_BUCKET_NS = 2 ** 31.75;
export const SLACK_NS = 1;

export function inBand(answer: number, sample: number, highest = HIGHEST): boolean {
  return answer >= sample - SLACK_NS && answer <= highest * sample + SLACK_NS;
}

/** The ceil(q * n)-th smallest sample. @param sorted ascending */
export function sampleAtRank(sorted: readonly number[], q: number): number {
  return sorted[max(1, ceil(q * sorted.length)) - 1] as number;
}

/** @throws CheckFailure when percentile(q) does not stand for `sample`; `which` says which sample that is */
export function expectSample(
  subject: Pick<Subject, "percentile">,
  q: number,
  sample: number,
  which: string,
  highest = HIGHEST,
): void {
  const answer = subject.percentile(q);
  if (inBand(answer, sample, highest)) return;
  const call = `percentile(${show(q)}) is ${show(answer)} ns`;
  const due = `${which} is ${show(sample)} ns`;
  if (answer !== answer) {
    fail(
      `${call}, but ${due}.`,
      "NaN comes from arithmetic with undefined, 0/0 or log2 of a negative number.",
    );
  }
  const times = answer / sample;
  if (times < 1) {
    fail(
      `${call}, but ${due}: less than the sample that it stands for.`,
      times > 1 / NEIGHBOURS
        ? "Return the bucket's upper bound, 2 ** ((index + 1) / 4): no sample of the bucket may lie above it."
        : FAR_OFF,
    );
  }
  fail(
    `${call}, but ${due}: ${howFarAbove(times)}; a bucket is 18.9 % wide.`,
    times < NEIGHBOURS
      ? "Check the index, floor(log2(ns) * 4), and the bound, 2 ** ((index + 1) / 4): they must name the same bucket."
      : FAR_OFF,
  );
}

/** Up to this factor, an answer is off by a bucket or two; beyond, it belongs to something else. */
const NEIGHBOURS = 2;
const FAR_OFF =
  "That is not a neighbouring bucket. Check the rank, ceil(q * n) counted from 1, where the walk over the buckets ends, and whether index and bound use the same logarithm.";

function howFarAbove(times: number): string {
  return times < NEIGHBOURS
    ? `${show(Math.round((times - 1) * 1000) / 10)} % above it`
    : `${show(Math.round(times))} times as much`;
}
