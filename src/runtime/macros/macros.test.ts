/** select and join: which branch is polled first, which are dropped, and that the seed decides what tokio leaves to chance. */
import { describe, expect, it } from "vitest";
import {
  asyncBlock,
  awaited,
  Builder,
  join,
  joinBiased,
  pending,
  Poll,
  pollFn,
  ready,
  select,
  selectBiased,
  sleep,
  timeout,
  Elapsed,
  yieldNow,
} from "../index.ts";
import type { Future } from "../index.ts";

const blockOn = <T>(make: () => Future<T>, seed = 1): T => {
  const runtime = Builder.newCurrentThread().seed(seed).build();
  return runtime.blockOn(asyncBlock(() => awaited(make())));
};

/** Pending for `times` polls, then ready. Records each poll and its drop. */
function noting(name: string, log: string[], times: number): Future<string> {
  let left = times;
  return {
    poll(cx) {
      log.push(name);
      if (left-- === 0) return Poll.Ready(name);
      cx.waker.wakeByRef();
      return Poll.Pending;
    },
    drop: () => void log.push(`drop ${name}`),
  };
}

const asyncDraws = (times: number) => () =>
  asyncBlock(function* () {
    let branches = "";
    for (let i = 0; i < times; i++) branches += (yield* awaited(select(ready(0), ready(1), ready(2)))).branch;
    return branches;
  });

describe("select", () => {
  it("biased: in the order written; the first ready wins, the others are dropped", () => {
    const log: string[] = [];
    const won = blockOn(() => selectBiased(noting("a", log, 2), noting("b", log, 1), noting("c", log, 1)));
    expect(won).toEqual({ branch: 1, value: "b" });
    expect(log).toEqual(["a", "b", "c", "a", "b", "drop a", "drop c"]);
  });

  it("starts anywhere, as the seed says, and every branch is first for some seed", () => {
    const winner = (seed: number) => blockOn(() => select(ready(0), ready(1), ready(2)), seed).branch;
    const seeds = Array.from({ length: 60 }, (_, seed) => seed);
    expect(new Set(seeds.map(winner))).toEqual(new Set([0, 1, 2]));
    expect(seeds.map(winner)).toEqual(seeds.map(winner));
  });

  // Printed by tokio 1.53.1 built with tokio_unstable: rng_seed(RngSeed::from_bytes(&seed.to_le_bytes())), 24 times
  // select! over three ready branches, in block_on's future, then in a task of the next block_on.
  it.each([
    [0, "100212002212200222112121", "011022211000021000110021"],
    [77, "121001101202100110021102", "110212010211002100200120"],
    [123456789, "211111110122222102220012", "112002010121020220202220"],
  ])("draws what tokio draws from seed %i", (seed, inMain, inTask) => {
    const draws = asyncDraws(24);
    const runtime = Builder.newCurrentThread().seed(seed).build();
    expect(runtime.blockOn(draws())).toBe(inMain);
    expect(runtime.blockOn(asyncBlock(() => awaited(runtime.spawn(draws()))))).toBe(inTask);
  });

  it("a lost sleep leaves the wheel", () => {
    const runtime = Builder.newCurrentThread().build();
    runtime.blockOn(asyncBlock(() => awaited(selectBiased(sleep(1000), sleep(5)))));
    expect(runtime.now()).toBe(5);
    expect(runtime.inspect().timers.count).toBe(0);
  });

  it("drops its branches when it is dropped itself", () => {
    const log: string[] = [];
    blockOn(() => selectBiased(selectBiased(noting("a", log, 9), noting("b", log, 9)), ready(0)));
    expect(log).toEqual(["a", "b", "drop a", "drop b"]);
  });
});

describe("join", () => {
  it("gives all outputs, in the order written", () => {
    expect(
      blockOn(() =>
        join(
          ready(1),
          asyncBlock(() => awaited(yieldNow())),
          ready("x"),
        ),
      ),
    ).toEqual([1, undefined, "x"]);
  });

  it("starts one branch further at each poll; biased, always at the first", () => {
    const order = (joined: typeof join): string => {
      const log: string[] = [];
      blockOn(() => joined(noting("a", log, 3), noting("b", log, 3), noting("c", log, 3)));
      return log.join("");
    };
    expect(order(join)).toBe("abcbcacababc");
    expect(order(joinBiased)).toBe("abcabcabcabc");
  });
});

describe("timeout", () => {
  it("throws Elapsed at its deadline and drops the future; in time it is the future", () => {
    const log: string[] = [];
    const dropped = { ...pending<void>(), poll: pending().poll, drop: () => void log.push("dropped") };
    const runtime = Builder.newCurrentThread().build();
    expect(() => runtime.blockOn(asyncBlock(() => awaited(timeout(20, dropped))))).toThrow(Elapsed);
    expect(runtime.now()).toBe(20);
    expect(log).toEqual(["dropped"]);
    expect(
      blockOn(() =>
        timeout(
          20,
          pollFn(() => Poll.Ready(3)),
        ),
      ),
    ).toBe(3);
  });
});
