/** What the primitives return when things go wrong: closed ends, dropped senders, try_ methods, misuse. The recorded traces test the order. */
import { describe, expect, it } from "vitest";
import {
  AcquireError,
  asyncBlock,
  awaited,
  Builder,
  JoinSet,
  mpsc,
  Mutex,
  Notify,
  oneshot,
  Panic,
  pending,
  ready,
  RecvError,
  Semaphore,
  SendError,
  spawn,
  todo,
  Todo,
  TryError,
  yieldNow,
} from "../index.ts";
import type { JoinError } from "../index.ts";

const run = <T>(body: () => Generator<unknown, T, unknown>): T =>
  Builder.newCurrentThread().build().blockOn(asyncBlock(body));

describe("mpsc", () => {
  it("bounded: a full channel makes the sender wait, and values come in order", () => {
    const seen = run(function* () {
      const [tx, rx] = mpsc.channel<number>(2);
      const sender = spawn(
        asyncBlock(function* () {
          for (let i = 0; i < 5; i++) yield* awaited(tx.send(i));
          tx.drop();
        }),
      );
      yield* awaited(yieldNow());
      expect(() => tx.trySend(9)).toThrow(TryError);
      const seen: number[] = [];
      for (;;) {
        const value = yield* awaited(rx.recv());
        if (value === undefined) break;
        seen.push(value);
      }
      yield* awaited(sender);
      return seen;
    });
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });

  it("a closed receiver refuses new values, still gives the old, and wakes who waits to send", () => {
    run(function* () {
      const [tx, rx] = mpsc.channel<string>(1);
      tx.trySend("old");
      const waiting = spawn(asyncBlock(() => awaited(tx.send("late"))));
      yield* awaited(yieldNow());
      rx.close();
      try {
        yield* awaited(waiting);
        expect.unreachable();
      } catch (error) {
        const sent = (error as JoinError).intoPanic();
        expect(sent).toBeInstanceOf(SendError);
        expect((sent as SendError<string>).value).toBe("late");
      }
      expect(() => tx.trySend("new")).toThrow(SendError);
      expect(tx.isClosed()).toBe(true);
      expect(yield* awaited(rx.recv())).toBe("old");
      expect(yield* awaited(rx.recv())).toBeUndefined();
    });
  });

  it("unbounded: counts its senders; try_recv tells empty from finished", () => {
    const [tx, rx] = mpsc.unboundedChannel<number>();
    const clone = tx.clone();
    tx.drop();
    tx.drop();
    expect(() => rx.tryRecv()).toThrow(TryError);
    clone.send(1);
    expect(rx.tryRecv()).toBe(1);
    clone.drop();
    expect(rx.tryRecv()).toBeUndefined();
    rx.drop();
    expect(() => clone.send(2)).toThrow(SendError);
  });

  it("has no bounded channel for nothing", () => {
    expect(() => mpsc.channel(0)).toThrow(Panic);
    expect(() => mpsc.channel(1.5)).toThrow(/buffer > 0/);
  });
});

describe("oneshot", () => {
  it("gives its value once", () => {
    const [tx, rx] = oneshot.channel<number>();
    expect(() => rx.tryRecv()).toThrow(TryError);
    tx.send(5);
    expect(() => tx.send(6)).toThrow(Panic);
    expect(run(() => awaited(rx))).toBe(5);
    expect(() => run(() => awaited(rx))).toThrow(Panic);
  });

  it("says so when the other end is gone", () => {
    const [tx, rx] = oneshot.channel<number>();
    tx.drop();
    expect(() => run(() => awaited(rx))).toThrow(RecvError);
    const [tx2, rx2] = oneshot.channel<number>();
    rx2.close();
    expect(tx2.isClosed()).toBe(true);
    expect(() => tx2.send(1)).toThrow(SendError);
  });
});

describe("locks", () => {
  it("a mutex guards its value, and one guard unlocks once", () => {
    run(function* () {
      const mutex = new Mutex(1);
      const guard = yield* awaited(mutex.lock());
      expect(() => mutex.tryLock()).toThrow(TryError);
      guard.value += 41;
      guard.drop();
      const again = mutex.tryLock();
      guard.drop();
      expect(() => mutex.tryLock()).toThrow(TryError);
      expect(again.value).toBe(42);
    });
  });

  it("a semaphore's permits come back unless they are forgotten; a closed one says so", () => {
    run(function* () {
      const semaphore = new Semaphore(3);
      const two = yield* awaited(semaphore.acquireMany(2));
      semaphore.tryAcquire().forget();
      expect(() => semaphore.tryAcquire()).toThrow(TryError);
      two.drop();
      two.drop();
      expect(semaphore.availablePermits()).toBe(2);
      const waiting = spawn(asyncBlock(() => awaited(semaphore.acquireMany(3))));
      yield* awaited(yieldNow());
      expect(semaphore.availablePermits()).toBe(0);
      semaphore.close();
      try {
        yield* awaited(waiting);
        expect.unreachable();
      } catch (error) {
        expect((error as JoinError).intoPanic()).toBeInstanceOf(AcquireError);
      }
      expect(semaphore.availablePermits()).toBe(2);
    });
    expect(() => new Semaphore(-1)).toThrow(Panic);
  });

  it("a notification without a waiter is kept, once", () => {
    run(function* () {
      const notify = new Notify();
      notify.notifyOne();
      notify.notifyOne();
      yield* awaited(notify.notified());
      const second = notify.notified();
      expect(second.enable()).toBe(false);
      notify.notifyWaiters();
      expect(second.enable()).toBe(true);
      yield* awaited(second);
    });
  });
});

describe("JoinSet", () => {
  it("joins in the order of completion, rethrows errors, and ends with undefined", () => {
    run(function* () {
      const set = new JoinSet<number>();
      set.spawn(
        asyncBlock(function* () {
          yield* awaited(yieldNow());
          return 1;
        }),
      );
      set.spawn(ready(2));
      set.spawn({ poll: () => todo() });
      set.spawn(pending()).abort();
      expect(set.len()).toBe(4);
      const joined: unknown[] = [];
      while (!set.isEmpty()) {
        try {
          joined.push(yield* awaited(set.joinNext()));
        } catch (error) {
          const payload = (error as JoinError).intoPanic();
          joined.push(payload instanceof Todo ? "todo" : "cancelled");
        }
      }
      expect(joined).toEqual([2, "todo", "cancelled", 1]);
      expect(yield* awaited(set.joinNext())).toBeUndefined();
    });
  });

  it("aborts what is in it when it is dropped", () => {
    const runtime = Builder.newCurrentThread().build();
    runtime.blockOn(
      asyncBlock(function* () {
        const set = new JoinSet<void>();
        set.spawn(pending());
        set.spawn(pending());
        yield* awaited(yieldNow());
        set.drop();
        yield* awaited(yieldNow());
      }),
    );
    expect(runtime.inspect().tasks).toEqual([]);
  });
});
