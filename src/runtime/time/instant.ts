/** `Instant::now`, on the virtual clock. Models tokio/src/time/instant.rs, tokio 1.53.1. */
import { CONTEXT, currentHandle } from "../context.ts";
import { Panic } from "../std/panic.ts";

/** Virtual ms since the runtime was built, including the time that this poll has already blocked its thread. */
export function now(): number {
  return currentHandle("now()").clock.nowMs + CONTEXT.busyMs;
}

/** `std::thread::sleep`: holds the thread, and with it the worker, for `ms` of virtual time. The opposite of `tokio::time::sleep`. */
export function blockThread(ms: number): void {
  CONTEXT.busyMs += checkedMs("std::thread::sleep", ms);
}

/** @throws Panic when `ms` is not a duration */
export function checkedMs(what: string, ms: number): number {
  if (typeof ms !== "number" || !(ms >= 0)) {
    throw new Panic(`${what} takes a duration in milliseconds, 0 or more, and was given ${String(ms)}`);
  }
  return ms;
}
