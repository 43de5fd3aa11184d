/** A worker's local run queue: a ring of 256 from which others may steal. Models tokio/src/runtime/scheduler/multi_thread/queue.rs, tokio 1.53.1. */
import type { Task } from "../../task/task.ts";

export const LOCAL_QUEUE_CAPACITY = 256;
const MASK = LOCAL_QUEUE_CAPACITY - 1;
/** How many tasks go to the injection queue when the ring is full, besides the pushed task. */
const NUM_TASKS_TAKEN = LOCAL_QUEUE_CAPACITY / 2;

/**
 * tokio packs two heads into one atomic so that a thief can claim before it copies. A steal is one step of the model,
 * so one head is enough, and the case "full while being stolen from" cannot occur.
 */
export class LocalQueue {
  /** Grows to its size as it is used: a search makes thousands of runtimes that have a few tasks each. */
  readonly #buffer: (Task | null)[] = [];
  #head = 0;
  #tail = 0;

  get length(): number {
    return this.#tail - this.#head;
  }

  get remainingSlots(): number {
    return LOCAL_QUEUE_CAPACITY - this.length;
  }

  /** The caller has checked that there is room. */
  pushBack(task: Task): void {
    this.#buffer[this.#tail++ & MASK] = task;
  }

  /**
   * @param overflow receives the second, newer half of a full ring and then `task`, in order
   * @returns how many tasks overflowed
   */
  pushBackOrOverflow(task: Task, overflow: (task: Task) => void): number {
    if (this.length < LOCAL_QUEUE_CAPACITY) {
      this.pushBack(task);
      return 0;
    }
    // Batches from the injection queue land in the first half, so the overflow has not just come from there.
    this.#tail -= NUM_TASKS_TAKEN;
    for (let i = 0; i < NUM_TASKS_TAKEN; i++) overflow(this.#take(this.#tail + i));
    overflow(task);
    return NUM_TASKS_TAKEN + 1;
  }

  pop(): Task | null {
    if (this.#head === this.#tail) return null;
    return this.#take(this.#head++);
  }

  /**
   * Moves half of this queue, rounded up and oldest first, to `dst`.
   * @returns the last of them, which the thief runs immediately; null when there was nothing, or `dst` is over half
   * full
   */
  stealInto(dst: LocalQueue): { task: Task; count: number } | null {
    if (dst.length > LOCAL_QUEUE_CAPACITY / 2) return null;
    const count = this.length - Math.floor(this.length / 2);
    if (count === 0) return null;
    for (let i = 0; i < count - 1; i++) dst.pushBack(this.#take(this.#head++));
    return { task: this.#take(this.#head++), count };
  }

  toArray(): Task[] {
    const all: Task[] = [];
    for (let i = this.#head; i < this.#tail; i++) all.push(this.#buffer[i & MASK] as Task);
    return all;
  }

  #take(at: number): Task {
    const task = this.#buffer[at & MASK] as Task;
    this.#buffer[at & MASK] = null;
    return task;
  }
}
