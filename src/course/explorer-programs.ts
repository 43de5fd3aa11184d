/** The names from the scheduler explorer that lessons may use: programs of its gallery and rules of its game. */

/** Task programs: those that a prediction can play. */
export const TASK_PROGRAMS = [
  "spawn-from-a-task",
  "spawn-from-main",
  "yield-order",
  "yield-and-self-wake",
  "ping-pong",
  "lifo-cap",
  "overflow",
  "inject-batch",
  "inject-31",
  "inject-61",
  "shared-budget",
  "forced-yield",
  "timers-together",
  "join-chain",
  "main-beside-the-queue",
  "lock-handover",
  "steal-half",
  "hostage",
  "crowd",
] as const;

export type TaskProgramName = (typeof TASK_PROGRAMS)[number];

export const EXPLORER_PROGRAMS = [
  ...TASK_PROGRAMS,
  "backpressure",
  "one-permit",
  "select-and-sleep",
] as const;

export type ExplorerProgram = (typeof EXPLORER_PROGRAMS)[number];

/** A Rust program of the lesson's own. */
export interface LessonProgram {
  /** `starvation.rs` */
  file: string;
  text: string;
}

/** What `::predict-next{rules="…"}` can ask about, easiest first. */
export const PREDICT_RULES = [
  "fifo",
  "lifo-slot",
  "local-queue",
  "from-main",
  "self-wake",
  "defer",
  "lifo-cap",
  "global-interval",
  "budget",
  "timers",
  "steal",
] as const;

export type PredictRule = (typeof PREDICT_RULES)[number];
