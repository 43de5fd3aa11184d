/**
 * Runs batches on tokio itself, compiled to WebAssembly, as futures of the model: tasks whose handles the learner's
 * gather collects.
 */
import { asyncBlock, awaited, type Future } from "../../src/runtime/index.ts";
import type { BatchInput, BatchResult } from "./batches.ts";
import type { Batch, Engine } from "./engine.ts";

const BATCHES = ["inline", "spawn", "control", "boxed", "turn", "detached", "bare"] as const;

/** Runs `ops` operations of `workRounds` each on tokio's own runtime. @returns the duration of the loop, in ms */
type RunBatch = (ops: number, workRounds: number) => number;

/** What the modules `batches-debug` and `batches-release` export; see harness/tokio/tab/batches. */
type TokioBatches = Record<(typeof BATCHES)[number], RunBatch> & { checksum(): number };

/** @throws for exports of another module */
function batchesIn(exports: Readonly<Record<string, unknown>>): TokioBatches {
  const missing = [...BATCHES, "checksum"].find((name) => typeof exports[name] !== "function");
  if (missing !== undefined) throw new Error(`the module has no batch “${missing}”`);
  return exports as TokioBatches;
}

/** One poll runs the whole batch: tokio's scheduler turns inside the module, and nothing of the model is in the timed loop. */
function* loop(
  run: RunBatch,
  checksum: () => number,
  { ops, workRounds, enter, leave }: BatchInput,
): Generator<unknown, BatchResult, never> {
  yield* awaited(enter());
  const result = { durationNs: run(ops, workRounds) * 1e6, checksum: checksum() | 0 };
  yield* awaited(leave(result));
  return result;
}

/** @param exports of an instance that uses the same clock as the rest of the measurement */
export function tokioEngine(exports: Readonly<Record<string, unknown>>): Engine {
  const batches = batchesIn(exports);
  const batch =
    (run: RunBatch): Batch =>
    (input): Future<BatchResult> =>
      asyncBlock(() => loop(run, batches.checksum, input));
  return {
    sides: {
      inline: batch(batches.inline),
      spawn: batch(batches.spawn),
      control: batch(batches.control),
    },
    ladder: { turn: batch(batches.turn), detached: batch(batches.detached), boxed: batch(batches.boxed) },
    bare: (calls, workRounds) => batches.bare(calls, workRounds) * 1e6,
  };
}
