/** The same jobs written for the model, native promises and Effect's fibers, each in its own idiom. */
import { asyncBlock, awaited, Builder, mpsc, Poll, pollFn, spawn } from "../../src/runtime/index.ts";
import type { Future } from "../../src/runtime/index.ts";

/** Does `n` operations and resolves to their checksum, so that no side can skip the work. */
export type Job = (n: number) => Promise<number>;

export interface Peer {
  name: string;
  /** Spawn one, join it, `n` times. */
  spawnJoin: Job;
  /** Spawn a thousand, then join them, until `n` are done. */
  spawnJoinBatch: Job;
  /** Two tasks exchange a message and a reply, `n` times. */
  pingPong: Job;
}

const BATCH = 1000;

/** The same trivial work on every side. */
const work = (i: number): number => (i * 16_777_619) ^ (i >>> 3);

function job(i: number): Future<number> {
  return pollFn(() => Poll.Ready(work(i)));
}

function* modelSpawnJoin(n: number): Generator<unknown, number, unknown> {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = (sum + (yield* awaited(spawn(job(i))))) | 0;
  return sum;
}

function* modelBatch(n: number): Generator<unknown, number, unknown> {
  let sum = 0;
  for (let done = 0; done < n; done += BATCH) {
    const handles = Array.from({ length: BATCH }, (_, i) => spawn(job(done + i)));
    for (const handle of handles) sum = (sum + (yield* awaited(handle))) | 0;
  }
  return sum;
}

function* echo(
  rx: mpsc.Receiver<number>,
  tx: mpsc.UnboundedSender<number>,
): Generator<unknown, void, unknown> {
  for (;;) {
    const value = yield* awaited(rx.recv());
    if (value === undefined) return;
    tx.send(work(value));
  }
}

function* modelPingPong(n: number): Generator<unknown, number, unknown> {
  const [there, theirs] = mpsc.unboundedChannel<number>();
  const [back, mine] = mpsc.unboundedChannel<number>();
  spawn(asyncBlock(() => echo(theirs, back)));
  let sum = 0;
  for (let i = 0; i < n; i++) {
    there.send(i);
    sum = (sum + ((yield* awaited(mine.recv())) ?? 0)) | 0;
  }
  there.drop();
  return sum;
}

function model(name: string, builder: () => Builder): Peer {
  // Inside a task, where tokio programs spawn from.
  const run = (body: (n: number) => Generator<unknown, number, unknown>): Job => {
    return async (n) => {
      const runtime = builder().build();
      return runtime.blockOn(asyncBlock(() => awaited(runtime.spawn(asyncBlock(() => body(n))))));
    };
  };
  return {
    name,
    spawnJoin: run(modelSpawnJoin),
    spawnJoinBatch: run(modelBatch),
    pingPong: run(modelPingPong),
  };
}

/** A queue whose reader awaits a promise: the smallest possible channel of promises. */
class PromiseChannel<T> {
  readonly #values: T[] = [];
  #waiting: ((value: T) => void) | null = null;
  send(value: T): void {
    const waiting = this.#waiting;
    if (waiting === null) this.#values.push(value);
    else {
      this.#waiting = null;
      waiting(value);
    }
  }
  recv(): Promise<T> {
    const value = this.#values.shift();
    if (value !== undefined) return Promise.resolve(value);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }
}

const promises: Peer = {
  name: "native promises",
  async spawnJoin(n) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum = (sum + (await (async () => work(i))())) | 0;
    return sum;
  },
  async spawnJoinBatch(n) {
    let sum = 0;
    for (let done = 0; done < n; done += BATCH) {
      const started = Array.from({ length: BATCH }, async (_, i) => work(done + i));
      for (const promise of started) sum = (sum + (await promise)) | 0;
    }
    return sum;
  },
  async pingPong(n) {
    const there = new PromiseChannel<number>();
    const back = new PromiseChannel<number>();
    void (async () => {
      for (let i = 0; i < n; i++) back.send(work(await there.recv()));
    })();
    let sum = 0;
    for (let i = 0; i < n; i++) {
      there.send(i);
      sum = (sum + (await back.recv())) | 0;
    }
    return sum;
  },
};

/** @returns null when the package is not installed */
async function effect(): Promise<Peer | null> {
  // A `string`, so that a missing package fails at run time and not in the type checker: it is not our dependency.
  const from: string = process.env["EFFECT_PATH"] ?? "effect";
  try {
    const { Effect, Fiber, Queue } = await import(/* @vite-ignore */ from);
    // Effect 4 calls it forkChild, Effect 3 fork.
    const forked = Effect.forkChild ?? Effect.fork;
    const fork = (i: number) => forked(Effect.sync(() => work(i)));
    return {
      name: "Effect fibers",
      spawnJoin: (n) =>
        Effect.runPromise(
          Effect.gen(function* () {
            let sum = 0;
            for (let i = 0; i < n; i++) sum = (sum + (yield* Fiber.join(yield* fork(i)))) | 0;
            return sum;
          }),
        ),
      spawnJoinBatch: (n) =>
        Effect.runPromise(
          Effect.gen(function* () {
            let sum = 0;
            for (let done = 0; done < n; done += BATCH) {
              const fibers = [];
              for (let i = 0; i < BATCH; i++) fibers.push(yield* fork(done + i));
              for (const fiber of fibers) sum = (sum + (yield* Fiber.join(fiber))) | 0;
            }
            return sum;
          }),
        ),
      pingPong: (n) =>
        Effect.runPromise(
          Effect.gen(function* () {
            const there = yield* Queue.unbounded();
            const back = yield* Queue.unbounded();
            yield* forked(
              Effect.gen(function* () {
                for (let i = 0; i < n; i++) yield* Queue.offer(back, work(yield* Queue.take(there)));
              }),
            );
            let sum = 0;
            for (let i = 0; i < n; i++) {
              yield* Queue.offer(there, i);
              sum = (sum + (yield* Queue.take(back))) | 0;
            }
            return sum;
          }),
        ),
    };
  } catch {
    return null;
  }
}

export async function peers(): Promise<Peer[]> {
  const found = [
    model("model, current_thread", () => Builder.newCurrentThread()),
    model("model, multi_thread, 1 worker", () => Builder.newMultiThread()),
    promises,
    await effect(),
  ];
  return found.filter((peer) => peer !== null);
}
