/** Starts a root on a model runtime, up to the moment before its first poll. */
import { thread } from "../../runtime/index.ts";
import { waiter } from "../../runtime/programs/futures.ts";
import type { Drive, Future, Handle, PanicHook, Runtime, TraceRing } from "../../runtime/index.ts";
import { OPS } from "../../runtime/programs/ops.ts";
import { World } from "../../runtime/programs/world.ts";
import type { OpPlace } from "../../runtime/programs/world.ts";
import type { TaskProgram } from "../program/text.ts";
import { build } from "./build.ts";
import type { RunConfig } from "./config.ts";

export interface Launched {
  runtime: Runtime;
  drive: Drive<unknown>;
  /** Events recorded before the root exists: the workers going to sleep. */
  prelude: number;
}

/** Makes the root's future on the runtime that will poll it. */
export interface MakeRoot {
  (handle: Handle): Future<unknown>;
  /** Which op the n-th task began last, the root being 0. */
  whereIs?(task: number): OpPlace | undefined;
}

/** The ops of task programs, and one that only the model can time. */
const ops = { ...OPS, block: (_: World, ms: number) => thread.sleep(ms) };

/** Body 0 of a task program. */
export function programRoot(program: TaskProgram): MakeRoot {
  let world: World | undefined;
  const make = (handle: Handle): Future<unknown> => {
    world = new World(program, handle, ops);
    return world.task(0);
  };
  return Object.assign(make, { whereIs: (task: number) => world?.whereIs(task) });
}

export function launch(
  makeRoot: MakeRoot,
  config: RunConfig,
  trace: TraceRing,
  onPanic?: PanicHook,
): Launched {
  const runtime = build(config, trace, onPanic);
  const root = runtime.enter(() => makeRoot(runtime.handle));
  // Workers park before the first spawn, so that a run does not begin with a race to sleep.
  if (config.flavor === "multi_thread") runtime.runUntilParked();
  const prelude = trace.recorded;
  if (config.root === "main") return { runtime, drive: runtime.drive(root), prelude };
  if (config.flavor === "current_thread") {
    const main = waiter(() => runtime.spawn(root));
    return { runtime, drive: runtime.drive(main), prelude };
  }
  runtime.spawn(root);
  return { runtime, drive: runtime.drive<unknown>(null), prelude };
}
