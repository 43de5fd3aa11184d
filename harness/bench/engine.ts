/** What BENCH can run on: the model runtime or tokio itself, with the same protocol. */
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
  /** The steps between inline and spawn, and a lone allocation if the engine's language has one to measure. */
  ladder: { turn: Batch; detached: Batch; boxed?: Batch };
  /** Does the work without any future. @returns the time in ns */
  bare(calls: number, workRounds: number): number;
}

/** Keeps the results of bare work: the compiler might remove a loop whose result nobody can see. */
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
