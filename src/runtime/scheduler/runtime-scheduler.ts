/** What a runtime needs from its scheduler, of either flavor. Models the enum in tokio/src/runtime/scheduler/mod.rs, tokio 1.53.1. */
import type { SchedulerContext } from "../context.ts";
import type { Snapshot } from "../inspect.ts";
import type { MainFuture } from "./main-future.ts";
import type { Scheduler, Step } from "./scheduler.ts";

export interface RuntimeScheduler extends Scheduler {
  start(main: MainFuture<unknown> | null): void;
  finish(): void;
  wakeMain(): void;
  step(): Step;
  /** The context for polls of the main future; null if main's thread is not a worker. */
  mainContext(): SchedulerContext | null;
  inspect(): Snapshot;
}
