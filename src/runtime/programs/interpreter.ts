/** Makes futures of a task program's bodies, with nothing but the runtime's public API. */
import {
  asyncBlock,
  awaited,
  consumeBudget,
  JoinError,
  mpsc,
  Mutex,
  Notify,
  oneshot,
  Poll,
  pollFn,
  Semaphore,
  SendError,
  RecvError,
  sleep,
  spawn,
  thread,
  yieldNow,
} from "../index.ts";
import type { Context, Future, Handle, JoinHandle, MutexGuard, Waker } from "../index.ts";
import type { Op, Program } from "./program.ts";

/** A flag that one task waits for, with its waker kept. */
interface ParkFlag {
  set: boolean;
  waker: Waker | null;
}

interface Channel {
  /** Taken by `droptx`. */
  tx: mpsc.Sender<number> | mpsc.UnboundedSender<number> | null;
  rx: mpsc.Receiver<number>;
}

/** What the tasks of one program share. */
export class World {
  readonly trace: string[] = [];
  readonly #program: Program;
  readonly #handle: Handle;
  readonly #channels: Channel[];
  readonly #semaphores: Semaphore[];
  readonly #notifies: Notify[];
  readonly #mutexes: Mutex<undefined>[];
  readonly #oneshots: {
    tx: oneshot.OneshotSender<number> | null;
    rx: oneshot.OneshotReceiver<number> | null;
  }[];
  readonly #flags: ParkFlag[];
  #nextId = 0;

  constructor(program: Program, handle: Handle) {
    this.#program = program;
    this.#handle = handle;
    this.#channels = program.chans.map((capacity) => {
      const [tx, rx] = capacity === 0 ? mpsc.unboundedChannel<number>() : mpsc.channel<number>(capacity);
      return { tx, rx };
    });
    this.#semaphores = program.sems.map((permits) => new Semaphore(permits));
    this.#notifies = times(program.nn, () => new Notify());
    this.#mutexes = times(program.nm, () => new Mutex(undefined));
    this.#oneshots = times(program.no, () => {
      const [tx, rx] = oneshot.channel<number>();
      return { tx, rx };
    });
    this.#flags = times(program.np, () => ({ set: false, waker: null }));
  }

  /** Ids are given when tasks are made, so the root, made first, is 0. */
  task(body: number): Future<void> {
    return new Logged(this.#nextId++, this.#body(body), this.trace);
  }

  #body(index: number): Future<void> {
    const ops = this.#program.bodies[index] as readonly Op[];
    const run = (locals: Locals) => this.#run(ops, index, locals);
    return asyncBlock(function* () {
      const locals: Locals = { handles: [], guards: new Map() };
      try {
        yield* run(locals);
      } finally {
        for (const m of [...locals.guards.keys()].sort((a, b) => a - b)) locals.guards.get(m)?.drop();
        for (const handle of locals.handles) handle?.drop?.();
      }
    });
  }

  *#run(ops: readonly Op[], index: number, locals: Locals): Generator<unknown, void, unknown> {
    for (const [name, argument] of ops) {
      const done = this.#now(name, argument, index, locals);
      if (!done) yield* this.#wait(name, argument, locals);
    }
  }

  /** The ops that never wait. */
  #now(name: Op[0], argument: number, index: number, locals: Locals): boolean {
    switch (name) {
      case "spawn":
        locals.handles.push(spawn(this.task(argument)));
        return true;
      case "spawnmany":
        for (let i = 0; i < argument; i++) locals.handles.push(spawn(this.task(index + 1)));
        return true;
      case "xspawn":
        locals.handles.push(thread.spawn(() => this.#handle.spawn(this.task(argument))).join());
        return true;
      case "abort":
        locals.handles[argument]?.abort();
        return true;
      case "droptx":
        this.#channel(argument).tx?.drop();
        this.#channel(argument).tx = null;
        return true;
      case "notify_one":
        this.#notifies[argument]?.notifyOne();
        return true;
      case "notify_waiters":
        this.#notifies[argument]?.notifyWaiters();
        return true;
      case "unlock":
        locals.guards.get(argument)?.drop();
        locals.guards.delete(argument);
        return true;
      case "rel":
        this.#semaphores[Math.floor(argument / 10)]?.addPermits(argument % 10);
        return true;
      case "osend":
        this.#osend(argument);
        return true;
      case "unpark":
        unpark(this.#flags[argument] as ParkFlag);
        return true;
      case "xunpark":
        thread.spawn(() => unpark(this.#flags[argument] as ParkFlag)).join();
        return true;
      default:
        return false;
    }
  }

  *#wait(name: Op[0], argument: number, locals: Locals): Generator<unknown, void, unknown> {
    switch (name) {
      case "yield":
        yield* awaited(yieldNow());
        break;
      case "selfwake":
        yield* awaited(selfWake());
        break;
      case "budget":
        for (let i = 0; i < argument; i++) yield* awaited(consumeBudget());
        break;
      case "join":
        yield* this.#join(argument, locals);
        break;
      case "send":
        yield* this.#send(argument);
        break;
      case "recv":
        yield* awaited(pollFn((cx) => this.#channel(argument).rx.pollRecv(cx)));
        break;
      case "notified":
        yield* awaited((this.#notifies[argument] as Notify).notified());
        break;
      case "lock":
        if (locals.guards.has(argument)) break;
        locals.guards.set(argument, yield* awaited((this.#mutexes[argument] as Mutex<undefined>).lock()));
        break;
      case "acq":
        (yield* awaited(this.#semaphore(argument).acquireMany(argument % 10))).forget();
        break;
      case "orecv":
        yield* this.#orecv(argument);
        break;
      case "park":
        yield* awaited(parkOn(this.#flags[argument] as ParkFlag));
        break;
      case "sleep":
        yield* awaited(sleep(argument));
        break;
    }
  }

  *#join(i: number, locals: Locals): Generator<unknown, void, unknown> {
    const handle = locals.handles[i];
    if (handle === undefined || handle === null) return;
    locals.handles[i] = null;
    yield* ignoring(JoinError, awaited(handle));
  }

  *#send(c: number): Generator<unknown, void, unknown> {
    const { tx } = this.#channel(c);
    if (tx === null) return;
    const clone = tx.clone();
    try {
      const sending = clone.send(0);
      if (sending !== undefined) yield* ignoring(SendError, awaited(sending));
    } finally {
      clone.drop();
    }
  }

  #osend(o: number): void {
    const ends = this.#oneshots[o];
    const tx = ends?.tx;
    if (ends === undefined || tx === null || tx === undefined) return;
    ends.tx = null;
    // Nobody is left to receive: an error that the program ignores.
    if (!tx.isClosed()) tx.send(0);
    else tx.drop();
  }

  *#orecv(o: number): Generator<unknown, void, unknown> {
    const ends = this.#oneshots[o];
    const rx = ends?.rx;
    if (ends === undefined || rx === null || rx === undefined) return;
    ends.rx = null;
    yield* ignoring(RecvError, awaited(rx));
  }

  #channel(c: number): Channel {
    return this.#channels[c] as Channel;
  }

  #semaphore(argument: number): Semaphore {
    return this.#semaphores[Math.floor(argument / 10)] as Semaphore;
  }
}

/** What an async fn would have on its stack. */
interface Locals {
  /** Null once joined. */
  handles: (JoinHandle<void> | null)[];
  guards: Map<number, MutexGuard<undefined>>;
}

/** Logs the start of every poll, and the end of the last. */
class Logged implements Future<void> {
  readonly #id: number;
  readonly #future: Future<void>;
  readonly #trace: string[];

  constructor(id: number, future: Future<void>, trace: string[]) {
    this.#id = id;
    this.#future = future;
    this.#trace = trace;
  }

  poll(cx: Context): Poll<void> {
    this.#trace.push(String(this.#id));
    const poll = this.#future.poll(cx);
    if (poll.isReady()) this.#trace.push(`${this.#id}!`);
    return poll;
  }

  drop(): void {
    this.#future.drop?.();
  }
}

function selfWake(): Future<void> {
  let woken = false;
  return pollFn((cx) => {
    if (woken) return Poll.Ready(undefined);
    woken = true;
    cx.waker.wakeByRef();
    return Poll.Pending;
  });
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

/** `let _ = …`, for the one error that the program does not mind. */
function* ignoring(
  error: Function & { readonly prototype: Error },
  body: Generator<unknown, unknown, unknown>,
): Generator<unknown, void, unknown> {
  try {
    yield* body;
  } catch (thrown) {
    if (!(thrown instanceof error)) throw thrown;
  }
}

function times<T>(n: number, make: () => T): T[] {
  return Array.from({ length: n }, make);
}
