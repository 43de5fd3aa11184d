/** Lets a caller stop waiting for something that cannot be stopped. */

export class Aborted extends Error {
  override readonly name = "Aborted";
}

/** @throws Aborted as soon as the signal aborts, or at once if it has */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Aborted("cancelled"));
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort);
    void promise.then(resolve, reject).finally(() => signal?.removeEventListener("abort", abort));
  });
}
