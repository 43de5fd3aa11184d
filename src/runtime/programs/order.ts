/** Runs a task program on the model or another engine, and returns the order of its polls. */
import { model } from "../engine.ts";
import type { Engine, EngineRuntime } from "../engine.ts";
import { Builder, ParkedForever } from "../index.ts";
import { waiter } from "./futures.ts";
import { OPS } from "./ops.ts";
import { World } from "./world.ts";
import type { Program } from "./program.ts";

/**
 * The trace: tokens separated by spaces, `n` a poll of task n, `n!` that this poll returned Ready.
 * @param maxPolls a limit, for deliberately wrong models; on a correct one every program ends by itself
 * @param engine for the current_thread modes; only the model has several workers
 */
export function pollOrder(program: Program, maxPolls: number | null = null, engine: Engine = model): string {
  if (program.mode === "mt") return multiThread(program, maxPolls);
  const runtime = engine.build({
    eventInterval: program.evi,
    ...(program.gqi > 0 && { globalQueueInterval: program.gqi }),
    ...(maxPolls !== null && { maxPolls }),
  });
  const world = runtime.enter(() => new World(program, runtime, OPS, engine.api));
  currentThread(runtime, world, program.mode);
  return world.trace.join(" ");
}

/** The worker parks once before the root arrives from outside, so the root runs at tick 2. */
function multiThread(program: Program, maxPolls: number | null): string {
  const builder = Builder.newMultiThread().workerThreads(1).eventInterval(program.evi);
  if (maxPolls !== null) builder.maxPolls(maxPolls);
  if (program.gqi > 0) builder.globalQueueInterval(program.gqi);
  const runtime = builder.build();
  const world = runtime.enter(() => new World(program, runtime.handle, OPS));
  runtime.runUntilParked();
  runtime.spawn(world.task(0));
  runtime.runUntilParked();
  return world.trace.join(" ");
}

/** In `ct`, main spawns the root in its first poll and then only waits; in `ctmain`, main is the root. */
function currentThread(runtime: EngineRuntime, world: World, mode: "ct" | "ctmain"): void {
  const main = mode === "ctmain" ? world.task(0) : waiter(() => runtime.spawn(world.task(0)));
  try {
    runtime.blockOn(main);
  } catch (error) {
    // How a program ends that does not end by itself: nothing can run any more.
    if (!(error instanceof ParkedForever)) throw error;
  }
}
