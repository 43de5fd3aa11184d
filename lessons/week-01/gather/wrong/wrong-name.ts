// check: lazy
// says: exports no function `gather`
// The function is called something else.
import type { Future } from "std/future";

export function joinAll<T>(futures: Future<T>[]): Future<T>[] {
  return futures;
}
