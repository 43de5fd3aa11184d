/** The engine that runs learner code and checks: the model, or tokio itself (tokio/engine.ts). Both offer the learner API and current_thread runtimes. */
import type * as TokioApi from "tokio";
import type * as SyncApi from "tokio/sync";
import type * as TaskApi from "tokio/task";
import type * as TimeApi from "tokio/time";
import { Builder } from "./builder.ts";
import { modules } from "./modules.ts";
import type { Modules } from "./modules.ts";
import type { Future } from "./std/future.ts";

/** The part of the learner API that the engine provides; `std`, apart from its threads, is the same on both. */
export type Api = typeof TokioApi & typeof TaskApi & typeof TimeApi & typeof SyncApi;

export interface EngineOptions {
  globalQueueInterval?: number;
  eventInterval?: number;
  /** Decides what tokio leaves to chance: the branch that a select tries first. A whole number, 0 or more. */
  seed?: number;
  /** Ends a run that polls forever, with PollLimit. */
  maxPolls?: number;
}

export interface EngineRuntime {
  /**
   * @throws ParkedForever when nothing is left that could wake it
   * @throws PollLimit when there is a bound on polls
   * @throws whatever the future throws
   */
  blockOn<T>(future: Future<T>): T;
  spawn<T>(future: Future<T>): Future<T> & { readonly id: number };
  enter<T>(f: () => T): T;
  /** Virtual ms since the runtime was built. */
  now(): number;
  readonly metrics: { readonly spawned: number; readonly polls: number };
}

export interface Engine {
  /** What learner code may import. */
  readonly modules: Modules;
  readonly api: Api;
  build(options?: EngineOptions): EngineRuntime;
}

/** The declarations state what the modules export; learner-api.test.ts checks both engines against them. */
export function apiOf(from: Modules): Api {
  return {
    ...from["tokio"],
    ...from["tokio/task"],
    ...from["tokio/time"],
    ...from["tokio/sync"],
  } as unknown as Api;
}

export const model: Engine = {
  modules,
  api: apiOf(modules),
  build({ globalQueueInterval, eventInterval, seed, maxPolls } = {}) {
    const builder = Builder.newCurrentThread();
    if (globalQueueInterval !== undefined) builder.globalQueueInterval(globalQueueInterval);
    if (eventInterval !== undefined) builder.eventInterval(eventInterval);
    if (seed !== undefined) builder.seed(seed);
    if (maxPolls !== undefined) builder.maxPolls(maxPolls);
    return builder.build();
  },
};
