/** `Builder`: every knob of a runtime, under tokio's names. Models tokio/src/runtime/builder.rs, tokio 1.53.1. */
import { DEFAULT_MAX_BLOCKING_THREADS } from "./blocking/pool.ts";
import { Handle } from "./handle.ts";
import type { PanicHook } from "./handle.ts";
import { Runtime } from "./runtime.ts";
import { CurrentThread } from "./scheduler/current-thread.ts";
import type { Order } from "./scheduler/multi-thread/interleaving.ts";
import { MultiThread } from "./scheduler/multi-thread/multi-thread.ts";
import { Panic } from "./std/panic.ts";
import type { TraceRing } from "./trace/ring.ts";
import { seedFromU64 } from "./util/rand.ts";

/** `new_current_thread` and `new_multi_thread`: ticks between two polls of the driver. */
const EVENT_INTERVAL = 61;
/** The current_thread value; tokio never tunes it. */
const GLOBAL_QUEUE_INTERVAL_CURRENT_THREAD = 31;
/** The initial multi_thread value. */
const GLOBAL_QUEUE_INTERVAL_MULTI_THREAD = 61;
/** Those of the machine on which tokio's usual orders were recorded. */
const PROCESSORS = 2;

/** Builds a runtime. Without further calls it has tokio's defaults, one worker, and seed 0. */
export class Builder {
  readonly #flavor: "current_thread" | "multi_thread";
  #workerThreads = 1;
  #globalQueueInterval: number;
  #tuneToMs: number | null = null;
  #eventInterval = EVENT_INTERVAL;
  #lifoSlot = true;
  #maxBlockingThreads = DEFAULT_MAX_BLOCKING_THREADS;
  #seed = 0;
  #order: Order = "any";
  #processors = PROCESSORS;
  #maxPolls = Infinity;
  #trace: TraceRing | null = null;
  #panicHook: PanicHook | null = null;

  private constructor(flavor: "current_thread" | "multi_thread", globalQueueInterval: number) {
    this.#flavor = flavor;
    this.#globalQueueInterval = globalQueueInterval;
  }

  /** `Builder::new_current_thread` */
  static newCurrentThread(): Builder {
    return new Builder("current_thread", GLOBAL_QUEUE_INTERVAL_CURRENT_THREAD);
  }

  /** `Builder::new_multi_thread` */
  static newMultiThread(): Builder {
    return new Builder("multi_thread", GLOBAL_QUEUE_INTERVAL_MULTI_THREAD);
  }

  /** How many workers a multi_thread runtime has. A model has no processors to count, so the default is 1. */
  workerThreads(n: number): this {
    this.#workerThreads = atLeastOne("worker_threads", n);
    return this;
  }

  /** How often, in ticks, the scheduler checks the injection queue first. */
  globalQueueInterval(n: number): this {
    this.#globalQueueInterval = atLeastOne("global_queue_interval", n);
    return this;
  }

  /**
   * Not in tokio, which always tunes the interval of multi_thread to 200 µs of polling unless it is set: here polls mostly
   * take no time, so only who gives them their real times asks for it, in virtual ms.
   */
  tuneGlobalQueueInterval(ms: number): this {
    this.#tuneToMs = ms;
    return this;
  }

  /** How often, in ticks, the scheduler polls the driver, however busy the queues are. */
  eventInterval(n: number): this {
    this.#eventInterval = atLeastOne("event_interval", n);
    return this;
  }

  /** A task that another wakes goes to the end of the queue, not into the slot that is polled next. */
  disableLifoSlot(): this {
    this.#lifoSlot = false;
    return this;
  }

  /** How many closures of `spawnBlocking` run at a time. */
  maxBlockingThreads(n: number): this {
    this.#maxBlockingThreads = atLeastOne("max_blocking_threads", n);
    return this;
  }

  /**
   * `rng_seed`, from the seed's eight bytes. Decides what tokio leaves to chance (steal victims, the branch that a
   * select tries first) and which worker steps next. A whole number, 0 or more.
   */
  seed(seed: number): this {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new Panic(`seed: expected a whole number, 0 or more, got ${seed}`);
    this.#seed = seed;
    return this;
  }

  /** Not in tokio: whether the threads of several workers step in any possible order or in their usual one. */
  order(order: Order): this {
    this.#order = order;
    return this;
  }

  /** Not in tokio: how many threads run at a time in the usual order. */
  processors(n: number): this {
    this.#processors = atLeastOne("processors", n);
    return this;
  }

  /** Not in tokio: ends a run that polls forever, with PollLimit. */
  maxPolls(n: number): this {
    this.#maxPolls = atLeastOne("max_polls", n);
    return this;
  }

  /** Where trace events go, in a build that has the trace. */
  trace(ring: TraceRing): this {
    this.#trace = ring;
    return this;
  }

  /** Called for every panic in a task, awaited or not, like the hook of `std::panic::set_hook`. */
  panicHook(hook: PanicHook): this {
    this.#panicHook = hook;
    return this;
  }

  build(): Runtime {
    const handle = new Handle({
      trace: __TRACE__ ? this.#trace : null,
      maxPolls: this.#maxPolls,
      maxBlockingThreads: this.#maxBlockingThreads,
      panicHook: this.#panicHook,
      seed: seedFromU64(this.#seed),
    });
    const intervals = { globalQueueInterval: this.#globalQueueInterval, eventInterval: this.#eventInterval };
    const scheduler =
      this.#flavor === "current_thread"
        ? new CurrentThread(handle, intervals)
        : new MultiThread(handle, {
            ...intervals,
            tuneToMs: this.#tuneToMs,
            workers: this.#workerThreads,
            lifoSlot: this.#lifoSlot,
            order: this.#order,
            processors: this.#processors,
          });
    handle.scheduler = scheduler;
    return new Runtime(handle, scheduler);
  }
}

function atLeastOne(knob: string, n: number): number {
  if (!Number.isInteger(n) || n < 1)
    throw new Panic(`${knob}: expected a whole number greater than 0, got ${n}`);
  return n;
}
