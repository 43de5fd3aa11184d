/** Runs the learner's `main` on tokio itself and records the poll order. */
import { ParkedForever, PollLimit } from "../../runtime/index.ts";
import { waiter } from "../../runtime/programs/futures.ts";
import type { TokioEngine } from "../../runtime/tokio/engine.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import { labelling } from "../../recording/trace/labels.ts";
import type { MainOrder } from "../wire.ts";
import { rootOf } from "./record-main.ts";

/** Nobody compares longer orders, so the run ends here. */
const MOST_POLLS = 20_000;

/** The poll order of a run on current_thread. An error thrown by the learner's code ends the run like any other end. */
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
      // Polls of a main that only waits say nothing about the program: pictures show them, orders leave them out.
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
