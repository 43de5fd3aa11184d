/** Checks that a Histogram neither grows with its samples nor works longer for them. */
import { fail } from "../check.ts";
import { counted } from "../../src/lib/words.ts";
import { show } from "../show.ts";
import { logUniform } from "./samples.ts";
import { check } from "./subject.ts";
import { reachableSlots, workOf } from "./work.ts";

const FEW = 2_000;
const MANY = 22_000;
/** Room for whatever has a fixed size; keeping samples outgrows it by far. */
const ROOM = 4_000;

export const memory = check("memory", "memory does not grow with the samples", (histogram) => {
  const samples = logUniform(FEW, 7);
  let kept = 0;
  const record = (n: number): void => {
    kept += workOf(() => {
      for (let index = 0; index < n; index += 1) histogram.record(samples[index % FEW] as number);
    }).kept;
  };
  record(FEW);
  const before = reachableSlots(histogram.instance);
  record(MANY - FEW);
  const grown = Math.max(reachableSlots(histogram.instance) - before, kept);
  if (histogram.count() === MANY && grown <= ROOM) return;
  if (grown <= ROOM)
    fail(
      `After ${show(MANY)} records, count() is ${show(histogram.count())}.`,
      "Every record counts as one sample.",
    );
  fail(
    `${show(MANY)} records of ${show(FEW)} different latencies made the Histogram grow by ${show(grown)} elements.`,
    "A [u64; 128] never grows: add one to the sample's bucket, and forget the sample.",
  );
});

export const work = check(
  "work",
  "record and percentile do the same work however many samples there are",
  (histogram) => {
    const samples = logUniform(FEW, 11);
    const measure = (): { record: number; percentile: number } => ({
      record: workOf(() => histogram.record(samples[0] as number)).elements,
      percentile: workOf(() => void histogram.percentile(0.99)).elements,
    });
    histogram.recordAll(samples);
    const few = measure();
    for (let round = 1; round < MANY / FEW; round += 1) histogram.recordAll(samples);
    const many = measure();
    for (const name of ["record", "percentile"] as const) {
      if (many[name] <= 2 * few[name] + ROOM) continue;
      fail(
        `With ${show(FEW)} samples ${name}() went over ${counted(few[name], "element")}, with ${show(MANY)} over ${show(many[name])}.`,
        name === "record"
          ? "record is O(1): it computes an index and adds one."
          : "percentile is O(buckets): it walks 128 counts, not the samples.",
      );
    }
  },
);
