/** The looks into the injection queue are tuned to the length of polls, as `tuned` in harness/tokio/several measures on tokio. */
import { expect, it } from "vitest";
import { Builder, Poll, pollFn, thread } from "../../index.ts";

const SPAWNS = 300;

/** The most polls of `us` each between a spawn from outside and the spawned task's, when a worker always has others to poll. */
function most(us: number, tuned: boolean): number {
  const builder = Builder.newMultiThread().workerThreads(1);
  if (tuned) builder.tuneGlobalQueueInterval(0.2);
  const runtime = builder.build();
  const waits: number[] = [];
  let polls = 0;
  for (let i = 0; i < 2; i++)
    runtime.spawn(
      pollFn((cx) => {
        polls++;
        thread.sleep(us / 1_000);
        if (waits.length === SPAWNS) return Poll.Ready(undefined);
        cx.waker.wakeByRef();
        return Poll.Pending;
      }),
    );
  for (let i = 0; i < SPAWNS; i++)
    // After as many polls as it takes to tune, and each at another tick.
    runtime.handle.outside.at((500 + 130.7 * i) * (us / 1_000), () => {
      const before = polls;
      runtime.spawn(
        pollFn(() => {
          waits.push(polls - before);
          return Poll.Ready(undefined);
        }),
      );
    });
  runtime.runUntilParked();
  return Math.max(...waits);
}

it.each([
  [10, 23],
  [20, 11],
  [50, 2],
  [100, 1],
  [1_000, 1],
])("polls of %i µs: as many between two looks as on tokio, where they were up to %i", (us, onTokio) => {
  expect(Math.abs(most(us, true) - onTokio)).toBeLessThanOrEqual(1 + onTokio / 4);
});

it("without being tuned each 61st tick", () => {
  for (const us of [10, 1_000]) expect(most(us, false)).toBeGreaterThan(55);
});
