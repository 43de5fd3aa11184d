/** The timed loops: the same job awaited inline, and awaited through a spawned task. */
import { Poll, asyncBlock, awaited, pollFn, spawn, type Future } from "../../src/runtime/index.ts";
import type { ClockMs } from "./clock.ts";
import { work } from "./work.ts";

export interface BatchResult {
  durationNs: number;
  /** XOR of everything that the operations returned. */
  checksum: number;
}

export interface BatchInput {
  ops: number;
  workRounds: number;
  clock: ClockMs;
  /**
   * Awaited before the clock starts and after it has stopped, by the loop itself: wrapped around it instead, they would
   * be one more async block that each second poll has to go through, and only the spawned side has second polls.
   */
  enter: () => Future<void>;
  leave: (result: BatchResult) => Future<void>;
}

/** `async { work() }` with nothing to wait for: ready at its first poll. */
export function job(index: number, workRounds: number): Future<number> {
  return pollFn(() => Poll.Ready(work(index, workRounds)));
}

// The generators are hoisted: a generator function expression costs 1.5 µs at its first call, more than a spawn.
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
