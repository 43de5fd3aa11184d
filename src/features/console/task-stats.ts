/** Keeps console-subscriber 0.5.0's statistics for each task: the same whether the events come from the model or from `tracing`. */
import type { TaskId, TraceEvent } from "../../runtime/index.ts";
import { HdrHistogram } from "../../lib/hdr-histogram.ts";

/** `task`, `local`, `blocking` or `block_on`; other instrumentation may have its own. */
export type TaskKind = string;

/** What a spawn's span holds beside its numbers. */
export interface TaskInfo {
  name: string;
  /** `src/main.rs:121:5` */
  location: string;
  /** Of the span; by default that of tokio's own tasks. */
  target?: string;
  /** What else the span holds, as name and value. */
  fields?: readonly (readonly [name: string, value: string])[];
  /** `size_of_val` of the future; `original` differs when it was boxed. Unknown when the program does not say. */
  sizeBytes?: { current: number; original: number };
}

/** All times in ms from one start: of the model's runtime, or of what a connection or a file began with. */
export interface TaskStats {
  /** Of the row. Span ids are too long for a number and are used again. */
  readonly id: number;
  /** tokio's own id of the task, which the list shows; a span may lack it. */
  readonly taskId: number | null;
  kind: TaskKind;
  info: TaskInfo;
  createdMs: number;
  droppedMs: number | null;
  polls: number;
  /** Of finished polls. */
  busyMs: number;
  /** From each wake to the poll that follows it. */
  scheduledMs: number;
  lastPollStartedMs: number | null;
  lastPollEndedMs: number | null;
  lastWakeMs: number | null;
  /** Flags, because in virtual time a poll may begin at the same moment as the last one ends. */
  running: boolean;
  /** Woken since its last poll began; a task that was never polled counts as awakened. */
  awakened: boolean;
  wakes: number;
  selfWakes: number;
  wakerClones: number;
  wakerDrops: number;
  /** ns. A connection gives them only for the task that it is asked about. */
  pollTimes?: HdrHistogram;
  scheduledTimes?: HdrHistogram;
}

export type Describe = (id: TaskId) => TaskInfo | undefined;

const COUNTED: ReadonlySet<TraceEvent["kind"]> = new Set([
  "spawn",
  "push",
  "poll-start",
  "poll-end",
  "job-start",
  "job-end",
  "clone",
  "wake",
  "complete",
]);

/** Whether an event changes any number of the console's; most, such as ticks, do not. */
export function isCounted({ kind }: TraceEvent): boolean {
  return COUNTED.has(kind);
}

/** Folds events into statistics. Events must come in the order of `atMs`. */
export class TaskTable {
  readonly tasks = new Map<TaskId, TaskStats>();
  readonly #describe: Describe;

  constructor(describe: Describe) {
    this.#describe = describe;
  }

  take(event: TraceEvent): void {
    switch (event.kind) {
      case "spawn":
        this.#new(event.task, event.atMs, "task");
        return;
      case "push":
        if (event.queue === "blocking") this.#of(event).kind = "blocking";
        return;
      case "poll-start":
      case "job-start":
        startPoll(this.#of(event), event.atMs);
        return;
      case "poll-end":
      case "job-end":
        endPoll(this.#of(event), event.atMs);
        return;
      case "clone":
        this.#of(event).wakerClones++;
        return;
      case "wake":
        if (event.effect !== "complete") wakeInModel(this.#of(event), event);
        return;
      case "complete":
        drop(this.#of(event), event.atMs);
        return;
      default:
        return;
    }
  }

  /** main has no spawn event: it exists from its first poll. */
  #of(event: { task: TaskId; atMs: number }): TaskStats {
    return this.tasks.get(event.task) ?? this.#new(event.task, event.atMs, "block_on");
  }

  #new(id: TaskId, createdMs: number, kind: TaskKind): TaskStats {
    const stats = newStats(id, id, kind, this.#describe(id) ?? { name: "", location: "" }, createdMs);
    this.tasks.set(id, stats);
    return stats;
  }
}

export function newStats(
  id: number,
  taskId: number | null,
  kind: TaskKind,
  info: TaskInfo,
  createdMs: number,
): TaskStats {
  return {
    id,
    taskId,
    kind,
    info,
    createdMs,
    droppedMs: null,
    polls: 0,
    busyMs: 0,
    scheduledMs: 0,
    lastPollStartedMs: null,
    lastPollEndedMs: null,
    lastWakeMs: null,
    running: false,
    awakened: true,
    wakes: 0,
    selfWakes: 0,
    wakerClones: 0,
    wakerDrops: 0,
  };
}

export function startPoll(task: TaskStats, atMs: number): void {
  task.polls++;
  task.lastPollStartedMs = atMs;
  task.running = true;
  task.awakened = false;
  if (task.lastWakeMs === null && task.lastPollEndedMs === null) return;
  // A task that woke itself waits from the end of that poll on, so that busy and scheduled time do not overlap.
  const waitedMs = Math.max(0, atMs - readySinceMs(task));
  task.scheduledMs += waitedMs;
  (task.scheduledTimes ??= new HdrHistogram()).record(Math.round(waitedMs * 1e6));
}

/** Time of the wake that awaits its poll; for a task never woken and never polled, the time of its spawn. */
export function readySinceMs({ lastWakeMs, lastPollEndedMs, createdMs }: TaskStats): number {
  return Math.max(lastWakeMs ?? createdMs, lastPollEndedMs ?? createdMs);
}

export function endPoll(task: TaskStats, atMs: number): void {
  task.lastPollEndedMs = atMs;
  task.running = false;
  const durationMs = atMs - (task.lastPollStartedMs ?? atMs);
  task.busyMs += durationMs;
  (task.pollTimes ??= new HdrHistogram()).record(Math.round(durationMs * 1e6));
}

export function wake(task: TaskStats, atMs: number, bySelf: boolean): void {
  task.wakes++;
  task.awakened = true;
  task.lastWakeMs = Math.max(task.lastWakeMs ?? -Infinity, atMs);
  if (bySelf) task.selfWakes++;
}

function wakeInModel(task: TaskStats, event: Extract<TraceEvent, { kind: "wake" }>): void {
  const bySelf = event.by.kind === "task" && event.by.id === task.id;
  wake(task, event.atMs, bySelf);
  if (bySelf) return;
  // The model counts no references. A wake consumes its waker, as `Waker::wake` does by value. A waker
  // dropped unused is not seen, so the count can be too high, which keeps a lint silent, but never too low.
  task.wakerDrops = Math.min(task.wakerClones, task.wakerDrops + 1);
}

export function drop(task: TaskStats, atMs: number): void {
  task.droppedMs = atMs;
  task.running = false;
  task.wakerDrops = task.wakerClones;
}
