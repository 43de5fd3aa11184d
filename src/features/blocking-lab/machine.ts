/** Models what the threads of a run share besides the scheduler: the processors and one std Mutex. It decides only durations; the model decides who runs. */
import { now, thread } from "../../runtime/index.ts";

/** Holds the thread that runs it; others go on meanwhile. */
export type Work = Generator<unknown, void, unknown>;

export class Machine {
  readonly #processors: number;
  /** When each of the threads now computing will have done. */
  #computingUntilMs: number[] = [];
  /** When the last who asked for the Mutex will have released it. */
  #lockedUntilMs = 0;

  constructor(processors: number) {
    this.#processors = processors;
  }

  /**
   * Computes for `ms` of processor time. With more threads computing than there are processors each gets its share, as
   * the operating system would give it: the count at the start decides for the whole piece.
   */
  compute(ms: number): Work {
    return this.#hold(this.#stretched(ms));
  }

  /** Too short to slow down others, and yet slowed down by them: so short a piece must not decide how long theirs are. */
  computeBriefly(ms: number): Work {
    return thread.sleepHere(this.#stretched(ms));
  }

  /** Waits for a disk: the thread is held, the processor is free. */
  readFile(ms: number): Work {
    return thread.sleepHere(ms);
  }

  /** Takes the std Mutex, waiting with the thread, first come first served, and computes for `ms` under it. */
  *lock(ms: number): Work {
    const heldMs = this.#stretched(ms);
    const waitMs = Math.max(0, this.#lockedUntilMs - now());
    this.#lockedUntilMs = now() + waitMs + heldMs;
    if (waitMs > 0) yield* thread.sleepHere(waitMs);
    yield* this.#hold(heldMs);
  }

  #stretched(ms: number): number {
    const atMs = now();
    this.#computingUntilMs = this.#computingUntilMs.filter((toMs) => toMs > atMs);
    return ms * Math.max(1, (this.#computingUntilMs.length + 1) / this.#processors);
  }

  #hold(ms: number): Work {
    this.#computingUntilMs.push(now() + ms);
    return thread.sleepHere(ms);
  }
}
