/** Puts a task program on a model runtime, up to the moment before its root is first polled. */
import { Builder, Poll, pollFn, thread } from "../../runtime/index.ts";
import type { Drive, Runtime, TraceRing } from "../../runtime/index.ts";
import { OPS } from "../../runtime/programs/ops.ts";
import { World } from "../../runtime/programs/world.ts";
import type { TaskProgram } from "../program/text.ts";
import type { RunConfig } from "./config.ts";

export interface Launched {
  runtime: Runtime;
  drive: Drive<void>;
  /** Events recorded before the root was there: the workers going to sleep. */
  prelude: number;
}

/** The ops of task programs, and one that only a model can time. */
const ops = { ...OPS, block: (_: World, ms: number) => thread.sleep(ms) };

const MAX_POLLS = 200_000;

export function launch(program: TaskProgram, config: RunConfig, trace: TraceRing): Launched {
  const runtime = build(config, trace);
  const world = runtime.enter(() => new World(program, runtime.handle, ops));
  // Workers park before anything is spawned, so that a run does not begin with a race to sleep.
  if (config.flavor === "multi_thread") runtime.runUntilParked();
  const prelude = trace.recorded;
  if (config.root === "main") return { runtime, drive: runtime.drive(world.task(0)), prelude };
  if (config.flavor === "current_thread") {
    const main = waiter(() => runtime.spawn(world.task(0)));
    return { runtime, drive: runtime.drive(main), prelude };
  }
  runtime.spawn(world.task(0));
  return { runtime, drive: runtime.drive<void>(null), prelude };
}

function build(config: RunConfig, trace: TraceRing): Runtime {
  const builder =
    config.flavor === "current_thread"
      ? Builder.newCurrentThread()
      : Builder.newMultiThread().workerThreads(config.workers);
  builder.seed(config.seed).maxPolls(MAX_POLLS).trace(trace);
  if (config.globalQueueInterval !== null) builder.globalQueueInterval(config.globalQueueInterval);
  if (config.eventInterval !== null) builder.eventInterval(config.eventInterval);
  return builder.build();
}

/** A main that spawns the root in its first poll, and then only waits. */
function waiter(atFirst: () => void) {
  let first = true;
  return pollFn<void>(() => {
    if (first) atFirst();
    first = false;
    return Poll.Pending;
  });
}
