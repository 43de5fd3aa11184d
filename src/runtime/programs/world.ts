/** What the tasks of one program share, and the log of their polls. */
import type { JoinHandle } from "tokio";
import type {
  Mutex,
  MutexGuard,
  Notify,
  OneshotReceiver,
  OneshotSender,
  Receiver,
  Semaphore,
  Sender,
  UnboundedSender,
} from "tokio/sync";
import type { JoinSet } from "tokio/task";
import { model } from "../engine.ts";
import type { Api, EngineRuntime } from "../engine.ts";
import { asyncBlock } from "../index.ts";
import type { Context, Future, Poll, Waker } from "../index.ts";
import { ADVANCE, inSteps, isPausable, PAUSED, SEAM } from "../std/pause.ts";
import type { Pausable } from "../std/pause.ts";
import type { Program } from "./program.ts";

/** A flag that one task waits for, and that task's waker. */
export interface ParkFlag {
  set: boolean;
  waker: Waker | null;
}

export interface Channel {
  /** Taken by `droptx`. */
  tx: Sender<number> | UnboundedSender<number> | null;
  rx: Receiver<number>;
}

/** The first use takes each end. */
export interface OneshotEnds {
  tx: OneshotSender<number> | null;
  rx: OneshotReceiver<number> | null;
}

/** What an async fn would keep on its stack. */
export interface Locals {
  /** Which body this is. */
  readonly index: number;
  /** Null once joined. */
  readonly handles: (JoinHandle<void> | null)[];
  /** Made by the first `jspawn`. */
  set: JoinSet<void> | null;
  readonly guards: Map<number, MutexGuard<undefined>>;
}

/** What a task has just done, for whoever watches: begun a poll, made an effect, or is about to return from its poll. */
export type Watch = (task: number, did: "poll" | "effect" | "pending" | "ready") => void;

/** What a program shares and does, in any set of ops: pictures use a few more ops than real tokio runs. */
export type WorldProgram = Pick<Program, "chans" | "sems" | "nn" | "nm" | "no" | "np"> & {
  readonly bodies: readonly (readonly (readonly [name: string, argument: number])[])[];
};

/** An op that may wait returns a generator; an op that never waits is done when it returns. */
export type Run = (
  world: World,
  argument: number,
  locals: Locals,
) => Generator<unknown, unknown, unknown> | void;

/** An op of a program. */
export interface OpPlace {
  readonly body: number;
  readonly op: number;
}

export class World {
  readonly trace: string[] = [];
  /** Spawns from the caller's context. */
  readonly spawn: (future: Future<void>) => JoinHandle<void>;
  readonly api: Api;
  readonly channels: readonly Channel[];
  readonly semaphores: readonly Semaphore[];
  readonly notifies: readonly Notify[];
  readonly mutexes: readonly Mutex<undefined>[];
  readonly oneshots: readonly OneshotEnds[];
  readonly flags: readonly ParkFlag[];
  readonly #bodies: WorldProgram["bodies"];
  readonly #ops: Readonly<Record<string, Run>>;
  readonly #watch: Watch | null;
  /** For each task the op that it began last. */
  readonly #at: (OpPlace | undefined)[] = [];
  #nextId = 0;

  /** @param watch also told of every effect; the start of a poll is then a separate step of it, as logging is on real threads */
  constructor(
    program: WorldProgram,
    spawner: Pick<EngineRuntime, "spawn">,
    ops: Readonly<Record<string, Run>>,
    api: Api = model.api,
    watch: Watch | null = null,
  ) {
    this.spawn = (future) => spawner.spawn(future) as JoinHandle<void>;
    this.api = api;
    this.#watch = watch;
    this.#ops = ops;
    this.#bodies = program.bodies;
    this.channels = program.chans.map((capacity) => {
      const [tx, rx] =
        capacity === 0 ? api.mpsc.unboundedChannel<number>() : api.mpsc.channel<number>(capacity);
      return { tx, rx };
    });
    this.semaphores = program.sems.map((permits) => new api.Semaphore(permits));
    this.notifies = times(program.nn, () => new api.Notify());
    this.mutexes = times(program.nm, () => new api.Mutex(undefined));
    this.oneshots = times(program.no, () => {
      const [tx, rx] = api.oneshot.channel<number>();
      return { tx, rx };
    });
    this.flags = times(program.np, () => ({ set: false, waker: null }));
  }

  /** Tasks get their ids when they are made, so the root, made first, is 0. */
  task(body: number): Future<void> {
    const id = this.#nextId++;
    return new Logged(id, this.#body(body, id), this.trace, this.#watch);
  }

  whereIs(task: number): OpPlace | undefined {
    return this.#at[task];
  }

  #body(index: number, task: number): Future<void> {
    const ops = this.#bodies[index] ?? [];
    const run = (locals: Locals) => this.#run(ops, locals, task);
    const locks = [...new Set(ops.flatMap(([name, m]) => (LOCKS.has(name) ? [m] : [])))].toSorted(
      (a, b) => a - b,
    );
    return asyncBlock(function* () {
      const locals: Locals = { index, handles: [], set: null, guards: new Map() };
      try {
        yield* run(locals);
        for (const m of locks) {
          yield* inSteps(() => locals.guards.get(m)?.drop());
          locals.guards.delete(m);
          yield SEAM.value;
        }
      } finally {
        dropLocals(locals);
      }
    });
  }

  *#run(
    ops: WorldProgram["bodies"][number],
    locals: Locals,
    task: number,
  ): Generator<unknown, void, unknown> {
    for (const [op, [name, argument]] of ops.entries()) {
      this.#at[task] = { body: locals.index, op };
      const waiting = yield* inSteps(() => (this.#ops[name] as Run)(this, argument, locals));
      if (waiting !== undefined) yield* waiting;
      // Other threads may act between two ops.
      this.#watch?.(task, "effect");
      yield SEAM.value;
    }
  }
}

const LOCKS: ReadonlySet<string> = new Set(["lock", "unlock"]);

/** Guards in the order of their mutexes, then the handles, then the set, which aborts its tasks. */
function dropLocals(locals: Locals): void {
  for (const m of [...locals.guards.keys()].sort((a, b) => a - b)) locals.guards.get(m)?.drop();
  for (const handle of locals.handles) handle?.drop?.();
  locals.set?.drop();
}

/** Logs the start of every poll, and the end of the last. */
class Logged implements Pausable<void> {
  readonly #id: number;
  readonly #future: Future<void>;
  readonly #trace: string[];
  readonly #watch: Watch | null;
  #isUnderWay = false;

  constructor(id: number, future: Future<void>, trace: string[], watch: Watch | null) {
    this.#id = id;
    this.#future = future;
    this.#trace = trace;
    this.#watch = watch;
  }

  poll(cx: Context): Poll<void> {
    this.#begin();
    return this.#ended(this.#future.poll(cx));
  }

  [ADVANCE](cx: Context): Poll<void> | typeof PAUSED {
    if (!this.#isUnderWay) {
      this.#isUnderWay = true;
      this.#begin();
      if (this.#watch !== null) return PAUSED;
    }
    const future = this.#future;
    const poll = isPausable(future) ? future[ADVANCE](cx) : future.poll(cx);
    if (poll === PAUSED) return PAUSED;
    this.#isUnderWay = false;
    return this.#ended(poll);
  }

  #begin(): void {
    this.#trace.push(String(this.#id));
    this.#watch?.(this.#id, "poll");
  }

  #ended(poll: Poll<void>): Poll<void> {
    if (poll.isReady()) this.#trace.push(`${this.#id}!`);
    this.#watch?.(this.#id, poll.isReady() ? "ready" : "pending");
    return poll;
  }

  drop(): void {
    this.#future.drop?.();
  }
}

function times<T>(n: number, make: () => T): T[] {
  return Array.from({ length: n }, make);
}
