// check: in-place
// says: gather spawned 3 tasks
// The tasks are spawned before anybody has polled gather.
import { asyncBlock, awaited } from "std/future";
import type { Future } from "std/future";
import { spawn } from "tokio";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const handles = futures.map((future) => spawn(future));
  return asyncBlock(function* () {
    const results: T[] = [];
    for (const handle of handles) results.push(yield* awaited(handle));
    return results;
  });
}
