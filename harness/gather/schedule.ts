/** An interleaving: what happens to gather's children, and when the task is polled, all decided by a seed. */
import { Random } from "../random.ts";

/** What a child does inside its own poll. */
export interface InPoll {
  child: number;
  /** In which of its polls. */
  poll: number;
  does: "wake" | "finish";
  /** Itself, or a sibling. */
  to: number;
}

export type Action =
  /** The executor polls if the task is woken. */
  | { kind: "run" }
  /** It polls though nothing asked for it, as a `select!` around gather may. */
  | { kind: "poll" }
  /** It polls with another waker: the task has moved. */
  | { kind: "move" }
  | { kind: "wake" | "finish"; child: number };

export interface Schedule {
  seed: number;
  results: unknown[];
  readyAtOnce: boolean[];
  inPoll: InPoll[];
  actions: Action[];
  /** The order in which those left over finish. */
  last: number[];
}

const RESULTS: readonly unknown[] = [undefined, null, "", 0, NaN, false, "a", "b", "c"];

/** Low seeds give small schedules, so that the first to fail is nearly the smallest. */
export function scheduleFor(seed: number): Schedule {
  const random = new Random(seed);
  const most = 1 + Math.min(4, Math.floor(seed / 30));
  const n = seed < 10 ? 1 + (seed % 2) : 1 + random.below(most + 1);
  const child = (): number => random.below(n);
  const length = random.below(2 + Math.min(10, Math.floor(seed / 15)));
  return {
    seed,
    results: Array.from({ length: n }, () => random.pick(RESULTS)),
    readyAtOnce: Array.from({ length: n }, () => random.chance(0.2)),
    inPoll: Array.from({ length: random.below(1 + Math.min(3, Math.floor(seed / 20))) }, () => ({
      child: child(),
      poll: 1 + random.below(2),
      does: random.chance(0.5) ? "wake" : "finish",
      to: child(),
    })),
    actions: Array.from({ length }, () => action(random, child)),
    last: random.shuffled(Array.from({ length: n }, (_, index) => index)),
  };
}

function action(random: Random, child: () => number): Action {
  const kind = random.pick(["run", "run", "poll", "move", "wake", "wake", "finish", "finish"] as const);
  return kind === "wake" || kind === "finish" ? { kind, child: child() } : { kind };
}

/** For choosing the failure that is easiest to read. */
export function sizeOf({ results, inPoll, actions }: Schedule): number {
  return results.length * 3 + inPoll.length * 2 + actions.length;
}
