/** The model runtime as a module of its own, for the learner's code outside the page: what it may import, and a way to run it. */
import { Builder } from "../runtime/builder.ts";
import { modules } from "../runtime/modules.ts";
import type { Future } from "../runtime/std/future.ts";

export { modules };

/** Runs a future to its end on a current-thread runtime, in virtual time. */
export const blockOn = <T>(future: Future<T>): T => Builder.newCurrentThread().build().blockOn(future);
