/** A turnstile for tasks: all arrive, then each has its turn alone, and none leaves before the last turn ends. */
import { Poll, pollFn, type Future, type Waker } from "../../src/runtime/index.ts";

/**
 * The batches of a round are tasks whose JoinHandles the learner's gather collects. Without turns they would run
 * between each other's operations, and each one that ends would get gather polled in the middle of another's timed
 * region.
 */
export class Turns {
  readonly #size: number;
  readonly #waiting: Waker[] = [];
  #arrived = 0;
  #turn = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** Ready when everyone has arrived and it is turn `index`. */
  take(index: number): Future<void> {
    // Called from within the task's first poll, so this is its arrival.
    this.#arrived++;
    if (this.#arrived === this.#size) this.#wakeAll();
    return this.#until(() => this.#arrived === this.#size && this.#turn >= index);
  }

  /** Ends the current turn. Ready when all turns are over. */
  finish(): Future<void> {
    this.#turn++;
    this.#wakeAll();
    return this.#until(() => this.#turn === this.#size);
  }

  #until(come: () => boolean): Future<void> {
    return pollFn((cx) => {
      if (come()) return Poll.Ready(undefined);
      this.#waiting.push(cx.waker.clone());
      return Poll.Pending;
    });
  }

  #wakeAll(): void {
    for (const waker of this.#waiting.splice(0)) waker.wake();
  }
}
