/** `tokio::time` on tokio's own timers, under its paused clock. */
import type { Future } from "../std/future.ts";
import { checkedMs } from "../time/instant.ts";
import { Elapsed } from "../time/timeout.ts";
import type { Border } from "./border.ts";
import { needRuntime, TokioFuture } from "./future.ts";

export function timeOn(border: Border) {
  function sleep(ms: number): Future<void> {
    checkedMs("sleep()", ms);
    needRuntime(border, "sleep()");
    return new TokioFuture(border, border.call("sleep", ms));
  }
  function sleepUntil(deadlineMs: number): Future<void> {
    checkedMs("sleepUntil()", deadlineMs);
    needRuntime(border, "sleep()");
    return new TokioFuture(border, border.call("sleep_until", deadlineMs));
  }
  function now(): number {
    needRuntime(border, "now()");
    return border.call("now", border.call("current_runtime"));
  }
  function timeout<T>(ms: number, future: Future<T>): Future<T> {
    checkedMs("sleep()", ms);
    needRuntime(border, "sleep()");
    return new TokioFuture<T>(border, border.call("timeout", ms, border.add(future)), {
      ready: (word) => border.takeValue(word) as T,
      closed: () => {
        throw new Elapsed();
      },
    });
  }
  return { sleep, sleepUntil, now, timeout, Elapsed };
}
