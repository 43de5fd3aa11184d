/** Runs a Rust program on the model and gives the order of its polls, as `course order` prints it. */
import { EndsRun } from "../../runtime/errors.ts";
import { Builder, ParkedForever } from "../../runtime/index.ts";
import { MAX_POLLS } from "../run/most.ts";
import type { MainConfig } from "./main-attribute.ts";
import type { RustProgram } from "./program.ts";
import type { RuntimeConfig } from "./run/host.ts";
import { machineOf, runMain } from "./start.ts";
import type { Problem } from "./syntax/problem.ts";
import { Stopped } from "./run/limits.ts";
import type { Printed } from "./run/limits.ts";

export interface Order {
  /** Tokens with spaces between them: `0`, `0!`, and on current_thread `m`, `m!`. */
  order: string;
  printed: readonly Printed[];
  /** What ended the run early, if something in it cannot run here. */
  problem: Problem | null;
}

/** @param seed decides what tokio leaves to chance */
export function orderOf(program: RustProgram, seed = 1): Order {
  let flavor: MainConfig["flavor"] = "current_thread";
  const machine = machineOf(program, {
    build(config) {
      ({ flavor } = config);
      const builder = builderFor(config);
      const runtime = builder.seed(seed).order("usual").maxPolls(MAX_POLLS).build();
      if (flavor === "multi_thread") runtime.runUntilParked();
      return runtime;
    },
    blockOn: (runtime, future) => runtime.blockOn(future),
  });
  const tokens: string[] = [];
  machine.onPoll = (task, isReady) => {
    // On multi_thread another thread polls main.
    if (task === "m" && flavor === "multi_thread") return;
    tokens.push(`${task}${isReady ? "!" : ""}`);
  };
  let problem: Problem | null = null;
  try {
    runMain(machine, program);
  } catch (error) {
    if (error instanceof EndsRun)
      problem = {
        ...machine.placeOf(error instanceof Stopped ? error.at : machine.at),
        message: error.message,
        ...(error instanceof Stopped && error.instead !== undefined && { instead: error.instead }),
      };
    else if (!(error instanceof ParkedForever))
      machine.print(`${error instanceof Error ? error.message : String(error)}\n`, true);
  }
  return { order: tokens.join(" "), printed: machine.printed, problem };
}

function builderFor({ flavor, workers, globalQueueInterval, eventInterval }: RuntimeConfig): Builder {
  const builder =
    flavor === "current_thread"
      ? Builder.newCurrentThread()
      : Builder.newMultiThread().workerThreads(workers ?? 1);
  if (globalQueueInterval !== null) builder.globalQueueInterval(globalQueueInterval);
  if (eventInterval !== null) builder.eventInterval(eventInterval);
  return builder;
}
