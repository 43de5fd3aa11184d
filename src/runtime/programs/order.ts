/** Runs a task program on the model and says in which order it polled. */
import { Builder, ParkedForever } from "../index.ts";
import type { Runtime } from "../index.ts";
import { waiter } from "./futures.ts";
import { OPS } from "./ops.ts";
import { World } from "./world.ts";
import type { Program } from "./program.ts";

/**
 * The trace: tokens separated by spaces, `n` a poll of task n, `n!` that this poll answered Ready.
 * @param maxPolls a bound, for a model that is wrong on purpose; every program ends by itself on a right one
 */
export function pollOrder(program: Program, maxPolls: number | null = null): string {
  const runtime = build(program, maxPolls);
  const world = runtime.enter(() => new World(program, runtime.handle, OPS));
  if (program.mode === "mt") runMultiThread(runtime, world);
  else runCurrentThread(runtime, world, program.mode);
  return world.trace.join(" ");
}

function build(program: Program, maxPolls: number | null): Runtime {
  const builder =
    program.mode === "mt" ? Builder.newMultiThread().workerThreads(1) : Builder.newCurrentThread();
  builder.eventInterval(program.evi);
  if (maxPolls !== null) builder.maxPolls(maxPolls);
  if (program.gqi > 0) builder.globalQueueInterval(program.gqi);
  return builder.build();
}

/** The worker parks once before the root comes from outside, so the root runs at tick 2. */
function runMultiThread(runtime: Runtime, world: World): void {
  runtime.runUntilParked();
  runtime.spawn(world.task(0));
  runtime.runUntilParked();
}

/** In `ct` main spawns the root at its first poll and then only waits; in `ctmain` it is the root. */
function runCurrentThread(runtime: Runtime, world: World, mode: "ct" | "ctmain"): void {
  const main = mode === "ctmain" ? world.task(0) : waiter(() => runtime.spawn(world.task(0)));
  try {
    runtime.blockOn(main);
  } catch (error) {
    // The end of a program that does not end by itself: nothing can run any more.
    if (!(error instanceof ParkedForever)) throw error;
  }
}
