// check: first-poll
// says: first poll polled child 0 (Pending), but not
// One child after another: each begins when the one before it is done.
import { asyncBlock, awaited } from "std/future";
import type { Future } from "std/future";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  return asyncBlock(function* () {
    const results: T[] = [];
    for (const future of futures) results.push(yield* awaited(future));
    return results;
  });
}
