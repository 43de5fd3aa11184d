/** Prefetches what the first run needs while the learner is reading. */
import { whenQuiet } from "../lib/when-quiet.ts";

/** Call the result to cancel what has not begun. */
export const warmUpWhenIdle = (): (() => void) => whenQuiet(warmUp);

function warmUp(): void {
  // The first run requests a failed part again and reports the failure.
  import("../compiler/service.ts").then(({ warmCompiler }) => warmCompiler()).catch(() => {});
  import("./instance.ts")
    .then(({ engine, sandbox }) => {
      sandbox.warm();
      return engine("debug");
    })
    .catch(() => {});
}
