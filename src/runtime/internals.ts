/** One instance of everything that learner code can get from the runtime: a sandbox locks these and their classes. */
import { Builder } from "./builder.ts";
import { join } from "./macros/join.ts";
import { select } from "./macros/select.ts";
import { asyncBlock, awaited } from "./std/async-block.ts";
import { pending, pollFn, ready } from "./std/future.ts";
import { Poll, READY_UNIT } from "./std/poll.ts";
import { Context, Waker } from "./std/waker.ts";
import * as mpsc from "./sync/mpsc.ts";
import { Mutex } from "./sync/mutex.ts";
import { Notify } from "./sync/notify.ts";
import * as oneshot from "./sync/oneshot.ts";
import { Semaphore } from "./sync/semaphore.ts";
import { consumeBudget, unconstrained } from "./task/coop.ts";
import { JoinSet } from "./task/join-set.ts";
import { spawn } from "./task/spawn.ts";
import { yieldNow } from "./task/yield-now.ts";
import { sleep } from "./time/sleep.ts";
import { timeout } from "./time/timeout.ts";

/** Made on a separate runtime that nothing else uses. */
export function internals(): readonly unknown[] {
  const seen: unknown[] = [];
  const see = (...them: unknown[]): void => void seen.push(...them);
  const main = asyncBlock(function* () {
    const [bounded, receiver] = mpsc.channel<number>(1);
    const [unbounded] = mpsc.unboundedChannel();
    const set = new JoinSet<void>();
    // The contexts and wakers of the main future, of a task and of a task in a set.
    const looks = pollFn((cx) => {
      see(cx, cx.waker, cx.waker.clone());
      return READY_UNIT;
    });
    set.spawn(yieldNow());
    const handle = spawn(looks);
    see(handle, set, set.joinNext(), bounded, unbounded, receiver, receiver.recv(), bounded.send(1));
    see(sleep(1), timeout(1, pending()), join(pending()), select(pending()), yieldNow(), consumeBudget());
    see(unconstrained(pending()), oneshot.channel(), new Notify().notified());
    see(
      new Semaphore(1).acquire(),
      new Semaphore(1).tryAcquire(),
      new Mutex(1).lock(),
      new Mutex(1).tryLock(),
    );
    // What a pending await yields, the same object each time.
    const waits = awaited(pending());
    see(waits, waits.next());
    yield* awaited(looks);
    yield* awaited(set.joinNext());
    return yield* awaited(handle);
  });
  Builder.newCurrentThread().build().blockOn(main);
  see(
    main,
    pollFn(() => Poll.Pending),
    ready(1),
    pending(),
    READY_UNIT,
    Poll.Pending,
  );
  see(Waker.noop(), Waker.from({ wake() {} }), Context.fromWaker(Waker.noop()));
  return seen;
}
