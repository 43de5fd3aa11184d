/** Stack traces as the browser writes them: Vitest maps each frame to its source, which takes longer than most checks. */

/** The engine reads a stack at every step of a learner's code. */
export function withPlainStacks<T>(run: () => T): T {
  const { prepareStackTrace } = Error;
  delete (Error as Partial<typeof Error>).prepareStackTrace;
  try {
    return run();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
