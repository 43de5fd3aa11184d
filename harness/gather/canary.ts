/** What no gather passes: a result is asked for that no child was ready with. */
import type { Check } from "../check.ts";
import { begin } from "./scene.ts";

export const gatherCanary =
  (secret: number): Check["run"] =>
  (learner) => {
    const { task, children } = begin(learner, undefined, ["a", "b", "c"]);
    task.poll();
    for (const child of children.toReversed()) {
      child.finish();
      task.settle();
    }
    task.expectReady(["a", secret, "c"]);
  };
