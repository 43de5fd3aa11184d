/** `OwnedTasks`: every live task, so that a shutdown reaches them all. Models tokio/src/runtime/task/list.rs, tokio 1.53.1. */
import type { Task } from "./task.ts";

/** tokio shards this list, each shard behind a mutex; one thread needs one shard. Newest first, as in tokio. */
export class OwnedTasks {
  #head: Task | null = null;
  #tail: Task | null = null;
  #length = 0;
  #closed = false;

  get length(): number {
    return this.#length;
  }

  get closed(): boolean {
    return this.#closed;
  }

  bind(task: Task): void {
    const head = this.#head;
    task.ownedNext = head;
    if (head === null) this.#tail = task;
    else head.ownedPrev = task;
    this.#head = task;
    this.#length++;
  }

  /** Removes a task that is in the list; a second call does nothing. */
  remove(task: Task): void {
    const { ownedPrev: prev, ownedNext: next } = task;
    if (prev === null && this.#head !== task) return;
    if (prev === null) this.#head = next;
    else prev.ownedNext = next;
    if (next === null) this.#tail = prev;
    else next.ownedPrev = prev;
    task.ownedPrev = null;
    task.ownedNext = null;
    this.#length--;
  }

  /** Refuses new tasks, then cancels the live ones, oldest first. */
  closeAndShutdownAll(): void {
    this.#closed = true;
    for (let task = this.#tail; task !== null; task = this.#tail) {
      this.remove(task);
      task.shutdown();
    }
  }

  /** Oldest first. */
  *[Symbol.iterator](): Iterator<Task> {
    for (let task = this.#tail; task !== null; task = task.ownedPrev) yield task;
  }
}
