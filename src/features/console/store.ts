/** What the console shows, wherever it comes from: tasks, resources and async operations at one moment. */
import { newStats } from "./task-stats.ts";
import type { TaskInfo, TaskKind, TaskStats } from "./task-stats.ts";

/** What tokio makes tasks wait for: a timer, a semaphore, a channel. */
export interface Resource {
  readonly id: number;
  /** Of the resource that it is a part of. */
  parent: number | null;
  kind: string;
  target: string;
  type: string;
  internal: boolean;
  location: string;
  createdMs: number;
  droppedMs: number | null;
  /** `permits=64` */
  attributes: string;
}

/** One call that waits for a resource, such as an `acquire`. */
export interface AsyncOp {
  readonly id: number;
  parent: number | null;
  resource: number;
  /** The task that polled it last. */
  task: number | null;
  source: string;
  createdMs: number;
  droppedMs: number | null;
  polls: number;
  busyMs: number;
  /** Since when it is being polled. */
  pollingSinceMs: number | null;
  attributes: string;
}

/** The part that a view reads. */
export interface ConsoleData {
  /** ms, on the scale of every other time in it. */
  readonly nowMs: number;
  readonly tasks: ReadonlyMap<number, TaskStats>;
  /** Undefined for a source that does not know them. */
  readonly resources?: readonly Resource[];
  readonly asyncOps?: readonly AsyncOp[];
  /** Events that the application could not record. */
  readonly droppedEvents: number;
}

export interface NewTask {
  id: number;
  taskId: number | null;
  kind: TaskKind;
  info: TaskInfo;
}

/** Numbers of a task in `TaskChange.stats`, in this order; NaN stands for null. */
const NUMBERS = [
  "createdMs",
  "droppedMs",
  "polls",
  "busyMs",
  "scheduledMs",
  "lastPollStartedMs",
  "lastPollEndedMs",
  "lastWakeMs",
  "wakes",
  "selfWakes",
  "wakerClones",
  "wakerDrops",
] as const;
export type TaskNumbers = Record<(typeof NUMBERS)[number], number>;
const STRIDE = NUMBERS.length + 1;

/** What happened to the tasks since the last change. */
export interface TaskChange {
  nowMs: number;
  /** It describes everything: what was known before is gone. */
  whole: boolean;
  tasks: readonly NewTask[];
  /** For each changed task its id and its numbers: one block, because thousands of tasks may change at a time. */
  stats: Float64Array<ArrayBuffer>;
  droppedEvents: number;
}

export function packStats(
  changed: readonly (readonly [id: number, numbers: TaskNumbers])[],
): TaskChange["stats"] {
  const packed = new Float64Array(changed.length * STRIDE);
  let at = 0;
  for (const [id, numbers] of changed) {
    packed[at++] = id;
    for (const name of NUMBERS) packed[at++] = numbers[name];
  }
  return packed;
}

/** A change that describes all of a source's tasks. */
export function wholeChange({ nowMs, tasks, droppedEvents }: ConsoleData): TaskChange {
  const all = [...tasks.values()];
  const numbers = all.map(({ id, ...stats }) => {
    const each = Object.fromEntries(NUMBERS.map((name) => [name, stats[name] ?? Number.NaN])) as TaskNumbers;
    return [id, each] as const;
  });
  return {
    nowMs,
    whole: true,
    tasks: all.map(({ id, taskId, kind, info }) => ({ id, taskId, kind, info })),
    stats: packStats(numbers),
    droppedEvents,
  };
}

/** How long a finished task, resource or operation stays on the screen. */
export const RETAIN_FOR_MS = 6_000;

export class TaskStore implements ConsoleData {
  readonly tasks = new Map<number, TaskStats>();
  resources: readonly Resource[] = [];
  asyncOps: readonly AsyncOp[] = [];
  readonly #retainForMs: number;
  readonly #maxTasks: number;
  #nowMs = 0;
  #droppedEvents = 0;

  constructor({ retainForMs = RETAIN_FOR_MS, maxTasks = Infinity } = {}) {
    this.#retainForMs = retainForMs;
    this.#maxTasks = maxTasks;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get droppedEvents(): number {
    return this.#droppedEvents;
  }

  apply({ nowMs, whole, tasks, stats, droppedEvents }: TaskChange): void {
    if (whole) {
      this.tasks.clear();
      this.#droppedEvents = 0;
    }
    this.#nowMs = nowMs;
    this.#droppedEvents += droppedEvents;
    for (const { id, taskId, kind, info } of tasks)
      if (this.tasks.size < this.#maxTasks) this.tasks.set(id, newStats(id, taskId, kind, info, nowMs));
    for (let at = 0; at < stats.length; at += STRIDE) {
      const task = this.tasks.get(stats[at] as number);
      if (task !== undefined) update(task, stats, at + 1);
    }
    for (const [id, { droppedMs }] of this.tasks)
      if (droppedMs !== null && nowMs - droppedMs >= this.#retainForMs) this.tasks.delete(id);
  }
}

function update(task: TaskStats, stats: Float64Array, from: number): void {
  const at = (index: number): number => stats[from + index] as number;
  const orNull = (index: number): number | null => (Number.isNaN(at(index)) ? null : at(index));
  task.createdMs = at(0);
  task.droppedMs = orNull(1);
  task.polls = at(2);
  task.busyMs = at(3);
  task.scheduledMs = at(4);
  task.lastPollStartedMs = orNull(5);
  task.lastPollEndedMs = orNull(6);
  task.lastWakeMs = orNull(7);
  task.wakes = at(8);
  task.selfWakes = at(9);
  task.wakerClones = at(10);
  task.wakerDrops = at(11);
  const started = task.lastPollStartedMs ?? -Infinity;
  task.running = started > (task.lastPollEndedMs ?? -Infinity);
  task.awakened = task.polls === 0 || (task.lastWakeMs ?? -Infinity) > started;
}
