/** Side A′, the control: a copy of the inline loop in separate source, so that the engine compiles it separately. */
import { Poll, asyncBlock, awaited, pollFn, type Future } from "../../src/runtime/index.ts";
import type { BatchInput, BatchResult } from "./batches.ts";
import { work } from "./work.ts";

// Calling `inlineBatch` twice would share its optimised code and prove nothing: the copy is the point.
// What differs between two compilations of equal source is noise of the method, and A′/A shows how much of it there is.
function secondJob(index: number, workRounds: number): Future<number> {
  return pollFn(() => Poll.Ready(work(index, workRounds)));
}

function* secondLoop({
  ops,
  workRounds,
  clock,
  enter,
  leave,
}: BatchInput): Generator<unknown, BatchResult, never> {
  yield* awaited(enter());
  const startMs = clock();
  let checksum = 0;
  for (let index = 0; index < ops; index++) checksum ^= yield* awaited(secondJob(index, workRounds));
  const result = { durationNs: (clock() - startMs) * 1e6, checksum };
  yield* awaited(leave(result));
  return result;
}

export function controlBatch(input: BatchInput): Future<BatchResult> {
  return asyncBlock(() => secondLoop(input));
}
