/** Runs the learner's `main` on tokio itself, and keeps the order in which it polled. */
import { ParkedForever, PollLimit } from "../../runtime/index.ts";
import { waiter } from "../../runtime/programs/futures.ts";
import type { TokioEngine } from "../../runtime/tokio/engine.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import { labelling } from "../../recording/trace/labels.ts";
import type { MainOrder } from "../wire.ts";
import { rootOf } from "./record-main.ts";

/** Longer orders are compared by nobody; the run is over then. */
const MOST_POLLS = 20_000;

/** Of a run on current_thread. What the learner's code throws is an end like any other. */
export function mainOnTokio(
  tokio: TokioEngine,
  load: () => Record<string, unknown>,
  { root, seed, globalQueueInterval, eventInterval }: RunConfig,
): MainOrder {
  const labels = labelling({ root });
  const polls: string[] = [];
  const runtime = tokio.build({
    seed,
    maxPolls: MOST_POLLS,
    ...(globalQueueInterval !== null && { globalQueueInterval }),
    ...(eventInterval !== null && { eventInterval }),
    polls: (task, what) => {
      // A main that only waits says nothing about the program; pictures show it, orders leave it out.
      if (!labels.isWaiter(task)) polls[polls.length] = labels.short(task) + (what === "ready" ? "!" : "");
    },
  });
  try {
    const future = runtime.enter(() => rootOf(load()["main"]));
    if (typeof future === "string") throw new Error(future);
    runtime.blockOn(root === "main" ? future : waiter(() => runtime.spawn(future)));
  } catch (thrown) {
    if (thrown instanceof PollLimit) return { polls, doubt: "it polls without end" };
    if (!(thrown instanceof ParkedForever)) return { polls, doubt: "it throws" };
  }
  return { polls, doubt: tokio.doubt };
}
