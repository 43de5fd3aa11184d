/** Fetches what the first run will need while the learner is still reading. */

/** Safari has no idle callback; half a second after the page is up is as good as idle there. */
const FALLBACK_MS = 500;

/** Call the result to give up on what has not begun. */
export function warmUpWhenIdle(): () => void {
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(warmUp, FALLBACK_MS);
    return () => clearTimeout(timer);
  }
  const callback = requestIdleCallback(warmUp, { timeout: 3_000 });
  return () => cancelIdleCallback(callback);
}

function warmUp(): void {
  // What fails here is asked for again, and reported, by the first run.
  import("../compiler/service.ts").then(({ warmCompiler }) => warmCompiler()).catch(() => {});
  import("./instance.ts")
    .then(({ engine, sandbox }) => {
      sandbox.warm();
      return engine("debug");
    })
    .catch(() => {});
}
