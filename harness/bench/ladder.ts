/** The steps between inline and spawn, each measured alone: a turn of the executor, and a task that nobody waits for. */
import { asyncBlock, awaited, Poll, pollFn, spawn, type Future } from "../../src/runtime/index.ts";
import type { BatchInput, BatchResult } from "./batches.ts";
import { work } from "./work.ts";

/** How many detached tasks are spawned before the spawner yields; each bears 1/32 of the spawner's own turn. */
export const DETACHED_AT_ONCE = 32;

/** Wakes itself and is Pending once: it goes through the run queue to a second poll, without a new task. */
function afterOneTurn(index: number, workRounds: number): Future<number> {
  let turned = false;
  return pollFn((cx) => {
    if (turned) return Poll.Ready(work(index, workRounds));
    turned = true;
    cx.waker.wakeByRef();
    return Poll.Pending;
  });
}

function* turnLoop({ ops, workRounds, clock }: BatchInput): Generator<unknown, BatchResult, never> {
  const startMs = clock();
  let checksum = 0;
  for (let index = 0; index < ops; index++) checksum ^= yield* awaited(afterOneTurn(index, workRounds));
  return { durationNs: (clock() - startMs) * 1e6, checksum };
}

function* detachedLoop({ ops, workRounds, clock }: BatchInput): Generator<unknown, BatchResult, never> {
  const startMs = clock();
  let checksum = 0;
  const detached = (index: number) =>
    pollFn(() => {
      checksum ^= work(index, workRounds);
      return Poll.Ready(undefined);
    });
  for (let first = 0; first < ops; first += DETACHED_AT_ONCE) {
    for (let index = first; index < first + DETACHED_AT_ONCE; index++) spawn(detached(index));
    // The queue is first in, first out: when this task is polled again, all of them have run.
    yield* awaited(afterOneTurn(0, 0));
  }
  return { durationNs: (clock() - startMs) * 1e6, checksum };
}

/** Inline, but each operation yields once. */
export function turnBatch(input: BatchInput): Future<BatchResult> {
  return asyncBlock(() => turnLoop(input));
}

/** Spawned and run, with its handle dropped at once. @param input `ops` is a multiple of DETACHED_AT_ONCE */
export function detachedBatch(input: BatchInput): Future<BatchResult> {
  return asyncBlock(() => detachedLoop(input));
}
