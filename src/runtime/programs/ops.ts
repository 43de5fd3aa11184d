/** Implements each op of a task program with only the public API of the world's engine. */
import { asyncBlock, awaited, Panic, Poll, pollFn } from "../index.ts";
import type { Future } from "../index.ts";
import type { JoinSet } from "tokio/task";
import { inSteps, SEAM } from "../std/pause.ts";
import { spawnAndJoin } from "../std/thread.ts";
import type { OpName } from "./program.ts";
import { selfWake } from "./futures.ts";
import type { Channel, Locals, OneshotEnds, ParkFlag, Run, World } from "./world.ts";

type Async<T = unknown> = Generator<unknown, T, unknown>;

export const OPS: Record<OpName, Run> = {
  spawn: (world, b, { handles }) => void handles.push(world.api.spawn(world.task(b))),
  spawnmany: function* (world, n, { handles, index }) {
    for (let i = 0; i < n; i++) {
      handles.push(world.api.spawn(world.task(index + 1)));
      yield SEAM.value;
    }
  },
  xspawn: function* (world, b, { handles }) {
    handles.push(yield* spawnAndJoin(() => world.spawn(world.task(b))));
  },
  yield: ({ api }) => awaited(api.yieldNow()),
  selfwake: () => awaited(selfWake()),
  budget: (world, k) => consume(world, k),
  unconstrained: (world, k) => awaited(world.api.unconstrained(asyncBlock(() => consume(world, k)))),
  panic: () => {
    throw new Panic("as the program says");
  },

  join: (world, i, locals) => joinHandle(world, i, locals),
  abort: (_, i, { handles }) => handles[i]?.abort(),
  jspawn: (world, b, locals) => void (locals.set ??= new world.api.JoinSet()).spawn(world.task(b)),
  jnext: (world, _, { set }) => (set === null ? undefined : joinNext(world, set)),
  jabort: (_, _argument, { set }) => set?.abortAll(),

  send: (world, c) => send(world, world.channels[c]?.tx ?? null),
  recv: ({ channels }, c) => awaited(at(channels, c).rx.recv()),
  droptx: ({ channels }, c) => dropSender(channels[c]),
  closerx: ({ channels }, c) => at(channels, c).rx.close(),
  osend: (world, o) => oneshotSend(world, world.oneshots[o]),
  orecv: (world, o) => oneshotRecv(world, world.oneshots[o]),

  notified: ({ notifies }, n) => awaited(at(notifies, n).notified()),
  notify_one: ({ notifies }, n) => at(notifies, n).notifyOne(),
  notify_last: ({ notifies }, n) => at(notifies, n).notifyLast(),
  notify_waiters: ({ notifies }, n) => at(notifies, n).notifyWaiters(),

  lock: (world, m, locals) => lock(world, m, locals),
  unlock: (_, m, { guards }) => {
    guards.get(m)?.drop();
    guards.delete(m);
  },
  acq: (world, v) => acquire(world, Math.floor(v / 10), v % 10),
  rel: ({ semaphores }, v) => at(semaphores, Math.floor(v / 10)).addPermits(v % 10),
  closesem: ({ semaphores }, s) => at(semaphores, s).close(),

  park: ({ flags }, p) => awaited(parkOn(at(flags, p))),
  unpark: ({ flags }, p) => unpark(at(flags, p)),
  xunpark: ({ flags }, p) => spawnAndJoin(() => unpark(at(flags, p))),

  sleep: ({ api }, ms) => awaited(api.sleep(ms)),
  timeout: ({ api, notifies }, v) =>
    ignoring(api.Elapsed, awaited(api.timeout(Math.floor(v / 10), at(notifies, v % 10).notified()))),
  select: ({ api, notifies }, n) => awaited(api.selectBiased(at(notifies, n).notified(), api.yieldNow())),
  both: (world, v) => both(world, Math.floor(v / 10), v % 10),
};

function* consume({ api }: World, k: number): Generator<unknown, void, unknown> {
  for (let i = 0; i < k; i++) {
    yield* awaited(api.consumeBudget());
    yield SEAM.value;
  }
}

function joinHandle({ api }: World, i: number, { handles }: Locals): Async | undefined {
  const handle = handles[i];
  if (handle === undefined || handle === null) return undefined;
  handles[i] = null;
  return ignoring(api.JoinError, awaited(handle));
}

/** An error makes it yield, so that the join order is visible. */
function* joinNext({ api }: World, set: JoinSet<void>): Async<void> {
  try {
    yield* awaited(set.joinNext());
  } catch (error) {
    if (!(error instanceof api.JoinError)) throw error;
    yield* awaited(api.yieldNow());
  }
}

function* send({ api }: World, tx: Channel["tx"]): Async {
  if (tx === null) return;
  const clone = tx.clone();
  try {
    yield* ignoring(api.SendError, sendOn(clone));
  } finally {
    clone.drop();
  }
}

function dropSender(channel: Channel | undefined): void {
  channel?.tx?.drop();
  if (channel !== undefined) channel.tx = null;
}

function* sendOn(tx: NonNullable<Channel["tx"]>): Async<void> {
  const sending = yield* inSteps(() => tx.send(0));
  if (sending !== undefined) yield* awaited(sending);
}

function oneshotSend({ api }: World, ends: OneshotEnds | undefined): void {
  if (ends === undefined) return;
  const { tx } = ends;
  ends.tx = null;
  try {
    tx?.send(0);
  } catch (error) {
    if (!(error instanceof api.SendError)) throw error;
  }
}

function oneshotRecv({ api }: World, ends: OneshotEnds | undefined): Async | undefined {
  if (ends === undefined || ends.rx === null) return undefined;
  const { rx } = ends;
  ends.rx = null;
  return ignoring(api.RecvError, awaited(rx));
}

function* lock({ mutexes }: World, m: number, { guards }: Locals): Async<void> {
  if (!guards.has(m)) guards.set(m, yield* awaited(at(mutexes, m).lock()));
}

function* acquire({ api, semaphores }: World, s: number, permits: number): Async<void> {
  yield* ignoring(
    api.AcquireError,
    (function* () {
      const permit = yield* awaited(at(semaphores, s).acquireMany(permits));
      permit.forget();
    })(),
  );
}

function parkOn(flag: ParkFlag): Future<void> {
  return pollFn((cx) => {
    if (flag.set) {
      flag.set = false;
      return Poll.Ready(undefined);
    }
    flag.waker = cx.waker.clone();
    return Poll.Pending;
  });
}

function unpark(flag: ParkFlag): void {
  flag.set = true;
  const { waker } = flag;
  flag.waker = null;
  waker?.wake();
}

/** Two branches that each yield and then wake a task: the second poll starts at the second branch. */
function both({ api, notifies, flags }: World, n: number, p: number): Async {
  const notify = asyncBlock(function* () {
    yield* awaited(api.yieldNow());
    at(notifies, n).notifyOne();
  });
  const raise = asyncBlock(function* () {
    yield* awaited(api.yieldNow());
    unpark(at(flags, p));
  });
  return awaited(api.join(notify, raise));
}

/** `let _ = …`, for the one error that the program ignores. */
function* ignoring(error: Function & { readonly prototype: Error }, body: Async): Async {
  try {
    return yield* body;
  } catch (thrown) {
    if (!(thrown instanceof error)) throw thrown;
  }
}

/** The parser has checked that it exists. */
function at<T>(list: readonly T[], index: number): T {
  return list[index] as T;
}
