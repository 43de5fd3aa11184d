/** Builds the model runtime that a configuration asks for, with a trace. */
import { Builder } from "../../runtime/index.ts";
import type { PanicHook, Runtime, TraceRing } from "../../runtime/index.ts";
import type { RunConfig } from "./config.ts";
import { MAX_POLLS } from "./most.ts";

export function build(config: RunConfig, trace: TraceRing, onPanic: PanicHook | undefined): Runtime {
  const builder =
    config.flavor === "current_thread"
      ? Builder.newCurrentThread()
      : Builder.newMultiThread().workerThreads(config.workers);
  builder.seed(config.seed).order(config.order).maxPolls(MAX_POLLS).trace(trace);
  if (onPanic !== undefined) builder.panicHook(onPanic);
  if (config.globalQueueInterval !== null) builder.globalQueueInterval(config.globalQueueInterval);
  if (config.eventInterval !== null) builder.eventInterval(config.eventInterval);
  return builder.build();
}
