/** A simulated hour of a busy service: what the console keeps does not grow with the time it watches. */
import { create } from "@bufbuild/protobuf";
import { expect, it } from "vitest";
import { TaskStore } from "../store.ts";
import { Decoder } from "./decode.ts";
import { UpdateSchema } from "./proto/instrument_pb.js";

const META = { id: 1n };
const SECONDS = 3_600;
/** Spawned each second, and as many waits for a timer. */
const A_SECOND = 6;

it("tasks, timers and their operations that are over are forgotten", () => {
  const decoder = new Decoder();
  const store = new TaskStore();
  const at = (second: number) => ({ seconds: BigInt(1_700_000_000 + second), nanos: 0 });
  let most = 0;
  for (let second = 0; second < SECONDS; second++) {
    // Each lives for a second, and a span's id comes back after ten minutes.
    const spans = (of: number) =>
      Array.from({ length: A_SECOND }, (_, i) => BigInt(3 * ((of % 600) * A_SECOND + i)));
    const fresh = spans(second);
    const over = second === 0 ? [] : spans(second - 1);
    const life = (offset: bigint) =>
      Object.fromEntries([
        ...fresh.map((span) => [`${span + offset}`, { createdAt: at(second), pollStats: {} }] as const),
        ...over.map(
          (span) =>
            [
              `${span + offset}`,
              { createdAt: at(second - 1), droppedAt: at(second), pollStats: {} },
            ] as const,
        ),
      ]);
    const update = create(UpdateSchema, {
      now: at(second),
      newMetadata:
        second === 0 ? { metadata: [{ id: META, metadata: { target: "tokio" } }] } : { metadata: [] },
      taskUpdate: {
        newTasks: fresh.map((span) => ({ id: { id: span }, metadata: META })),
        statsUpdate: life(0n),
      },
      resourceUpdate: {
        newResources: fresh.map((span) => ({ id: { id: span + 1n }, metadata: META })),
        statsUpdate: life(1n),
      },
      asyncOpUpdate: {
        newAsyncOps: fresh.map((span) => ({
          id: { id: span + 2n },
          metadata: META,
          resourceId: { id: span + 1n },
        })),
        statsUpdate: life(2n),
      },
    });
    store.apply(decoder.take(update, second === 0));
    most = Math.max(most, store.tasks.size + decoder.resources.size + decoder.asyncOps.size);
    if (second === 100) most = 0;
  }
  // Eight seconds of each: one of life, six on the screen, and the one that has just begun.
  expect(most).toBeLessThanOrEqual(3 * 8 * A_SECOND);
  expect(decoder.size).toBeLessThanOrEqual((92 + 2 * 8) * A_SECOND);
  expect(store.nowMs).toBe((SECONDS - 1) * 1_000);
});
