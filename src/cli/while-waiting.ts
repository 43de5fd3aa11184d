/** Shows on a terminal what a command is waiting for, and for how long. */

const CLEAR_LINE = "\r\u001b[K";

/** Writes nothing if `to` is not a terminal, because a script may read it. The line disappears when the work is done. */
export async function whileWaiting<T>(
  what: string,
  work: () => Promise<T>,
  to: Pick<NodeJS.WriteStream, "isTTY" | "write"> = process.stderr,
): Promise<T> {
  if (!to.isTTY) return work();
  const began = performance.now();
  const show = (): void => {
    to.write(`${CLEAR_LINE}${what} ${Math.round((performance.now() - began) / 1_000)} s`);
  };
  show();
  const timer = setInterval(show, 1_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    to.write(CLEAR_LINE);
  }
}
