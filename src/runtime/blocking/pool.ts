/** The blocking pool: threads for closures that block, in virtual time. Models tokio/src/runtime/blocking/pool.rs, tokio 1.53.1. */
import { CONTEXT, onThread } from "../context.ts";
import type { Handle } from "../handle.ts";
import { asyncBlock } from "../std/async-block.ts";
import type { Future } from "../std/future.ts";
import { PollReady } from "../std/poll.ts";
import { JoinHandle } from "../task/join-handle.ts";
import { Task } from "../task/task.ts";
import type { Phase } from "../task/task.ts";
import { By, Kind, Q } from "../trace/kinds.ts";
import { VecDeque } from "../util/vec-deque.ts";
import type { Scheduler } from "../scheduler/scheduler.ts";

/** The default of `max_blocking_threads`; on multi_thread the workers come on top of it. */
export const DEFAULT_MAX_BLOCKING_THREADS = 512;

/**
 * A closure runs immediately in real time. In virtual time it lasts as long as its `std::thread::sleep`s: it ends, and
 * wakes its joiner, when the clock gets there. Other threads see its changes to shared state at its start; only for a
 * body that can stop do they see each change at its own time.
 */
export class BlockingPool {
  readonly #handle: Handle;
  readonly #max: number;
  readonly #queue = new VecDeque<Task>(16);
  #running = 0;

  constructor(handle: Handle, max: number) {
    this.#handle = handle;
    this.#max = max;
  }

  get running(): number {
    return this.#running;
  }

  get queued(): readonly Task[] {
    return this.#queue.toArray();
  }

  spawnBlocking<T>(f: () => T): JoinHandle<T> {
    return this.#spawn(new BlockingTask(f));
  }

  /** The same, for a body that can stop. */
  spawnBlockingOn<T>(body: () => Generator<unknown, T, unknown>): JoinHandle<T> {
    return this.#spawn(asyncBlock(body));
  }

  #spawn<T>(job: Future<T>): JoinHandle<T> {
    const handle = this.#handle;
    const task = new Task<T>(++handle.metrics.spawned, job, this.#noScheduler());
    if (__TRACE__) {
      const worker = handle.scheduler.currentWorker();
      handle.trace?.record(Kind.Spawn, worker, task.id, CONTEXT.source, 0);
      handle.trace?.record(Kind.Push, worker, task.id, Q.Blocking, 0);
    }
    if (handle.owned.closed) task.shutdown();
    else {
      this.#queue.pushBack(task as Task);
      // A thread does not start before its spawner continues: the closure runs when the pool next gets the processor.
      if (this.#running < this.#max) this.#announce();
    }
    return new JoinHandle(task);
  }

  /** Starts one more thread, which takes the front of the queue. */
  #announce(): void {
    this.#running++;
    this.#handle.outside.at(this.#handle.clock.nowMs + CONTEXT.busyMs, () => this.#thread());
  }

  /** A pool thread: runs one job, then the next in the queue, then ends. */
  #thread(): void {
    const task = this.#queue.popFront();
    if (task === undefined) {
      this.#running--;
      return;
    }
    if (__TRACE__) this.#handle.trace?.record(Kind.JobStart, -1, task.id, 0, 0);
    this.#runOn(task, task.startDetached());
  }

  #runOn(task: Task, from: Phase): void {
    const handle = this.#handle;
    let phase = from;
    let busyMs = 0;
    if (from === "polling") {
      onThread(By.BlockingPool, handle, () => {
        phase = task.nextDetached();
        busyMs = CONTEXT.busyMs;
      });
    }
    handle.outside.at(handle.clock.nowMs + busyMs, () => {
      if (phase === "polling") this.#runOn(task, phase);
      else this.#end(task, phase);
    });
  }

  #end(task: Task, phase: Phase): void {
    const handle = this.#handle;
    if (__TRACE__) handle.trace?.record(Kind.JobEnd, -1, task.id, 0, 0);
    onThread(By.BlockingPool, handle, () => task.endDetached(phase));
    this.#thread();
  }

  /** `BlockingSchedule`: a pool thread polls such a task once, and nothing queues it again. */
  #noScheduler(): Scheduler {
    const handle = this.#handle;
    return {
      handle,
      schedule() {},
      isAhead: () => false,
      currentWorker: () => handle.scheduler.currentWorker(),
    };
  }
}

class BlockingTask<T> implements Future<T> {
  readonly #f: () => T;
  constructor(f: () => T) {
    this.#f = f;
  }
  poll(): PollReady<T> {
    return new PollReady(this.#f());
  }
}
