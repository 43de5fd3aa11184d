/** The check that counts beside the Histogram, exactly, over many histories, and shows the smallest that differs. */
import { CheckFailure, fail, isFailure } from "../check.ts";
import type { Check, Learner } from "../check.ts";
import { show } from "../show.ts";
import { smallest } from "../smallest.ts";
import { FIXED, historyFor, total } from "./history.ts";
import type { History, Run } from "./history.ts";
import { expectSample, HIGHEST, HIGHEST_ALONE, LAST_BUCKET_NS } from "./judge.ts";
import { ordinal } from "./samples.ts";
import { newHistogram } from "./subject.ts";
import type { Subject } from "./subject.ts";

export const HISTORIES = 100;

export const exact: Check = {
  id: "exact",
  title: "agrees with exact counting, whatever is recorded and asked",
  needs: ["Histogram"],
  run(learner, tools) {
    if (tools.seed !== undefined) return compare(learner, historyFor(tools.seed));
    for (let seed = 0; seed < FIXED; seed += 1) compare(learner, historyFor(seed));
    const first = FIXED + tools.firstSeed;
    for (let seed = first; seed < first + HISTORIES; seed += 1) compare(learner, historyFor(seed));
  },
};

/** @throws CheckFailure about the smallest part of the history that fails */
function compare(learner: Learner, history: History): void {
  const { seed, runs, asks } = history;
  const failure = failureOf(learner, runs, asks);
  if (failure === undefined) return;
  const fewer = smallest(runs, (some) => failureOf(learner, some, asks) !== undefined, halved);
  const { message, details } = failureOf(learner, fewer, asks) ?? failure;
  throw new CheckFailure(`After recording ${recorded(fewer)} ns, ${message}`, { ...details, seed });
}

function halved({ ns, n }: Run): Run | undefined {
  return n === 1 ? undefined : { ns, n: Math.floor(n / 2) };
}

function failureOf(
  learner: Learner,
  runs: readonly Run[],
  asks: readonly number[],
): CheckFailure | undefined {
  try {
    if (runs.length > 0) perform(newHistogram(learner), runs, asks);
    return undefined;
  } catch (thrown) {
    if (isFailure(thrown)) return thrown;
    throw thrown;
  }
}

function perform(histogram: Subject, runs: readonly Run[], asks: readonly number[]): void {
  for (const { ns, n } of runs) {
    for (let times = 0; times < n; times += 1) histogram.record(ns);
  }
  const n = total(runs);
  if (histogram.count() !== n) {
    fail(
      `count(): expected ${show(n)}, got ${show(histogram.count())}.`,
      "Every sample counts once, including those in the first and last buckets and beyond.",
    );
  }
  const sorted = runs.toSorted((a, b) => a.ns - b.ns);
  const alone = sorted[0]?.ns === sorted.at(-1)?.ns;
  for (const q of asks) expectAnswer(histogram, sorted, q, alone ? HIGHEST_ALONE : HIGHEST);
}

function expectAnswer(histogram: Subject, sorted: readonly Run[], q: number, highest: number): void {
  const n = total(sorted);
  const [from, to] = ranksOf(q, n);
  const due = sampleAt(sorted, from);
  const answer = histogram.percentile(q);
  // Rank 0 is nobody's: the smallest sample, or nothing at all.
  if (q === 0 && answer >= 0 && answer <= highest * due + 1) return;
  if (from !== to && isAnswer(answer, sampleAt(sorted, to), highest)) return;
  if (isAnswer(answer, due, highest)) return;
  if (due < 1) {
    return fail(
      `percentile(${show(q)}): expected at most the first bucket's bound, 1.19 ns, got ${show(answer)} ns.`,
      "log2(0) is -Infinity: clamp the index to 0 before it is used.",
    );
  }
  if (due >= LAST_BUCKET_NS) {
    return fail(
      `percentile(${show(q)}) is ${show(answer)} ns, but the ${ordinal(from)} smallest of ${show(n)} is ${show(due)} ns: it belongs to the last bucket, which begins at ${show(Math.floor(LAST_BUCKET_NS))} ns.`,
      "Clamp the index to 127, and do not cut the latency to 32 bits: that wraps to 0 at 4.29 s.",
    );
  }
  expectSample(
    { ...histogram, percentile: () => answer },
    q,
    due,
    `the ${ordinal(from)} smallest of ${show(n)}`,
    highest,
  );
}

function isAnswer(answer: number, sample: number, highest: number): boolean {
  if (sample < 1) return answer >= 0 && answer <= 2;
  // The last bucket has no upper bound that everybody would agree on.
  if (sample >= LAST_BUCKET_NS) return answer >= LAST_BUCKET_NS - 1;
  return answer >= sample - 1 && answer <= highest * sample + 1;
}

/** The ranks that q may stand for: two where q * n is whole but for the rounding of doubles, which may go either way. */
function ranksOf(q: number, n: number): [from: number, to: number] {
  const slack = Number.isInteger(Math.log2(n)) ? 0 : 2 ** -20;
  const rank = (of: number): number => Math.min(n, Math.max(1, Math.ceil(of)));
  return [rank(q * n - slack), rank(q * n + slack)];
}

function sampleAt(sorted: readonly Run[], rank: number): number {
  let seen = 0;
  return (sorted.find(({ n }) => (seen += n) >= rank) ?? (sorted.at(-1) as Run)).ns;
}

const MOST_SHOWN = 6;

/** "3 × 1,000, 5,000,000,000" */
function recorded(runs: readonly Run[]): string {
  const shown = runs
    .slice(0, MOST_SHOWN)
    .map(({ ns, n }) => (n === 1 ? show(ns) : `${show(n)} × ${show(ns)}`));
  const rest = runs.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}
