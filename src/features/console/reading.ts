/** Derives what tokio-console 0.1.14 shows from a task's statistics at a moment: state, times, wakers. */
import { readySinceMs } from "./task-stats.ts";
import type { TaskStats } from "./task-stats.ts";

export type TaskState = "Running" | "Scheduled" | "Idle" | "Completed";

export const GLYPHS: Record<TaskState, string> = {
  Running: "▶",
  Scheduled: "⏫",
  Idle: "⏸",
  Completed: "⏹",
};

export interface Reading {
  state: TaskState;
  totalMs: number;
  busyMs: number;
  scheduledMs: number;
  idleMs: number;
  /** Clones minus drops. */
  wakers: number;
  /** Whole percent; 0 for a task that was never woken. */
  selfWakePercent: number;
}

export function read(task: TaskStats, nowMs: number): Reading {
  const state = stateOf(task);
  const totalMs = (task.droppedMs ?? nowMs) - task.createdMs;
  const busyMs = task.busyMs + (state === "Running" ? nowMs - (task.lastPollStartedMs ?? nowMs) : 0);
  const scheduledMs =
    task.scheduledMs + (state === "Scheduled" ? Math.max(0, nowMs - readySinceMs(task)) : 0);
  return {
    state,
    totalMs,
    busyMs,
    scheduledMs,
    idleMs: Math.max(0, totalMs - busyMs - scheduledMs),
    wakers: task.wakerClones - task.wakerDrops,
    selfWakePercent: task.wakes === 0 ? 0 : Math.floor((task.selfWakes * 100) / task.wakes),
  };
}

function stateOf(task: TaskStats): TaskState {
  if (task.droppedMs !== null) return "Completed";
  if (task.running) return "Running";
  // A task that was never woken counts as idle until its first poll, because spawning wakes nothing.
  return task.awakened && task.lastWakeMs !== null ? "Scheduled" : "Idle";
}
