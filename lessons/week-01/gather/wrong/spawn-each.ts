// check: in-place
// says: gather spawned 3 tasks
// A task for each child: concurrent, but neither in place nor free.
import { asyncBlock, awaited } from "std/future";
import type { Future } from "std/future";
import { spawn } from "tokio";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  return asyncBlock(function* () {
    const handles = futures.map((future) => spawn(future));
    const results: T[] = [];
    for (const handle of handles) results.push(yield* awaited(handle));
    return results;
  });
}
