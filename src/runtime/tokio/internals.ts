/** One instance of everything that learner code can get from the second engine, besides its modules' exports: a sandbox locks these. */
import type { Engine } from "../engine.ts";
import { asyncBlock, awaited, pending, pollFn, ready } from "../index.ts";
import { READY_UNIT } from "../std/poll.ts";

/** Made on a separate runtime that nothing else uses. */
export function engineInternals({ api, build }: Engine): readonly unknown[] {
  const seen: unknown[] = [];
  const see = (...them: unknown[]): void => void seen.push(...them);
  const looks = pollFn((cx) => {
    see(cx, cx.waker, cx.waker.clone());
    return READY_UNIT;
  });
  const main = asyncBlock(function* () {
    const [bounded, receiver] = api.mpsc.channel<number>(1);
    const [unbounded, other] = api.mpsc.unboundedChannel<number>();
    const [once, answer] = api.oneshot.channel<number>();
    const set = new api.JoinSet<void>();
    const handle = api.spawn(looks);
    see(bounded, receiver, unbounded, other, once, answer, handle, set, set.spawn(ready(undefined)));
    see(receiver.recv(), bounded.send(1), set.joinNext(), api.sleep(1), api.timeout(1, pending()));
    see(api.yieldNow(), api.consumeBudget(), api.unconstrained(pending()), new api.Notify().notified());
    see(new api.Semaphore(1).acquire(), new api.Semaphore(1).tryAcquire());
    see(new api.Mutex(1).lock(), new api.Mutex(1).tryLock());
    see(api.join(ready(1)), api.selectBiased(ready(1)));
    yield* awaited(looks);
    yield* awaited(set.joinNext());
    return yield* awaited(handle);
  });
  const runtime = build();
  see(runtime.blockOn(main), main);
  return seen;
}
