/** Builds and drives the runtimes of a program that runs. */
import type { Future, Runtime } from "../../../runtime/index.ts";
import type { MainConfig } from "../main-attribute.ts";
import type { Value } from "../values/values.ts";
import type { Interpreter } from "./interpreter.ts";

/** What `Builder` was told; null: tokio's default. */
export interface RuntimeConfig extends MainConfig {
  globalQueueInterval: number | null;
  eventInterval: number | null;
}

/** Whoever runs the program: for the order of its polls, or for a recording of all that happens. */
export interface Host {
  /** Its workers have parked, so that a run does not begin with a race to sleep. */
  build(config: RuntimeConfig): Runtime;
  /** Runs the future to completion. @throws ParkedForever */
  blockOn(runtime: Runtime, future: Future<Value>): Value;
}

/** A real clock stands between two ticks of the timer whenever it is read: a sleep ends at the tick after its time. */
const SINCE_TICK_MS = 0.25;

export function buildRuntime(machine: Interpreter, config: RuntimeConfig): Runtime {
  machine.sinceTickMs = config.isPaused ? 0 : SINCE_TICK_MS;
  const runtime = machine.host.build(config);
  machine.nowMs = () => runtime.now();
  return runtime;
}
