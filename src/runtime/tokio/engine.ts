/** The learner API's second engine: tokio itself, in a WebAssembly module, under the same modules as the model. */
import { apiOf } from "../engine.ts";
import type { Engine } from "../engine.ts";
import { modulesOn } from "../modules.ts";
import { Border } from "./border.ts";
import { channelsOn } from "./channels.ts";
import type { Instantiate } from "./exports.ts";
import { locksOn } from "./locks.ts";
import { macrosOn } from "./macros.ts";
import { TokioRuntime } from "./runtime.ts";
import type { TokioOptions } from "./runtime.ts";
import { taskOn } from "./task.ts";
import { timeOn } from "./time.ts";

export interface TokioEngine extends Engine {
  /** Why the run may differ from the model's, though both are right; null when they must agree. */
  readonly doubt: string | null;
  build(options?: TokioOptions): TokioRuntime;
}

/** One instance of the module; its objects and those of another instance do not mix. */
export function tokioEngine(instantiate: Instantiate): TokioEngine {
  const border = new Border(instantiate);
  const runtimes: TokioRuntime[] = [];
  const { spawnTo, ...task } = taskOn(border, () => {
    const current = border.call("current_runtime");
    return (runtimes.find(({ number }) => number === current) as TokioRuntime).newTask();
  });
  const noThreads = (): never =>
    border.refuse("std::thread needs a second thread, and tokio has none in a tab");
  const modules = modulesOn({
    thread: { spawn: noThreads, sleep: noThreads },
    task,
    time: timeOn(border),
    macros: macrosOn(border),
    sync: { ...channelsOn(border), ...locksOn(border) },
  });
  return {
    modules,
    api: apiOf(modules),
    build(options = {}) {
      const runtime = new TokioRuntime(border, options, spawnTo);
      runtimes.push(runtime);
      return runtime;
    },
    get doubt() {
      return border.doubt;
    },
  };
}
