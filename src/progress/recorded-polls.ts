/** What the polls of a recording's tasks took. */
import { HdrHistogram } from "../lib/hdr-histogram.ts";
import { formatCount, formatMs, formatNs } from "../lib/units.ts";
import type { ConsoleRecording, RecordedHistogram, RecordedTask } from "./console-recording.ts";

export interface Ranked {
  task: RecordedTask;
  name: string;
  polls: number;
  p50Ns: number;
  p95Ns: number;
  p99Ns: number;
}

export const histogramOf = ({ counts, maxNs, outliers, highestNs }: RecordedHistogram): HdrHistogram =>
  HdrHistogram.of(counts, maxNs, outliers, highestNs);

/** A task without a name goes by the line that spawned it. */
export const nameOf = ({ name, location, kind }: Pick<RecordedTask, "name" | "location" | "kind">): string =>
  name || location || kind;

/** Those whose polls ended, longest p95 first. Closures on their own thread are no tasks, and main is not spawned. */
export function rankRecorded({ tasks }: ConsoleRecording): Ranked[] {
  return tasks
    .flatMap((task): Ranked[] => {
      if (task.pollTimes === undefined || task.kind === "blocking" || task.kind === "block_on") return [];
      const histogram = histogramOf(task.pollTimes);
      if (histogram.count === 0) return [];
      const [p50Ns, p95Ns, p99Ns] = [0.5, 0.95, 0.99].map((q) => histogram.quantile(q)) as [
        number,
        number,
        number,
      ];
      return [{ task, name: nameOf(task), polls: histogram.count, p50Ns, p95Ns, p99Ns }];
    })
    .toSorted((a, b) => b.p95Ns - a.p95Ns);
}

export const POLL_COLUMNS = ["Task", "p50", "p95", "p99", "Polls", "Sched", "Warnings"];

/** The first five of these columns, which a run on the model has as well. */
export const pollCells = ({ name, p50Ns, p95Ns, p99Ns, polls }: Omit<Ranked, "task">): string[] => [
  name,
  ...[p50Ns, p95Ns, p99Ns].map(formatNs),
  formatCount(polls),
];

export const recordedCells = (ranked: Ranked): string[] => [
  ...pollCells(ranked),
  formatMs(ranked.task.scheduledMs),
  ranked.task.warnings.join(", "),
];
