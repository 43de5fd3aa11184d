/** Day 5's question on a recording: which of its tasks has the longest p95 poll. */
import { formatMs, formatNs } from "../../../lib/units.ts";
import { counted } from "../../../lib/words.ts";
import type { ConsoleRecording } from "../../../progress/console-recording.ts";
import { nameOf, rankRecorded, type Ranked } from "../../../progress/recorded-polls.ts";

const MAX_CHOICES = 12;

/** The choices of the question, by name: the right one, and of the others those that were busiest. */
export function choicesOf(recording: ConsoleRecording): Ranked[] {
  const [right, ...others] = rankRecorded(recording);
  if (right === undefined) return [];
  const busiest = others.toSorted((a, b) => b.task.busyMs - a.task.busyMs).slice(0, MAX_CHOICES - 1);
  return [right, ...busiest].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Two tasks within one step of the histogram share the answer. */
export function isLongest(chosen: Ranked, recording: ConsoleRecording): boolean {
  return chosen.p95Ns === rankRecorded(recording)[0]?.p95Ns;
}

/** `p95 4.2 ms (p50 3.9 ms, p99 5 ms, 600 polls)` */
export const polled = ({ p50Ns, p95Ns, p99Ns, polls }: Ranked): string =>
  `p95 ${formatNs(p95Ns)} (p50 ${formatNs(p50Ns)}, p99 ${formatNs(p99Ns)}, ${counted(polls, "poll")})`;

/** The numbers for the journal: the longest p95, and who was kept waiting most. */
export function quoteOf(recording: ConsoleRecording): string {
  const ranked = rankRecorded(recording);
  const longest = ranked[0];
  const kept = recording.tasks.toSorted((a, b) => b.scheduledMs - a.scheduledMs)[0];
  const warned = recording.tasks.filter(({ warnings }) => warnings.length > 0);
  return [
    `${recording.label}, ${recording.seconds.toFixed(0)} s:`,
    longest &&
      `Longest p95 poll: ${longest.name}, ${polled(longest)}; busy ${formatMs(longest.task.busyMs)}.`,
    kept && `Most Sched: ${nameOf(kept)}, ${formatMs(kept.scheduledMs)} in ${counted(kept.polls, "poll")}.`,
    warned.length > 0 &&
      `Warnings: ${warned.map((task) => `${nameOf(task)} (${task.warnings.join(", ")})`).join("; ")}.`,
  ]
    .filter(Boolean)
    .join("\n");
}
