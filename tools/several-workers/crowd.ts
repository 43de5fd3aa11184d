/** "Ten thousand tasks", on the model and as tokio did it: how many are done before the spawner's poll ends, the thefts, and each worker's share. */
import { readFileSync } from "node:fs";
import { Builder } from "../../src/runtime/index.ts";
import { OPS } from "../../src/runtime/programs/ops.ts";
import { World } from "../../src/runtime/programs/world.ts";
import { median } from "../../harness/bench/stats.ts";

const TASKS = 10_000;

export interface Crowd {
  /** Tasks done before the spawner's poll ended. */
  readonly meanwhile: number;
  readonly thefts: number;
  /** Tasks of each worker, the largest share first. */
  readonly shares: readonly number[];
}

/** Written by `harness/tokio/several`: `crowd <workers> <runs>`, on a busy machine with two processors. */
const RECORDED = new URL("../../harness/fixtures/traces/crowd.jsonl", import.meta.url);

export const CROWD_WORKERS = [2, 4, 8];

export function recordedCrowds(workers: number): Crowd[] {
  return readFileSync(RECORDED, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Crowd & { workers: number })
    .filter((crowd) => crowd.workers === workers);
}

export function medians(crowds: readonly Crowd[]): { meanwhile: number; thefts: number; largest: number } {
  return {
    meanwhile: median(crowds.map(({ meanwhile }) => meanwhile)),
    thefts: median(crowds.map(({ thefts }) => thefts)),
    largest: median(crowds.map(({ shares }) => shares[0] as number)),
  };
}

export function modelCrowd(workers: number, seed: number): Crowd {
  const runtime = Builder.newMultiThread().workerThreads(workers).seed(seed).order("usual").build();
  const shares = Array.from({ length: workers }, () => 0);
  let [done, meanwhile] = [0, 0];
  const ops = {
    ...OPS,
    done: () => {
      const worker = runtime.handle.scheduler.currentWorker();
      shares[worker] = (shares[worker] ?? 0) + 1;
      done++;
    },
    look: () => void (meanwhile = done),
  };
  const bodies = [
    [
      ["spawnmany", TASKS],
      ["look", 0],
    ],
    [["done", 0]],
  ] as const;
  const program = { chans: [], sems: [], nn: 0, nm: 0, no: 0, np: 0, bodies };
  const world = runtime.enter(() => new World(program, runtime.handle, ops));
  runtime.runUntilParked();
  runtime.spawn(world.task(0));
  runtime.runUntilParked();
  return { meanwhile, thefts: runtime.handle.metrics.steals, shares: shares.toSorted((a, b) => b - a) };
}
