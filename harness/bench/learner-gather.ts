/**
 * Wraps the learner's gather in the measured path, so that the measurement can continue without it, whatever it does.
 */
import { asyncBlock, awaited, ParkedForever, pollFn, Todo, type Future } from "../../src/runtime/index.ts";
import type { LearnerGather } from "./types.ts";

export type Gather = <T>(futures: Future<T>[]) => Future<T[]>;

/** A right gather is polled at most five times for three tasks; one that keeps waking itself would never end. */
const MAX_POLLS = 64;

/** Replaces an unusable gather: awaits one after the other, which gives the same results. */
export function gatherPlainly<T>(futures: Future<T>[]): Future<T[]> {
  return asyncBlock(function* () {
    const results: T[] = [];
    for (const future of futures) results.push(yield* awaited(future));
    return results;
  });
}

class GatherFault extends Error {}

export class GuardedGather {
  #gather: Gather = gatherPlainly;
  #state: LearnerGather;

  /** @param fault why there is no usable gather, if already known */
  constructor(exported: unknown, fault?: string) {
    if (fault === undefined && typeof exported === "function") {
      this.#gather = exported as Gather;
      this.#state = { kind: "used" };
    } else {
      this.#state = { kind: "not-used", reason: fault ?? "the file exports no function of that name." };
    }
  }

  get state(): LearnerGather {
    return this.#state;
  }

  /** The learner's function itself, or nothing when it is excluded. */
  get raw(): Gather | null {
    return this.#state.kind === "used" ? this.#gather : null;
  }

  /** @throws what the learner's code throws, or GatherFault when it exceeds its bounds; then call `giveUp` */
  collect<T>(futures: Future<T>[]): Future<T[]> {
    if (this.#state.kind === "not-used") return gatherPlainly(futures);
    const inner: unknown = this.#gather(futures.slice());
    if (!isPollable<T[]>(inner)) throw new GatherFault("it did not return a Future.");
    let polls = 0;
    return pollFn((cx) => {
      if (++polls > MAX_POLLS) throw new GatherFault("it kept waking itself while nothing had happened.");
      return inner.poll(cx);
    });
  }

  /** @throws GatherFault unless `results` are exactly the values that the tasks returned, in their order */
  verify(results: unknown, expected: readonly object[]): void {
    if (this.#state.kind === "not-used") return;
    const same =
      Array.isArray(results) &&
      results.length === expected.length &&
      expected.every((value, index) => results[index] === value);
    if (!same)
      throw new GatherFault("it gave back something else than what the tasks returned, or in another order.");
  }

  /** From here on the measurement runs without it. */
  giveUp(error: unknown): void {
    this.#state = { kind: "not-used", reason: reasonOf(error) };
    this.#gather = gatherPlainly;
  }
}

function isPollable<T>(value: unknown): value is Future<T> {
  return (
    typeof value === "object" && value !== null && typeof (value as { poll?: unknown }).poll === "function"
  );
}

/** One sentence; learner messages are cut, since they may be of any length. */
export function reasonOf(error: unknown): string {
  if (error instanceof GatherFault) return error.message;
  if (error instanceof Todo) return "it is still to be written.";
  if (error instanceof ParkedForever) return "it waits, and nothing is left that could wake it.";
  let text = "a value that is not an Error";
  try {
    if (error instanceof Error) text = error.message;
    else if (typeof error === "string") text = error;
  } catch {
    // A thrown Proxy may reject every access; then there is nothing more to report.
  }
  return `it threw: ${text.slice(0, 300)}`;
}
