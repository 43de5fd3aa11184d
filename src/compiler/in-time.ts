/** Adds a timeout to a promise. */

/** @throws Error with `message` if the promise has not settled after `ms`; a later result is ignored */
export function inTime<T>(promise: Promise<T>, ms: number, message: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${message} in ${ms / 1_000} s`)), ms);
    void promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
