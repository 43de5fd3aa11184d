// check: lazy
// says: Expected gather to return a Future, got a Promise
// An async function: JavaScript runs it, nobody polls it.
import type { Future } from "std/future";

export async function gather<T>(futures: Future<T>[]): Promise<T[]> {
  return Promise.all(futures as unknown as Promise<T>[]);
}
