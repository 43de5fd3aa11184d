/** The rows of the results' tables and charts, for one design or for two beside each other. */
import { formatCount, formatNs, formatPercent } from "../../lib/units.ts";
import { busyOf } from "../../recording/studio/load/busy.ts";
import type { Sweep } from "../../recording/studio/load/load.ts";
import type { LoadResult } from "../../recording/studio/load/result.ts";

/** A prefix that tells two designs apart; none for one. */
const tags = (count: number): string[] => (count > 1 ? ["A: ", "B: "] : [""]);

export const LATENCY_COLUMNS = ["messages", "p50", "p90", "p99", "p99.9", "max", "count"] as const;

export function latencyRows(results: readonly LoadResult[]): string[][] {
  const tag = tags(results.length);
  return results.flatMap(({ latencies }, of) =>
    latencies.map(({ name, count, quantilesNs: { p50, p90, p99, p999, max } }) => [
      `${tag[of]}${name}`,
      ...[p50, p90, p99, p999, max].map(formatNs),
      formatCount(count),
    ]),
  );
}

export const BUSY_COLUMNS = [
  "task",
  "busiest",
  "threads together",
  "messages",
  "slot",
  "ring",
  "injection",
] as const;

export function busyRows(results: readonly LoadResult[]): string[][] {
  const tag = tags(results.length);
  return results.flatMap(({ tasks, workers }, of) => [
    ...busyOf(workers).map((busy, worker) => [
      `${tag[of]}worker\u00a0${worker}`,
      formatPercent(busy),
      "",
      "",
      "",
      "",
      "",
    ]),
    ...tasks.map(({ id, busiest, threads, handled, places }) => [
      `${tag[of]}${id}`,
      formatPercent(busiest),
      threads.toFixed(2),
      formatCount(handled),
      formatCount(places.slot),
      formatCount(places.ring),
      formatCount(places.injection),
    ]),
  ]);
}

export const QUEUE_COLUMNS = ["queue", "deepest", "capacity", "p99 of the wait", "dropped"] as const;

export function queueRows(results: readonly LoadResult[]): string[][] {
  const tag = tags(results.length);
  return results.flatMap(({ queues }, of) =>
    queues.map(({ id, deepest, capacity, p99WaitNs, dropped }) => [
      `${tag[of]}${id}`,
      formatCount(deepest),
      capacity === null ? "unbounded" : formatCount(capacity),
      formatNs(p99WaitNs),
      formatCount(dropped),
    ]),
  );
}

export interface Line {
  name: string;
  /** One value for each row, or null. */
  key: string;
}

/** Depth of each queue over the run, in ms; queues that never held anything are left out. */
export function queueLines(results: readonly LoadResult[]): {
  lines: Line[];
  rows: Record<string, number | null>[];
} {
  const tag = tags(results.length);
  const all = results.flatMap(({ queues, forMs }, of) =>
    queues
      .filter(({ overTime }) => overTime.some((depth) => depth > 0))
      .map(({ id, overTime }) => ({ name: `${tag[of]}${id}`, overTime, forMs })),
  );
  const longest = Math.max(0, ...all.map(({ overTime }) => overTime.length));
  const forMs = Math.max(0, ...results.map((result) => result.forMs));
  const rows = Array.from({ length: longest }, (_, at) => ({
    ms: ((at + 1) * forMs) / longest,
    ...Object.fromEntries(all.map(({ name, overTime }) => [name, overTime[at] ?? null])),
  }));
  return { lines: all.map(({ name }) => ({ name, key: name })), rows };
}

/** p99 over the rate, as an exponent of ten. */
export function sweepLines(sweeps: readonly Sweep[]): {
  lines: Line[];
  rows: Record<string, number | null>[];
} {
  const names = tags(sweeps.length).map((tag) => `${tag}p99`);
  const rates = [...new Set(sweeps.flatMap(({ points }) => points.map(({ rate }) => rate)))].toSorted(
    (a, b) => a - b,
  );
  const rows = rates.map((rate) => ({
    rate,
    ...Object.fromEntries(
      sweeps.map(({ points }, of) => {
        const point = points.find((each) => each.rate === rate);
        return [names[of], point === undefined ? null : Math.log10(Math.max(1, point.p99Ns))];
      }),
    ),
  }));
  return { lines: sweeps.map((_, of) => ({ name: names[of] as string, key: names[of] as string })), rows };
}

export const SWEEP_COLUMNS = ["messages a second", "p99", "finished", "overloaded first"] as const;

export function sweepRows(sweeps: readonly Sweep[]): string[][] {
  const tag = tags(sweeps.length);
  return sweeps.flatMap(({ points }, of) =>
    points.map(({ rate, p99Ns, finished, overloadedQueue }) => [
      `${tag[of]}${formatCount(Math.round(rate))}`,
      formatNs(p99Ns),
      formatPercent(finished),
      overloadedQueue ?? "",
    ]),
  );
}
