/** The graded question: which task of the run has the longest p95 poll duration. */
import { formatNs } from "../../lib/units.ts";
import type { TaskStats } from "./task-stats.ts";
import { counted } from "../../lib/words.ts";

export interface PollTimes {
  name: string;
  polls: number;
  p50Ns: number;
  p95Ns: number;
  p99Ns: number;
}

/** One for each name, longest p95 first. Of tasks with the same name, the one with the longest p95 counts. */
export function rankByP95(tasks: Iterable<TaskStats>): PollTimes[] {
  const best = new Map<string, PollTimes>();
  for (const { info, kind, pollTimes } of tasks) {
    if (kind !== "task" || pollTimes === undefined || pollTimes.count === 0) continue;
    const times: PollTimes = {
      name: info.name,
      polls: pollTimes.count,
      p50Ns: pollTimes.quantile(0.5),
      p95Ns: pollTimes.quantile(0.95),
      p99Ns: pollTimes.quantile(0.99),
    };
    if (times.p95Ns > (best.get(info.name)?.p95Ns ?? -1)) best.set(info.name, times);
  }
  return [...best.values()].toSorted((a, b) => b.p95Ns - a.p95Ns);
}

export interface Verdict {
  right: boolean;
  /** For the learner, and for the journal. */
  text: string;
}

export function judge(answer: string, ranking: readonly PollTimes[]): Verdict {
  const longest = ranking[0];
  const named = ranking.find(({ name }) => name === answer);
  if (longest !== undefined && named === longest) {
    return { right: true, text: `Longest p95 poll duration: ${answer}, ${describe(longest)}. Right.` };
  }
  if (named === undefined) {
    return {
      right: false,
      text: `${answer}: none of its polls has ended, so it has no poll times. Not this one.`,
    };
  }
  return { right: false, text: `${answer}: ${describe(named)}. Another task's p95 is longer.` };
}

function describe({ p50Ns, p95Ns, p99Ns, polls }: PollTimes): string {
  return `p95 ${formatNs(p95Ns)} (p50 ${formatNs(p50Ns)}, p99 ${formatNs(p99Ns)}, ${counted(polls, "poll")})`;
}
