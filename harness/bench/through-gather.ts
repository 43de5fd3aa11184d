/** Measures a second number, never graded: the same jobs eight at a time through the learner's own gather. */
import { asyncBlock, awaited, spawn, type Future } from "../../src/runtime/index.ts";
import { job, type BatchInput, type BatchResult } from "./batches.ts";
import type { Gather } from "./learner-gather.ts";

/** Jobs in one gather. */
export const WIDTH = 8;

type Launch = (future: Future<number>) => Future<number>;
const inPlace: Launch = (future) => future;

function* gatherLoop(
  { ops, workRounds, clock }: BatchInput,
  gather: Gather,
  launch: Launch,
): Generator<unknown, BatchResult, never> {
  const startMs = clock();
  let checksum = 0;
  for (let first = 0; first < ops; first += WIDTH) {
    const jobs: Future<number>[] = [];
    for (let index = first; index < first + WIDTH; index++) jobs.push(launch(job(index, workRounds)));
    for (const result of yield* awaited(gather(jobs))) checksum ^= result;
  }
  return { durationNs: (clock() - startMs) * 1e6, checksum };
}

/** @param input `ops` is a multiple of WIDTH */
export function gatherBatch(
  side: "inline" | "spawn",
  input: BatchInput,
  gather: Gather,
): Future<BatchResult> {
  return asyncBlock(() => gatherLoop(input, gather, side === "inline" ? inPlace : spawn));
}
