/** The engine of the course: the model runtime, the exercises' checks and the measurement, ready in a worker. */
import { measure } from "../../../harness/bench/worker.ts";
import { countSeries } from "../../../harness/histogram/count.ts";
import { compareEngines } from "../../../harness/gather/engines.ts";
import { exercises } from "../../../harness/index.ts";
import { runChecks } from "../../../harness/run.ts";
import { modules } from "../../runtime/modules.ts";
import { startEngine } from "./engine.ts";
import { recordMain } from "./record-main.ts";

export const course = startEngine({
  modules,
  plan(id) {
    exercises[id]?.prepare?.();
    return exercises[id]?.checks;
  },
  runChecks(id, load, host, options) {
    const exercise = exercises[id];
    if (exercise) runChecks(exercise, load, host, options);
  },
  measure,
  count: countSeries,
  record: recordMain,
  compare: compareEngines,
});
