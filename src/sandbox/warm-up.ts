/** Fetches what the first run will need while the learner is still reading. */
import { whenQuiet } from "../lib/when-quiet.ts";

/** Call the result to give up on what has not begun. */
export const warmUpWhenIdle = (): (() => void) => whenQuiet(warmUp);

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
