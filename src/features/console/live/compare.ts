/** Two recordings task by task, so that a change can be shown to have helped. */
import type { ConsoleRecording, RecordedTask } from "../../../progress/console-recording.ts";
import { histogramOf, nameOf } from "../../../progress/recorded-polls.ts";

interface Side {
  p95Ns: number | undefined;
  /** Of the time that the recording lasted; several tasks of one name may exceed it. */
  busyShare: number;
  scheduledShare: number;
  pollsPerSecond: number;
}

export interface Compared {
  key: string;
  name: string;
  before: Side | undefined;
  after: Side | undefined;
}

/** The largest change of p95 first; then what is only in one of them. */
export function compare(before: ConsoleRecording, after: ConsoleRecording): Compared[] {
  const old = sides(before);
  const fresh = sides(after);
  const keys = new Set([...old.keys(), ...fresh.keys()]);
  const rows = Array.from(keys, (key): Compared => {
    const [a, b] = [old.get(key), fresh.get(key)];
    return { key, name: (b ?? a)?.name ?? "", before: a?.side, after: b?.side };
  });
  return rows.toSorted((a, b) => change(b) - change(a));
}

function sides({ tasks, seconds }: ConsoleRecording): Map<string, { name: string; side: Side }> {
  return new Map(tasks.map((task) => [keyOf(task), { name: nameOf(task), side: sideOf(task, seconds) }]));
}

/** Lines move when a program is changed, so a name counts more than a place. */
function keyOf({ name, kind, location }: RecordedTask): string {
  return JSON.stringify([name || location, kind]);
}

function sideOf({ pollTimes, busyMs, scheduledMs, polls }: RecordedTask, seconds: number): Side {
  const histogram = pollTimes && histogramOf(pollTimes);
  const span = Math.max(seconds, 1e-9);
  return {
    p95Ns: histogram === undefined || histogram.count === 0 ? undefined : histogram.quantile(0.95),
    busyShare: busyMs / 1_000 / span,
    scheduledShare: scheduledMs / 1_000 / span,
    pollsPerSecond: polls / span,
  };
}

/** As a ratio, in whichever direction. */
function change({ before, after }: Compared): number {
  if (before?.p95Ns === undefined || after?.p95Ns === undefined) return -1;
  return Math.abs(Math.log(Math.max(1, before.p95Ns) / Math.max(1, after.p95Ns)));
}
