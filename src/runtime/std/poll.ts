/** `Poll`: the result of one poll of a future. Models `std::task::Poll`. */
import { Panic } from "./panic.ts";

export interface Ready<T> {
  readonly value: T;
  isReady(): this is Ready<T>;
  isPending(): this is Pending;
}

export interface Pending {
  isReady(): this is Ready<never>;
  isPending(): this is Pending;
}

export type Poll<T> = Ready<T> | Pending;

/** Exported so that hot paths may ask `instanceof`; learners make it with `Poll.Ready`. */
export class PollReady<T> implements Ready<T> {
  readonly value: T;
  constructor(value: T) {
    this.value = value;
  }
  isReady(): this is Ready<T> {
    return true;
  }
  isPending(): this is Pending {
    return false;
  }
}

class PollPending implements Pending {
  isReady(): this is Ready<never> {
    return false;
  }
  isPending(): this is Pending {
    return true;
  }
}

/** The one Pending: hot paths compare with `===`. */
export const PENDING: Pending = new PollPending();

/** `Poll::Ready(())`, made once, since futures of `()` are polled most. */
export const READY_UNIT: Ready<undefined> = new PollReady(undefined);

export const Poll: {
  Ready<T>(value: T): Ready<T>;
  readonly Pending: Pending;
} = {
  Ready: <T>(value: T): Ready<T> => new PollReady(value),
  Pending: PENDING,
};

/**
 * TypeScript cannot stop a `poll` that forgets to return, so code that polls learner code checks the result here.
 * @throws Panic when `poll` returned neither Ready nor Pending
 */
export function notAPoll(answer: unknown): never {
  throw new Panic(
    `poll() returned ${answer === undefined ? "undefined" : describe(answer)}: ` +
      "return Poll.Pending, or Poll.Ready(value), from every path",
  );
}

/** Names a value for a message: short, and safe against a hostile `toString`. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "function") return `the function ${value.name || "(anonymous)"}`;
  if (typeof value !== "object") return `${typeof value} ${String(value as string | number)}`;
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" && name !== "Object" ? `a ${name}` : "an object";
}
