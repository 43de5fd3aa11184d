/** The border between the page and tokio: calls into the module, and the module's calls to the page. */
import type { Future } from "../std/future.ts";
import { Panic } from "../std/panic.ts";
import { describe, notAPoll, PENDING, PollReady } from "../std/poll.ts";
import { dataOf, Waker } from "../std/waker.ts";
import type { Context } from "../std/waker.ts";
import { endContext, keptAs, placeOf, TokioContext, TokioWaker } from "./context.ts";
import type { Call, Exports, Imports, Instantiate } from "./exports.ts";
import { Table } from "./table.ts";

/** Tokio itself or this side of it failed. The running code did not cause this, and must not catch it and continue. */
export class EngineFault extends Error {
  override readonly name = "EngineFault";
}

/** The code uses something that tokio cannot do in a tab, which has one thread. */
class NotInTheTab extends Error {
  override readonly name = "NotInTheTab";
}

/** What a future of the page threw, on its way through tokio to the code that waits for it. */
export class Thrown {
  readonly payload: unknown;
  /** The task whose future threw it; null inside a combinator. */
  readonly task: number | null;
  constructor(payload: unknown, task: number | null) {
    this.payload = payload;
    this.task = task;
  }
}

/** Counts the polls of a task or the main future, and may end the run instead of a poll. */
export interface Keeper {
  begin(root: Root): boolean;
  /** Called when that poll returned Ready. */
  ready(root: Root): void;
  gone(root: Root): void;
}

/** A task or the main future, which is number 0. Futures inside tokio's combinators have no number. */
export class Root {
  readonly id: number;
  readonly keeper: Keeper;
  polls = 0;
  /** The result of its future; a task's result also goes to its JoinHandle. */
  outcome: { readonly value: unknown } | Thrown | null = null;
  /** What its future's `drop` threw when the future was given up; this then explains the missing output. */
  dropThrew: Thrown | null = null;

  constructor(id: number, keeper: Keeper) {
    this.id = id;
    this.keeper = keeper;
  }
}

interface PageFuture {
  readonly future: Future<unknown>;
  readonly root: Root | null;
  /** It has returned Ready or thrown, so it is not dropped again. */
  done: boolean;
}

interface PageWaker {
  readonly waker: Waker;
  count: number;
}

export class Border {
  readonly futures = new Table<PageFuture>();
  readonly #values = new Table<{ readonly value: unknown }>();
  readonly #wakers = new Table<PageWaker>();
  readonly #wakerNumbers = new Map<object, number>();
  /** Keyed by the address behind them. */
  readonly #kept = new Map<number, TokioWaker>();
  readonly #module: Exports;
  /** Set after a trap: the module's state is then unreliable. */
  #fault: EngineFault | null = null;
  /** The number of calls in progress since tokio last called the page: they receive what a waker throws. */
  #calls = 0;
  #thrown: Thrown | null = null;
  /** Calls of the page's wakers in progress: tokio may hold a borrow meanwhile. */
  #waking = 0;
  /** Called when a waker threw and only tokio was below it on the stack. */
  onStrayThrow: ((thrown: Thrown) => void) | null = null;
  /** Why this run may differ from the model's, though both are right. */
  doubt: string | null = null;

  constructor(instantiate: Instantiate) {
    this.#module = instantiate(this.#imports());
  }

  /**
   * @throws what a waker of the page threw meanwhile
   * @throws EngineFault when the module trapped, now or before
   */
  call(name: Call, ...numbers: number[]): number {
    if (this.#fault !== null) throw this.#fault;
    let result: number;
    this.#calls++;
    try {
      result = this.#module[`tokio_${name}`](...numbers);
    } catch (trap) {
      throw this.#trapped(trap);
    } finally {
      this.#calls--;
    }
    const thrown = this.#thrown;
    if (thrown === null) return result;
    this.#thrown = null;
    throw thrown.payload;
  }

  /** @throws NotInTheTab always */
  refuse(what: string): never {
    this.doubt ??= what;
    throw new NotInTheTab(what);
  }

  get fault(): EngineFault | null {
    return this.#fault;
  }

  #trapped(trap: unknown): EngineFault {
    const why = trap instanceof Error ? trap.message : "it trapped";
    return (this.#fault ??= new EngineFault(`tokio's module failed: ${why}`));
  }

  /** Numbers in the module's memory. */
  list(length: number): Uint32Array {
    const at = this.call("list", length);
    return new Uint32Array(this.#module.memory.buffer, at, length);
  }

  /** Numbers a future, for tokio to poll and to drop. */
  add(future: Future<unknown>, root: Root | null = null): number {
    return this.futures.add({ future, root, done: false });
  }

  give(value: unknown): number {
    return this.#values.add({ value });
  }

  takeValue(number: number): unknown {
    return this.#values.take(number)?.value;
  }

  /** Whether `spawn` and `sleep` have somewhere to go. */
  get isInside(): boolean {
    return this.call("current_runtime") >= 0;
  }

  /** Polls what a handle stands for, and returns the status. */
  poll(handle: number, cx: Context): number {
    // Where tokio has a response of its own, it is a panic, which would kill the module.
    if (this.#waking > 0) {
      this.doubt ??= "a waker polls a future while tokio calls it";
      throw new Panic(
        "a future was polled from inside a call of its waker: a waker only says that a poll is worth it",
      );
    }
    const place = placeOf(cx);
    if (place?.border === this) return this.call("poll", handle, place.address);
    const waker: unknown = cx.waker;
    if (!isWaker(waker)) {
      throw new Panic(`poll() takes a Context with a Waker, and was given ${describe(waker)} as its waker`);
    }
    const kept = keptAs(waker, this);
    if (kept !== undefined) return this.call("poll_kept", handle, kept);
    return this.call("poll_page", handle, this.#count(waker));
  }

  wakerAt(address: number): Waker {
    const page = this.call("waker_of_page", address);
    if (page > 0) return (this.#wakers.get(page - 1) as PageWaker).waker;
    const data = this.call("waker_data", address);
    let waker = this.#kept.get(data);
    if (waker === undefined) {
      waker = new TokioWaker(this, this.call("keep_waker", address));
      this.#kept.set(data, waker);
    }
    return waker;
  }

  /** Counts one more of tokio's wakers that stands for this one. */
  #count(waker: Waker): number {
    const data = dataOf(waker);
    let number = this.#wakerNumbers.get(data);
    if (number === undefined) {
      number = this.#wakers.add({ waker, count: 0 });
      this.#wakerNumbers.set(data, number);
    }
    (this.#wakers.get(number) as PageWaker).count++;
    return number;
  }

  /** Calls the page's code, which may throw anything; only the fault of a trapped module gets through. */
  #guarded<T>(root: Root | null, act: () => T, caught: (thrown: Thrown) => T): T {
    const outer = this.#calls;
    this.#calls = 0;
    try {
      return act();
    } catch (payload) {
      if (this.#fault !== null) throw this.#fault;
      return caught(new Thrown(payload, root?.id ?? null));
    } finally {
      this.#calls = outer;
    }
  }

  #pollFuture(number: number, address: number): number {
    const entry = this.futures.get(number);
    if (entry === undefined || entry.done) return 0;
    const { root } = entry;
    if (root?.keeper.begin(root) === false) return 0;
    const cx = new TokioContext(this, address);
    return this.#guarded(
      root,
      () => {
        const poll = entry.future.poll(cx);
        endContext(cx);
        if (poll === PENDING) return 0;
        if (!(poll instanceof PollReady)) notAPoll(poll);
        const { value } = poll as PollReady<unknown>;
        entry.done = true;
        if (root !== null) {
          root.outcome = { value };
          root.keeper.ready(root);
        }
        return this.give(value);
      },
      (thrown) => {
        endContext(cx);
        entry.done = true;
        if (root !== null) root.outcome = thrown;
        return -this.give(thrown);
      },
    );
  }

  #dropFuture(number: number): void {
    const entry = this.futures.take(number);
    if (entry === undefined) return;
    const { root, done } = entry;
    entry.done = true;
    const drop = (): null => {
      if (!done) entry.future.drop?.();
      return null;
    };
    const thrown = this.#guarded<Thrown | null>(root, drop, (thrown) => thrown);
    if (root !== null) {
      root.dropThrew = thrown;
      root.keeper.gone(root);
    } else if (thrown !== null) this.#stray(thrown);
  }

  /** Goes to the code that called into tokio; without a caller, to the run. */
  #stray(thrown: Thrown): void {
    if (this.#calls > 0) this.#thrown ??= thrown;
    else this.onStrayThrow?.(thrown);
  }

  #imports(): Imports {
    return {
      poll: (future, cx) => this.#pollFuture(future, cx),
      dropFuture: (future) => this.#dropFuture(future),
      dropValue: (value) => void this.#values.take(value),
      wake: (number) => {
        const waker = this.#wakers.get(number)?.waker;
        const wake = (): null => (waker?.wakeByRef(), null);
        this.#waking++;
        const thrown = this.#guarded<Thrown | null>(null, wake, (thrown) => thrown);
        this.#waking--;
        if (thrown !== null) this.#stray(thrown);
      },
      cloneWaker: (number) => {
        const entry = this.#wakers.get(number);
        if (entry !== undefined) entry.count++;
      },
      dropWaker: (number) => {
        const entry = this.#wakers.get(number);
        if (entry === undefined || --entry.count > 0) return;
        this.#wakers.take(number);
        this.#wakerNumbers.delete(dataOf(entry.waker));
      },
    };
  }
}

/** Recognised by its private data, which no imitation has. */
function isWaker(value: unknown): value is Waker {
  try {
    return value instanceof Waker && dataOf(value) !== undefined;
  } catch {
    return false;
  }
}
