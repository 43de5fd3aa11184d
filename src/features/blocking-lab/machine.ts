/** What the threads of a run share besides the scheduler: the processors, and one std Mutex. It decides durations only; who runs is the model's business. */
import { now, thread } from "../../runtime/index.ts";

interface Interval {
  fromMs: number;
  toMs: number;
}

export class Machine {
  readonly #processors: number;
  /** Clock of the scheduler: what ended before it matters no more. */
  readonly #clockMs: () => number;
  #computing: Interval[] = [];
  #held: Interval[] = [];

  constructor(processors: number, clockMs: () => number) {
    this.#processors = processors;
    this.#clockMs = clockMs;
  }

  /**
   * Computes for `ms` of processor time. With more threads computing than there are processors each gets its share, as
   * the operating system would give it: the count at the start decides for the whole piece.
   */
  compute(ms: number): void {
    this.#hold(this.#stretched(ms));
  }

  /** Too short to slow down others, and yet slowed down by them: so short a piece must not decide how long theirs are. */
  computeBriefly(ms: number): void {
    thread.sleep(this.#stretched(ms));
  }

  /** Waits for a disk: the thread is held, the processor is free. */
  readFile(ms: number): void {
    thread.sleep(ms);
  }

  /** Takes the std Mutex, waiting with the thread, and computes for `ms` under it. */
  lock(ms: number): void {
    const atMs = now();
    const heldMs = this.#stretched(ms);
    const fromMs = this.#firstGap(atMs, heldMs);
    this.#held.push({ fromMs, toMs: fromMs + heldMs });
    this.#held.sort((a, b) => a.fromMs - b.fromMs);
    thread.sleep(fromMs - atMs);
    this.#hold(heldMs);
  }

  #stretched(ms: number): number {
    const atMs = now();
    const clockMs = this.#clockMs();
    this.#computing = this.#computing.filter(({ toMs }) => toMs > clockMs);
    const others = this.#computing.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs).length;
    return ms * Math.max(1, (others + 1) / this.#processors);
  }

  #hold(ms: number): void {
    const fromMs = now();
    this.#computing.push({ fromMs, toMs: fromMs + ms });
    thread.sleep(ms);
  }

  /** A poll is computed when it begins, so a lock may be reserved ahead of one that is asked for earlier. */
  #firstGap(atMs: number, forMs: number): number {
    const clockMs = this.#clockMs();
    this.#held = this.#held.filter(({ toMs }) => toMs > clockMs);
    let freeMs = atMs;
    for (const { fromMs, toMs } of this.#held) {
      if (freeMs + forMs <= fromMs) break;
      freeMs = Math.max(freeMs, toMs);
    }
    return freeMs;
  }
}
