/** Records a stretch of time: what each task did in it, as the difference between its end and its start. */
import {
  MAX_RECORDED_TASKS,
  type ConsoleRecording,
  type RecordedTask,
} from "../../../progress/console-recording.ts";
import type { HdrHistogram } from "../../../lib/hdr-histogram.ts";
import { fieldsOf } from "../columns.ts";
import { warningsOf } from "../lints.ts";
import { read } from "../reading.ts";
import { TaskStore, type ConsoleData, type TaskChange } from "../store.ts";
import type { TaskStats } from "../task-stats.ts";
import type { Details } from "./details.ts";

/** Beyond this, tasks that come are not recorded: a service that spawns for each request would fill the memory. */
const MAX_TASKS = 20_000;
const MAX_WORDS = 1_000;

interface Earlier {
  stats: TaskStats;
  details?: Details | undefined;
}

export class Recorder {
  readonly #store = new TaskStore({ retainForMs: Infinity, maxTasks: MAX_TASKS });
  readonly #before = new Map<number, Earlier>();
  readonly #after = new Map<number, Details>();
  readonly #startMs: number;

  /** @param now what was there at the start; its tasks are copied */
  constructor(now: ConsoleData) {
    this.#startMs = now.nowMs;
    for (const [id, stats] of now.tasks) {
      this.#before.set(id, { stats: { ...stats } });
      this.#store.tasks.set(id, { ...stats });
    }
  }

  get elapsedMs(): number {
    return this.#store.nowMs === 0 ? 0 : Math.max(0, this.#store.nowMs - this.#startMs);
  }

  /** The tasks that were there, those polled most first: they are asked about one by one. */
  get tasks(): number[] {
    return [...this.#store.tasks.values()].toSorted((a, b) => b.polls - a.polls).map(({ id }) => id);
  }

  change(change: TaskChange): void {
    this.#store.apply({ ...change, whole: false });
  }

  detailsBefore(id: number, details: Details): void {
    const earlier = this.#before.get(id);
    if (earlier !== undefined) earlier.details = details;
  }

  detailsAfter(id: number, details: Details): void {
    this.#after.set(id, details);
  }

  finish(label: string, at: number): ConsoleRecording {
    const endMs = Math.max(this.#store.nowMs, this.#startMs);
    const groups = new Map<string, Group>();
    for (const task of this.#store.tasks.values()) {
      if (task.droppedMs !== null && task.droppedMs < this.#startMs) continue;
      const key = JSON.stringify([task.info.name, task.kind, task.info.location]);
      const group = groups.get(key) ?? groupOf(task);
      groups.set(key, group);
      this.#add(group, task, endMs);
    }
    const all = [...groups.values()];
    return {
      kind: "console-recording",
      version: 1,
      label,
      at,
      seconds: (endMs - this.#startMs) / 1_000,
      masked: false,
      droppedEvents: this.#store.droppedEvents,
      leftOut: Math.max(0, all.length - MAX_RECORDED_TASKS),
      tasks: mostTelling(all).map(toRecord),
    };
  }

  #add(group: Group, task: TaskStats, endMs: number): void {
    const earlier = this.#before.get(task.id);
    const now = read(task, endMs);
    const then = earlier && read(earlier.stats, this.#startMs);
    group.tasks++;
    group.polls += task.polls - (earlier?.stats.polls ?? 0);
    group.wakes += task.wakes - (earlier?.stats.wakes ?? 0);
    group.selfWakes += task.selfWakes - (earlier?.stats.selfWakes ?? 0);
    const lifeMs = Math.max(0, (task.droppedMs ?? endMs) - Math.max(task.createdMs, this.#startMs));
    // A busy application announces a task late, when it has long been running.
    const within = (ms: number): number => Math.min(lifeMs, Math.max(0, ms));
    group.totalMs += lifeMs;
    group.busyMs += within(now.busyMs - (then?.busyMs ?? 0));
    group.scheduledMs += within(now.scheduledMs - (then?.scheduledMs ?? 0));
    for (const { lint } of warningsOf(task, endMs)) group.warnings.add(lint);
    const fields = fieldsOf({ task });
    if (group.fields !== fields) group.fields = "";
    const after = this.#after.get(task.id);
    if (after === undefined) return;
    group.pollTimes = joined(group.pollTimes, after.pollTimes, earlier?.details?.pollTimes);
    group.scheduledTimes = joined(
      group.scheduledTimes,
      after.scheduledTimes,
      earlier?.details?.scheduledTimes,
    );
  }
}

interface Group extends Omit<RecordedTask, "warnings" | "pollTimes" | "scheduledTimes" | "idleMs"> {
  warnings: Set<string>;
  pollTimes?: HdrHistogram | undefined;
  scheduledTimes?: HdrHistogram | undefined;
}

function groupOf(task: TaskStats): Group {
  return {
    name: task.info.name.slice(0, MAX_WORDS),
    kind: task.kind.slice(0, MAX_WORDS),
    location: task.info.location.slice(0, MAX_WORDS),
    fields: fieldsOf({ task }),
    tasks: 0,
    polls: 0,
    wakes: 0,
    selfWakes: 0,
    totalMs: 0,
    busyMs: 0,
    scheduledMs: 0,
    warnings: new Set(),
  };
}

function joined(
  sum: HdrHistogram | undefined,
  after: HdrHistogram,
  before: HdrHistogram | undefined,
): HdrHistogram {
  const during = before === undefined ? after : after.minus(before);
  return sum === undefined ? during : sum.plus(during);
}

/** Those with the longest polls, which the question is about, and of the rest those that used or waited most. */
function mostTelling(groups: readonly Group[]): Group[] {
  const longest = groups
    .map((group) => ({ group, p95Ns: group.pollTimes?.quantile(0.95) ?? -1 }))
    .toSorted((a, b) => b.p95Ns - a.p95Ns)
    .map(({ group }) => group);
  const half = longest.slice(0, MAX_RECORDED_TASKS / 2);
  const rest = longest
    .slice(MAX_RECORDED_TASKS / 2)
    .toSorted((a, b) => b.busyMs + b.scheduledMs - a.busyMs - a.scheduledMs);
  return [...half, ...rest].slice(0, MAX_RECORDED_TASKS);
}

function toRecord({ warnings, pollTimes, scheduledTimes, ...group }: Group): RecordedTask {
  return {
    ...group,
    fields: group.fields.slice(0, MAX_WORDS),
    idleMs: Math.max(0, group.totalMs - group.busyMs - group.scheduledMs),
    warnings: [...warnings],
    ...(pollTimes && { pollTimes: toCounts(pollTimes) }),
    ...(scheduledTimes && { scheduledTimes: toCounts(scheduledTimes) }),
  };
}

function toCounts(histogram: HdrHistogram): NonNullable<RecordedTask["pollTimes"]> {
  return {
    maxNs: histogram.maxValue,
    outliers: histogram.outliers,
    highestNs: histogram.highestOutlier,
    counts: [...histogram.entries()].map(([index, count]) => [index, count]),
  };
}
