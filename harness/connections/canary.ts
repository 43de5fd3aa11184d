/** What no ConnectionManager passes: more answers are asked for than it was asked. */
import { fail } from "../check.ts";
import type { Check } from "../check.ts";
import { elementsOf } from "../primordials.ts";
import { play } from "./play.ts";

export const connectionsCanary =
  (secret: number): Check["run"] =>
  (learner, tools) => {
    const { shutdown } = play(learner, tools, {
      peers: [{ asksMs: [0, 1], writeMs: 5, leavesMs: 15 }],
      graceMs: 50,
      signalsMs: [20],
    });
    if (elementsOf(shutdown.answered)[0] !== secret + 3) fail("No answer passes this.", "");
  };
