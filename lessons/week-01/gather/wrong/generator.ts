// check: lazy
// says: Expected gather to return a Future, got a generator
// A generator without the asyncBlock around it.
import { awaited } from "std/future";
import type { Future } from "std/future";

export function* gather<T>(futures: Future<T>[]): Generator<unknown, T[], unknown> {
  const results: T[] = [];
  for (const future of futures) results.push(yield* awaited(future));
  return results;
}
