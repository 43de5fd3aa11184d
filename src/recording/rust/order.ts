/** Runs a Rust program on the model and gives the order of its polls, as `course order` prints it. */
import { EndsRun } from "../../runtime/errors.ts";
import { Builder, ParkedForever } from "../../runtime/index.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { RustProgram } from "./program.ts";
import { machineOf, mainFuture } from "./start.ts";
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

const MAX_POLLS = 200_000;

/** @param seed decides what tokio leaves to chance */
export function orderOf(program: RustProgram, seed = 1): Order {
  const { flavor } = program.config;
  const machine = machineOf(program);
  const tokens: string[] = [];
  machine.onPoll = (task, isReady) => {
    // On multi_thread another thread polls main.
    if (task === "m" && flavor === "multi_thread") return;
    tokens.push(`${task}${isReady ? "!" : ""}`);
  };
  const runtime = build(program, seed);
  let problem: Problem | null = null;
  try {
    if (flavor === "multi_thread") runtime.runUntilParked();
    runtime.blockOn(runtime.enter(() => mainFuture(machine, program)));
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

function build({ config }: RustProgram, seed: number): Runtime {
  const builder =
    config.flavor === "current_thread"
      ? Builder.newCurrentThread()
      : Builder.newMultiThread().workerThreads(config.workers ?? 1);
  return builder.seed(seed).order("usual").maxPolls(MAX_POLLS).build();
}
