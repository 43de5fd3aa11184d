/** A snapshot of a runtime between two steps: every queue, worker and task. Pictures draw it; nothing here changes the runtime. */
import type { Handle } from "./handle.ts";
import type { MainFuture } from "./scheduler/main-future.ts";
import type { TaskId } from "./trace/events.ts";
import { dataOf } from "./std/waker.ts";
import type { Waker } from "./std/waker.ts";
import { CANCELLED, COMPLETE, NOTIFIED, RUNNING, Task } from "./task/task.ts";
import type { ParkedTask } from "./errors.ts";

export interface WorkerSnapshot {
  index: number;
  tick: number;
  /** What its next step will do, in the scheduler's terms. */
  doing: string;
  /** The time until which a blocking poll holds its thread; null when nothing holds it. */
  busyUntilMs: number | null;
  lifoSlot: TaskId | null;
  /** Front first. On current_thread, its local queue. */
  runQueue: TaskId[];
  /** In the order in which they were deferred; the scheduler wakes them from the end. 0 is the main future. */
  deferred: TaskId[];
  /** The task that it took from a queue and is about to poll; null when there is none. */
  holding: TaskId | null;
  searching: boolean;
  parked: boolean;
}

export interface TaskSnapshot {
  id: TaskId;
  polls: number;
  running: boolean;
  notified: boolean;
  cancelled: boolean;
}

export interface Snapshot {
  nowMs: number;
  main: { woken: boolean; polls: number } | null;
  workers: WorkerSnapshot[];
  inject: TaskId[];
  /** Workers on the `sleepers` stack of idle: the last is notified first. Empty on current_thread. */
  sleepers: number[];
  /** Closures waiting for a thread of the blocking pool, and the number of busy threads. */
  blocking: { queued: TaskId[]; running: number };
  /** Timers in the wheel, and the time when the wheel next needs processing. */
  timers: { count: number; nextMs: number | null };
  /** Live tasks, oldest first. */
  tasks: TaskSnapshot[];
}

/** Whose waker it is: a task's id, or 0 for any other. */
export function wakerId(waker: Waker): TaskId {
  const data = dataOf(waker);
  return data instanceof Task ? data.id : 0;
}

export function taskSnapshots(handle: Handle): TaskSnapshot[] {
  return Array.from(handle.owned, ({ id, polls, state }) => ({
    id,
    polls,
    running: (state & RUNNING) !== 0,
    notified: (state & NOTIFIED) !== 0,
    cancelled: (state & CANCELLED) !== 0,
  }));
}

/** Every live task that waits for a wake that will not come. */
export function parkedTasks(handle: Handle, main: MainFuture<unknown> | null): ParkedTask[] {
  const waits = lastWaits(handle);
  const parked: ParkedTask[] = [];
  if (main !== null && main.output === null && !main.woken) {
    parked.push({ id: 0, polls: main.polls, waitsFor: waits.get(0) ?? [] });
  }
  for (const { id, polls, state } of handle.owned) {
    if ((state & (NOTIFIED | COMPLETE)) === 0) parked.push({ id, polls, waitsFor: waits.get(id) ?? [] });
  }
  return parked;
}

function lastWaits(handle: Handle): Map<TaskId, ParkedTask["waitsFor"][number][]> {
  const waits = new Map<TaskId, ParkedTask["waitsFor"][number][]>();
  if (!__TRACE__ || handle.trace === null) return waits;
  for (const event of handle.trace.events()) {
    if (event.kind === "poll-start") waits.set(event.task, []);
    else if (event.kind === "wait") waits.get(event.task)?.push({ on: event.on, which: event.which });
  }
  return waits;
}
