/** What BENCH can be run on: the model runtime, or tokio itself; the protocol around them is the same. */
import { inlineBatch, spawnBatch, type BatchInput, type BatchResult } from "./batches.ts";
import type { ClockMs } from "./clock.ts";
import { controlBatch } from "./control.ts";
import { detachedBatch, turnBatch } from "./ladder.ts";
import type { Future } from "../../src/runtime/index.ts";
import type { Side } from "./types.ts";
import { work } from "./work.ts";

export type Batch = (input: BatchInput) => Future<BatchResult>;

export interface Engine {
  sides: Record<Side, Batch>;
  /** The steps between inline and spawn; an allocation alone, where the engine's language has one to measure. */
  ladder: { turn: Batch; detached: Batch; boxed?: Batch };
  /** The work without any future. @returns what that took, in ns */
  bare(calls: number, workRounds: number): number;
}

/** Where the results of bare work go: a loop whose result nobody could ever see might be left out. */
let sink = 0;

export function modelEngine(clock: ClockMs): Engine {
  return {
    sides: { inline: inlineBatch, spawn: spawnBatch, control: controlBatch },
    ladder: { turn: turnBatch, detached: detachedBatch },
    bare(calls, workRounds) {
      const startMs = clock();
      for (let index = 0; index < calls; index++) sink ^= work(index, workRounds);
      return (clock() - startMs) * 1e6;
    },
  };
}
