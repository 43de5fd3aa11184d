/** Collects wakers under a lock and wakes them, in order, after its release. Models tokio/src/util/wake_list.rs, tokio 1.53.1. */
import type { Waker } from "../std/waker.ts";

export function wakeAll(wakers: readonly Waker[]): void {
  for (const waker of wakers) waker.wake();
}
