/** The timed loops: the same job awaited inline, and awaited through a spawned task. */
import { Poll, asyncBlock, awaited, pollFn, spawn, type Future } from "../../src/runtime/index.ts";
import type { ClockMs } from "./clock.ts";
import { work } from "./work.ts";

export interface BatchResult {
  durationNs: number;
  /** XOR of all the operations' results. */
  checksum: number;
}

export interface BatchInput {
  ops: number;
  workRounds: number;
  clock: ClockMs;
  /**
   * The loop itself awaits these before the clock starts and after it stops. A wrapper around the loop would be
   * one more async block for each second poll, and only the spawned side has second polls.
   */
  enter: () => Future<void>;
  leave: (result: BatchResult) => Future<void>;
}

/** `async { work() }` with nothing to wait for: ready at its first poll. */
export function job(index: number, workRounds: number): Future<number> {
  return pollFn(() => Poll.Ready(work(index, workRounds)));
}

// The generators are hoisted because a generator function expression costs 1.5 µs at its first call, more than a spawn.
function* inlineLoop({
  ops,
  workRounds,
  clock,
  enter,
  leave,
}: BatchInput): Generator<unknown, BatchResult, never> {
  yield* awaited(enter());
  const startMs = clock();
  let checksum = 0;
  for (let index = 0; index < ops; index++) checksum ^= yield* awaited(job(index, workRounds));
  const result = { durationNs: (clock() - startMs) * 1e6, checksum };
  yield* awaited(leave(result));
  return result;
}

function* spawnLoop({
  ops,
  workRounds,
  clock,
  enter,
  leave,
}: BatchInput): Generator<unknown, BatchResult, never> {
  yield* awaited(enter());
  const startMs = clock();
  let checksum = 0;
  for (let index = 0; index < ops; index++) checksum ^= yield* awaited(spawn(job(index, workRounds)));
  const result = { durationNs: (clock() - startMs) * 1e6, checksum };
  yield* awaited(leave(result));
  return result;
}

/** Side A: `for … { sum ^= async { work() }.await }`, one at a time, within one task. */
export function inlineBatch(input: BatchInput): Future<BatchResult> {
  return asyncBlock(() => inlineLoop(input));
}

/** Side B: `for … { sum ^= tokio::spawn(async { work() }).await }`, one at a time, within one task. */
export function spawnBatch(input: BatchInput): Future<BatchResult> {
  return asyncBlock(() => spawnLoop(input));
}
