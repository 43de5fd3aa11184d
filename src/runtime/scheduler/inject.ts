/** The injection queue: the one global, unbounded FIFO for tasks from outside and for overflow. Models tokio/src/runtime/scheduler/inject.rs, tokio 1.53.1. */
import type { Task } from "../task/task.ts";

/** A linked list through the tasks themselves. In tokio it is not lock-free: a mutex guards it. */
export class Inject {
  #head: Task | null = null;
  #tail: Task | null = null;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(task: Task): void {
    if (this.#tail === null) this.#head = task;
    else this.#tail.queueNext = task;
    this.#tail = task;
    this.#length++;
  }

  pop(): Task | null {
    const task = this.#head;
    if (task === null) return null;
    this.#head = task.queueNext;
    if (this.#head === null) this.#tail = null;
    task.queueNext = null;
    this.#length--;
    return task;
  }

  toArray(): Task[] {
    const all: Task[] = [];
    for (let task = this.#head; task !== null; task = task.queueNext) all.push(task);
    return all;
  }
}
