/** What a run under load comes to, as plain data: it crosses from a worker to the page, and the command prints it. */
import { formatMs, formatPercent } from "../../../lib/units.ts";
import { flowOf, messageUs } from "../flow.ts";
import type { LoadFacts, Quantile } from "../requirements.ts";
import type { Task } from "../schema.ts";
import { PLACES } from "./counting.ts";
import type { Place } from "./counting.ts";
import { SLICES } from "./meters.ts";
import type { Meters } from "./meters.ts";
import type { LoadRun } from "./run.ts";
import { busyOf, mean } from "./busy.ts";

export interface LatencyResult {
  name: string;
  source: string;
  via: string | null;
  count: number;
  meanNs: number;
  quantilesNs: Record<Quantile, number>;
  bins: { lowNs: number; highNs: number; count: number }[];
}

interface QueueResult {
  id: string;
  capacity: number | null;
  /** Messages in it at the end of each slice of the run. */
  overTime: number[];
  /** The most that one of its instances held. */
  deepest: number;
  dropped: number;
  p99WaitNs: number;
}

interface TaskResult {
  id: string;
  handled: number;
  wakes: number;
  /** From where it was taken to be polled; all 0 for a thread of its own. */
  places: Record<Place, number>;
  /** The part of the run for which the busiest of them was busy, and all together in threads. */
  busiest: number;
  threads: number;
  /** For what they stood waiting, in seconds, all together: "reply shard", "room queue", "lock books". */
  waitedS: Record<string, number>;
}

export interface LoadResult extends LoadFacts {
  design: string;
  /** Simulated, of the second that was asked for. */
  forMs: number;
  /** It ended before its time, because its messages multiply. */
  stopped: boolean;
  latencies: LatencyResult[];
  queues: QueueResult[];
  tasks: TaskResult[];
  /** For each worker, the busy part of each slice. */
  workers: number[][];
  places: Record<Place, number>;
  overloadedQueue: string | null;
}

export function resultOf({ design, meters, counting, untilUs, isStopped }: LoadRun): LoadResult {
  const slices = Math.max(1, Math.round((SLICES * untilUs) / meters.forUs));
  const tasks = design.tasks.map((task, i): TaskResult => {
    const { busyUs, handled, wakes, waitedUs } = meters.tasks[i]!;
    let busiest = 0;
    let all = 0;
    for (const us of busyUs) {
      busiest = Math.max(busiest, us);
      all += us;
    }
    return {
      id: task.id,
      handled,
      wakes,
      places: placesOf([counting.polls[i]!]),
      busiest: busiest / untilUs,
      threads: all / untilUs,
      waitedS: Object.fromEntries([...waitedUs].map(([what, us]) => [what, us / 1e6])),
    };
  });
  const workers = meters.workers.map((all) =>
    Array.from(all.subarray(0, slices), (us) => Math.min(1, (us * SLICES) / meters.forUs)),
  );
  return {
    design: design.name,
    forMs: untilUs / 1_000,
    stopped: isStopped,
    latencies: latenciesOf(meters),
    queues: queuesOf(meters, slices),
    tasks,
    workers,
    places: placesOf(counting.polls),
    offered: meters.offered,
    // What copies add to it is not more of what came.
    delivered: Math.min(meters.offered, meters.finished),
    dropped: [...meters.queues.values()].reduce((sum, queue) => sum + queue.dropped, 0),
    overloadedQueue: meters.first?.queue ?? null,
    overload: overloadSentence(
      design.tasks,
      meters,
      tasks,
      workers,
      (task) => task.on.map((handler) => ({ from: handler.from, us: messageUs(handler, design) })),
      flowOf(design).into,
    ),
  };
}

function latenciesOf({ latencies }: Meters): LatencyResult[] {
  return latencies
    .filter(({ histogram }) => histogram.count > 0)
    .map(({ name, source, via, histogram, sumNs, maxNs }) => {
      // A step of the histogram may end above the longest that was there.
      const at = (q: number): number => Math.min(maxNs, histogram.quantile(q));
      return {
        name,
        source,
        via,
        count: histogram.count,
        meanNs: sumNs / histogram.count,
        quantilesNs: { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), max: maxNs },
        bins: Array.from(histogram.bins(), ({ low, high, count }) => ({ lowNs: low, highNs: high, count })),
      };
    });
}

function queuesOf({ queues }: Meters, slices: number): QueueResult[] {
  return Array.from(queues.values(), (queue) => ({
    id: queue.id,
    capacity: queue.capacity,
    overTime: Array.from(queue.overTime.subarray(0, slices)),
    deepest: queue.deepest,
    dropped: queue.dropped,
    p99WaitNs: queue.waitNs.quantile(0.99),
  }));
}

function placesOf(polls: readonly Float64Array[]): Record<Place, number> {
  const sum = (at: number): number => polls.reduce((all, counts) => all + (counts[at] as number), 0);
  return Object.fromEntries(PLACES.map((place, at) => [place, sum(at)])) as Record<Place, number>;
}

/** Busy so much of the run, a task or a worker has nothing left to give. */
const SATURATED = 0.9;

function overloadSentence(
  tasks: readonly Task[],
  { first, queues, forUs }: Meters,
  results: readonly TaskResult[],
  workers: readonly (readonly number[])[],
  costs: (task: Task) => { from: string; us: number }[],
  into: ReadonlyMap<string, number>,
): string | null {
  const busy = busyOf(workers);
  const meanBusy = mean(busy);
  const all = busy.length === 1 ? "the only worker is" : `the ${busy.length} workers are`;
  // A short run may end before a queue has grown.
  if (first === null)
    return meanBusy < SATURATED
      ? null
      : `No queue is full yet, but ${all} busy ${formatPercent(meanBusy)} of the time: there is nothing left for more.`;
  const queue = queues.get(first.queue)!;
  const when = `after ${formatMs(first.atUs / 1_000)}`;
  const what =
    first.why === "full"
      ? `${first.queue} is full first (${queue.capacity} messages), ${when}`
      : `messages in ${first.queue} grow old first, ${when}`;
  const reader = tasks.find((task) => task.on.some(({ from }) => from === first.queue));
  if (reader === undefined) return `${what}: nobody reads it.`;
  const result = results[tasks.indexOf(reader)]!;
  const us = costs(reader).find(({ from }) => from === first.queue)?.us ?? 0;
  if (reader.runsOn === "runtime" && meanBusy >= SATURATED)
    return `${what}: ${all} busy ${formatPercent(meanBusy)} of the time, so its readers wait for their turn.`;
  if (result.busiest >= SATURATED)
    return `${what}: the busiest ${reader.id} is busy ${formatPercent(result.busiest)} of the time; a message takes it ${formatMs(us / 1_000)}, and ${Math.round(into.get(first.queue) ?? 0).toLocaleString("en")} come a second for ${reader.count === 1 ? "one task" : `${reader.count.toLocaleString("en")} tasks`}.`;
  const [longest] = Object.entries(result.waitedS).toSorted(([, a], [, b]) => b - a);
  if (longest !== undefined && longest[1] * 1e6 > 0.2 * forUs) {
    const [kind, of = ""] = longest[0].split(" ");
    const wait = {
      reply: `a reply from ${of}`,
      room: `room in ${of}`,
      lock: `the lock ${of}`,
      await: "what it awaits",
    }[kind as string];
    return `${what}: ${reader.id} does not read on because it waits for ${wait}.`;
  }
  return `${what}: a burst, which ${reader.id} worked off later.`;
}
