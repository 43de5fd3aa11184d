// check: lazy
// says: While your module was loading
// Something runs before anybody has called gather.
import { ready } from "std/future";
import type { Future } from "std/future";

const sizes: number[] = [];
sizes[0]!.toFixed();

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  return ready(futures.map(() => undefined as T));
}
