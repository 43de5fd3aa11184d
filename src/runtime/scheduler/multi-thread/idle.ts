/** Tracks which workers sleep, which search, and which to wake: at most one worker is waking at a time. Models tokio/src/runtime/scheduler/multi_thread/idle.rs, tokio 1.53.1. */

export class Idle {
  readonly #numWorkers: number;
  #numSearching = 0;
  #numUnparked: number;
  /** A stack: the worker that parked last is woken first, since its cache is warmest. */
  readonly #sleepers: number[] = [];

  constructor(numWorkers: number) {
    this.#numWorkers = numWorkers;
    this.#numUnparked = numWorkers;
  }

  get numSearching(): number {
    return this.#numSearching;
  }

  get sleepers(): readonly number[] {
    return this.#sleepers;
  }

  /** A searcher will find the work and then wake the next worker, so while one is searching there is no need to wake another. */
  workerToNotify(): number | null {
    if (this.#numSearching !== 0 || this.#numUnparked >= this.#numWorkers) return null;
    this.#numSearching++;
    this.#numUnparked++;
    return this.#sleepers.pop() ?? null;
  }

  /** @returns whether it was the last searcher, which must look at every queue once more */
  transitionWorkerToParked(worker: number, isSearching: boolean): boolean {
    this.#numUnparked--;
    this.#sleepers.push(worker);
    if (!isSearching) return false;
    this.#numSearching--;
    return this.#numSearching === 0;
  }

  /** @returns false when half of the workers are searching already */
  transitionWorkerToSearching(): boolean {
    if (2 * this.#numSearching >= this.#numWorkers) return false;
    this.#numSearching++;
    return true;
  }

  /** @returns whether it was the last searcher, which must wake another */
  transitionWorkerFromSearching(): boolean {
    this.#numSearching--;
    return this.#numSearching === 0;
  }

  /** @returns false when another thread has already taken the worker off the stack to wake it */
  unparkWorkerById(worker: number): boolean {
    const at = this.#sleepers.indexOf(worker);
    if (at === -1) return false;
    // `swap_remove`
    const last = this.#sleepers.pop() as number;
    if (last !== worker) this.#sleepers[at] = last;
    this.#numUnparked++;
    return true;
  }

  isParked(worker: number): boolean {
    return this.#sleepers.includes(worker);
  }
}
