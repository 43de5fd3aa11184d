/** Each measured batch does its work on real tokio. */
import { expect, test } from "vitest";
import { expectedChecksum } from "../../../harness/bench/work.ts";
import { instantiate } from "./instantiate.ts";
import { TOKIO } from "./modules.ts";
import { readModule } from "./read-module.ts";

const BATCHES = ["inline", "spawn", "control", "boxed", "turn", "detached", "bare"];

test.each(["batches-debug", "batches-release"] as const)("%s does the work of every batch", async (name) => {
  let reads = 0;
  const exports = instantiate(await readModule(name), { now: () => reads++ });
  const { checksum, ...batches } = exports as unknown as Record<
    string,
    (ops: number, rounds: number) => number
  >;
  for (const batch of BATCHES)
    for (const [ops, rounds] of [
      [320, 0],
      [64, 8],
      [32, 128],
    ] as const) {
      reads = 0;
      // The clock is read where the loop begins and where it ends.
      expect([batch, batches[batch]!(ops, rounds)]).toEqual([batch, 1]);
      expect([batch, reads, checksum!(0, 0) | 0]).toEqual([batch, 2, expectedChecksum(ops, rounds)]);
    }
});

test("the versions are those of the record", () => {
  const rustc = expect.stringMatching(/^1\.\d+\.\d+$/);
  expect(TOKIO).toEqual({ tokio: "1.53.1", rustc, target: "wasm32-wasip1" });
});
