/** The runtime's public behaviour: blockOn, spawn, join, sleep, panics and misuse, on both flavors. */
import { describe, expect, it } from "vitest";
import {
  asyncBlock,
  awaited,
  Builder,
  Context,
  JoinError,
  Panic,
  ParkedForever,
  pending,
  Poll,
  pollFn,
  PollLimit,
  ready,
  sleep,
  spawn,
  todo,
  Todo,
  Waker,
  yieldNow,
} from "./index.ts";
import type { Future, JoinHandle, Runtime } from "./index.ts";

const FLAVORS: [string, () => Runtime][] = [
  ["current_thread", () => Builder.newCurrentThread().build()],
  ["multi_thread, 1 worker", () => Builder.newMultiThread().build()],
  ["multi_thread, 4 workers", () => Builder.newMultiThread().workerThreads(4).seed(7).build()],
];

describe.each(FLAVORS)("%s", (_name, build) => {
  it("blocks on a future and gives its output", () => {
    expect(build().blockOn(ready(42))).toBe(42);
  });

  it("runs spawned tasks, and joins them in any order", () => {
    const out = build().blockOn(
      asyncBlock(function* () {
        const handles = [1, 2, 3].map((n) =>
          spawn(
            asyncBlock(function* () {
              yield* awaited(yieldNow());
              return n * 10;
            }),
          ),
        );
        const results: number[] = [];
        for (const handle of handles.reverse()) results.push(yield* awaited(handle));
        return results;
      }),
    );
    expect(out).toEqual([30, 20, 10]);
  });

  it("sleeps in virtual time, and wakes in the order of the deadlines", () => {
    const rt = build();
    const woken: number[] = [];
    rt.blockOn(
      asyncBlock(function* () {
        const handles = [300, 20, 5000].map((ms) =>
          spawn(
            asyncBlock(function* () {
              yield* awaited(sleep(ms));
              woken.push(ms);
            }),
          ),
        );
        for (const handle of handles) yield* awaited(handle);
      }),
    );
    expect(woken).toEqual([20, 300, 5000]);
    expect(rt.now()).toBe(5000);
  });

  it("rethrows a task's panic at the awaiter, as JoinError", () => {
    const caught = build().blockOn(
      asyncBlock(function* () {
        try {
          yield* awaited(spawn(pollFn(() => todo("later"))));
        } catch (error) {
          return error;
        }
      }),
    );
    expect(caught).toBeInstanceOf(JoinError);
    expect((caught as JoinError).intoPanic()).toBeInstanceOf(Todo);
  });

  it("drops an aborted task's future where it stands, running its finally blocks", () => {
    const log: string[] = [];
    const rt = build();
    const cancelled = rt.blockOn(
      asyncBlock(function* () {
        const handle = spawn(
          asyncBlock(function* () {
            try {
              yield* awaited(pending());
            } finally {
              log.push("dropped");
            }
          }),
        );
        yield* awaited(sleep(1));
        handle.abort();
        try {
          yield* awaited(handle);
          return false;
        } catch (error) {
          return (error as JoinError).isCancelled();
        }
      }),
    );
    expect(cancelled).toBe(true);
    expect(log).toEqual(["dropped"]);
    expect(rt.inspect().tasks).toEqual([]);
  });

  it("says who is parked when nothing can run any more", () => {
    const rt = build();
    const future = asyncBlock(function* () {
      spawn(pending());
      yield* awaited(spawn(pending()));
    });
    let error: unknown;
    try {
      rt.blockOn(future);
    } catch (e) {
      error = e;
    }
    expect(error).toBeInstanceOf(ParkedForever);
    expect((error as ParkedForever).tasks.map((task) => task.id)).toEqual([0, 1, 2]);
  });

  it("ends a busy loop at the bound on polls, in the main future and in a task", () => {
    const busy: Future<never> = pollFn((cx) => {
      cx.waker.wakeByRef();
      return Poll.Pending;
    });
    const bounded = () => Builder.newCurrentThread().maxPolls(100).build();
    expect(() => bounded().blockOn(busy)).toThrow(PollLimit);
    expect(() => bounded().blockOn(asyncBlock(() => awaited(spawn(busy))))).toThrow(PollLimit);
  });

  it("counts polls: one for each wake that came between polls, plus the first", () => {
    const rt = build();
    let kept: Waker | undefined;
    const handle = rt.spawn(
      pollFn((cx) => {
        kept ??= cx.waker.clone();
        return Poll.Pending;
      }),
    );
    rt.runUntilParked();
    for (let i = 0; i < 5; i++) kept?.wakeByRef();
    rt.runUntilParked();
    expect(rt.metrics.polls).toBe(2);
    expect(handle.isFinished()).toBe(false);
  });
});

function boom(): never {
  throw new Error("boom");
}

describe("misuse panics, and says what to do instead", () => {
  const rt = () => Builder.newCurrentThread().build();
  it.each<[string, RegExp, () => unknown]>([
    ["spawn outside", /no reactor running.*block_on/, () => spawn(ready(1))],
    ["sleep outside", /no reactor running/, () => sleep(1)],
    ["sleep of NaN", /duration/, () => rt().enter(() => sleep(Number.NaN))],
    [
      "block_on inside",
      /Cannot start a runtime from within a runtime.*[Aa]wait/,
      () => rt().blockOn(pollFn(() => Poll.Ready(rt().blockOn(ready(1))))),
    ],
    ["no future", /expected a Future/, () => rt().spawn(3 as unknown as Future<number>)],
    ["a promise", /Promise/, () => awaited(Promise.resolve(1) as unknown as Future<number>)],
    [
      "no poll",
      /return Poll\.Pending/,
      () => rt().blockOn(pollFn(() => undefined as unknown as Poll<number>)),
    ],
    [
      "no star",
      /with the star/,
      () =>
        rt().blockOn(
          asyncBlock(function* () {
            yield ready(1);
          }),
        ),
    ],
    ["outside async", /outside an async block/, () => [...awaited(ready(1))]],
    ["zero workers", /worker_threads/, () => Builder.newMultiThread().workerThreads(0)],
    ["no waker", /fromWaker/, () => Context.fromWaker({} as Waker)],
    ["no wake", /wake\(\) method/, () => Waker.from({} as { wake(): void })],
  ])("%s", (_what, message, misuse) => {
    expect(misuse).toThrow(Panic);
    expect(misuse).toThrow(message);
  });

  const cx = Context.fromWaker(Waker.noop());
  it("async block after completion, after panicking, after drop", () => {
    const done = asyncBlock(function* () {});
    done.poll(cx);
    expect(() => done.poll(cx)).toThrow("`async fn` resumed after completion");
    const panicked = asyncBlock(() => awaited(pollFn(() => boom())));
    expect(() => panicked.poll(cx)).toThrow("boom");
    expect(() => panicked.poll(cx)).toThrow("`async fn` resumed after panicking");
    const dropped = asyncBlock(function* () {});
    dropped.drop?.();
    expect(() => dropped.poll(cx)).toThrow("dropped");
  });

  it("join handle after completion", () => {
    const runtime = rt();
    let handle: JoinHandle<number> | undefined;
    runtime.blockOn(
      asyncBlock(function* () {
        handle = spawn(ready(1));
        yield* awaited(handle);
      }),
    );
    expect(() => handle?.poll(cx)).toThrow("polled after completion");
  });
});

describe("wakers", () => {
  it("clone wakes the same task; others do not", () => {
    const seen: boolean[] = [];
    const look = pollFn((cx) => {
      seen.push(cx.waker.clone().willWake(cx.waker), cx.waker.willWake(Waker.noop()));
      return Poll.Ready(undefined);
    });
    const rt = Builder.newCurrentThread().build();
    rt.blockOn(look);
    rt.blockOn(asyncBlock(() => awaited(rt.spawn(look))));
    expect(seen).toEqual([true, false, true, false]);
    const mine = Waker.from({ wake() {} });
    expect(mine.clone().willWake(mine)).toBe(true);
    expect(Waker.from({ wake() {} }).willWake(mine)).toBe(false);
  });
});
