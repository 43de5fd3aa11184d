/** An engine with a toy harness, two checks that call the learner's `answer` and `second`, to test the sandbox without the course. */
import { runChecks } from "../../../harness/run.ts";
import { fail, type Check, type Learner } from "../../../harness/check.ts";
import { startEngine } from "../engine/engine.ts";
import { recordMain } from "../engine/record-main.ts";
import { modules } from "../../runtime/modules.ts";

const call = (learner: Learner, name: string): unknown => (learner[name] as () => unknown)();

const checks: Check[] = [
  {
    id: "first",
    title: "answer() is 42",
    needs: [],
    run(learner) {
      const answer = call(learner, "answer");
      if (answer !== 42) fail(`answer() gave ${String(answer)}.`, "Return 42.");
    },
  },
  {
    id: "second",
    title: "second() returns",
    needs: [],
    run: (learner) => void call(learner, "second"),
  },
];

export const course = startEngine({
  modules,
  plan: (exercise) => (exercise === "toy" ? checks : undefined),
  runChecks: (_, load, host, options) => void runChecks({ exercise: "toy", checks }, load, host, options),
  // Loads the learner's code where the real one does: beside an instance of a module.
  measure(load, _options, _clock, _emit, tokio) {
    if (tokio === undefined) throw new Error("the toy harness measures nothing but a module");
    load();
    throw new Error("the toy harness measures nothing");
  },
  count() {
    throw new Error("the toy harness counts nothing");
  },
  record: recordMain,
  compare(tokio, load) {
    load(tokio);
    return { turns: [], doubt: tokio.doubt };
  },
});
