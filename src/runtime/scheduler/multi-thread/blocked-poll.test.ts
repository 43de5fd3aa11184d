/** What others see of a poll that blocks its thread: none of its effects happen too early. */
/* oxlint-disable require-yield -- some of these blocks only block */
import { describe, expect, it } from "vitest";
import {
  asyncBlock,
  awaited,
  blockInPlace,
  Builder,
  now,
  Poll,
  pollFn,
  sleep,
  spawn,
  thread,
  TraceRing,
} from "../../index.ts";
import type { Runtime, Waker } from "../../index.ts";

const SEEDS = Array.from({ length: 20 }, (_, i) => i);

function twoWorkers(seed: number): { rt: Runtime; trace: TraceRing } {
  const trace = new TraceRing();
  return { rt: Builder.newMultiThread().workerThreads(2).seed(seed).trace(trace).build(), trace };
}

/** [start, end] of each poll of `task`, in virtual ms. */
function pollsOf(trace: TraceRing, task: number): [number, number][] {
  const polls: [number, number][] = [];
  for (const event of trace.events()) {
    if (event.kind === "poll-start" && event.task === task) polls.push([event.atMs, NaN]);
    if (event.kind === "poll-end" && event.task === task) (polls.at(-1) as [number, number])[1] = event.atMs;
  }
  return polls;
}

describe("a poll that blocks", () => {
  it.each(SEEDS)("and wakes itself is not polled again before it has ended (seed %i)", (seed) => {
    const { rt, trace } = twoWorkers(seed);
    let left = 5;
    rt.spawn(
      pollFn((cx) => {
        thread.sleep(3);
        if (left-- === 0) return Poll.Ready(undefined);
        cx.waker.wakeByRef();
        return Poll.Pending;
      }),
    );
    rt.runUntilParked();
    expect(pollsOf(trace, 1)).toEqual([
      [0, 3],
      [3, 6],
      [6, 9],
      [9, 12],
      [12, 15],
      [15, 18],
    ]);
  });

  it.each(SEEDS)("wakes others when it comes to that, not when it began (seed %i)", (seed) => {
    const { rt, trace } = twoWorkers(seed);
    let waker: Waker | null = null;
    let ready = false;
    rt.spawn(
      pollFn((cx) => {
        waker = cx.waker.clone();
        return ready ? Poll.Ready(undefined) : Poll.Pending;
      }),
    );
    rt.spawn(
      asyncBlock(function* () {
        yield* awaited(sleep(1));
        thread.sleep(4);
        ready = true;
        waker?.wake();
        thread.sleep(10);
      }),
    );
    rt.runUntilParked();
    const last = pollsOf(trace, 1).at(-1);
    expect(last?.[0]).toBeGreaterThanOrEqual(5);
  });

  it.each(SEEDS)("completes at its end: its joiner goes on no sooner (seed %i)", (seed) => {
    const { rt } = twoWorkers(seed);
    let joinedAtMs = NaN;
    rt.spawn(
      asyncBlock(function* () {
        const child = spawn(
          asyncBlock(function* () {
            thread.sleep(7);
          }),
        );
        yield* awaited(child);
        joinedAtMs = now();
      }),
    );
    rt.runUntilParked();
    expect(joinedAtMs).toBe(7);
  });

  it("holds its worker until block_in_place gives the core away, and no longer", () => {
    const trace = new TraceRing();
    const rt = Builder.newMultiThread().workerThreads(1).trace(trace).build();
    let otherAtMs = NaN;
    rt.spawn(
      asyncBlock(function* () {
        spawn(
          asyncBlock(function* () {
            otherAtMs = now();
          }),
        );
        thread.sleep(5);
        blockInPlace(() => thread.sleep(30));
        yield* awaited(sleep(1));
      }),
    );
    rt.runUntilParked();
    expect(trace.events().find(({ kind }) => kind === "hand-off")).toMatchObject({ atMs: 5 });
    expect(otherAtMs).toBe(5);
    expect(rt.now()).toBe(36);
  });

  it("and is woken meanwhile by a timer of its own is polled once more, after its end", () => {
    const { rt, trace } = twoWorkers(3);
    rt.spawn(
      asyncBlock(function* () {
        const timer = sleep(2);
        thread.sleep(9);
        yield* awaited(timer);
      }),
    );
    rt.spawn(
      asyncBlock(function* () {
        for (let i = 0; i < 20; i++) yield* awaited(sleep(1));
      }),
    );
    rt.runUntilParked();
    for (const [start] of pollsOf(trace, 1).slice(1)) expect(start).toBeGreaterThanOrEqual(9);
  });
});
