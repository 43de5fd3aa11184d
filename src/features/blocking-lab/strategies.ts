/** Makes a handler with its blocking steps run by one of six strategies, as a future of the model. */
import {
  asyncBlock,
  awaited,
  blockInPlaceOn,
  BlockingPool,
  sleep,
  spawnBlockingOn,
  yieldNow,
} from "../../runtime/index.ts";
import type { Future, Handle } from "../../runtime/index.ts";
import type { Handler, Remedy, Step } from "./handler.ts";
import { remediesFor } from "./handler.ts";
import type { Machine, Work } from "./machine.ts";

/** `yours` gives each step the remedy that its author chose for it. */
export const STRATEGIES = ["inline", "spawn_blocking", "rayon", "yield", "block_in_place", "yours"] as const;
export type Strategy = (typeof STRATEGIES)[number];

export const STRATEGY_WORDS: Record<Strategy, string> = {
  inline: "inline",
  spawn_blocking: "spawn_blocking",
  rayon: "a rayon pool",
  yield: "a loop that yields",
  block_in_place: "block_in_place",
  yours: "your choice for each",
};

/** A piece of a loop that yields: in the middle of 10 to 100 µs. */
export const SLICE_MS = 0.05;

export interface Tools {
  machine: Machine;
  /** As many threads as processors, outside tokio; jobs wait in order. */
  rayon: BlockingPool;
}

export function makeTools(handle: Handle, machine: Machine, processors: number): Tools {
  return { machine, rayon: new BlockingPool(handle, processors) };
}

export function request(handler: Handler, strategy: Strategy, tools: Tools, done: () => void): Future<void> {
  return asyncBlock(function* () {
    for (const step of handler.steps) {
      if (step.kind === "await") yield* awaited(sleep(step.ms));
      else yield* blocking(step, remedyOf(step, strategy), tools);
    }
    done();
  });
}

/** A remedy that does not help this kind of step leaves it inline. */
export function remedyOf(step: Step, strategy: Strategy): Remedy {
  const wanted = strategy === "yours" ? step.remedy : strategy;
  return remediesFor(step.kind).includes(wanted) ? wanted : "inline";
}

function* blocking(step: Step, remedy: Remedy, { machine, rayon }: Tools): Work {
  const work = (): Work => run(step, machine);
  switch (remedy) {
    case "inline":
      yield* work();
      return;
    case "spawn_blocking":
      yield* awaited(spawnBlockingOn(work));
      return;
    case "rayon":
      // Its end wakes the task from outside the runtime, as the oneshot's sender does from rayon's thread.
      yield* awaited(rayon.spawnBlockingOn(work));
      return;
    case "block_in_place":
      yield* blockInPlaceOn(work);
      return;
    case "yield":
      yield* inPieces(step.ms, machine);
  }
}

function* inPieces(ms: number, machine: Machine): Work {
  for (let leftMs = ms; leftMs > 0; leftMs -= SLICE_MS) {
    yield* machine.compute(Math.min(SLICE_MS, leftMs));
    if (leftMs > SLICE_MS) yield* awaited(yieldNow());
  }
}

function run({ kind, ms }: Step, machine: Machine): Work {
  if (kind === "cpu") return machine.compute(ms);
  return kind === "file" ? machine.readFile(ms) : machine.lock(ms);
}
