/** What of a scene is drawn: no more tasks of a queue than there is room for, and how many there are besides. */
import type { TaskId } from "../../runtime/index.ts";
import type { RunConfig } from "../run/config.ts";
import type { Labels } from "../trace/labels.ts";
import type { Scene, WorkerScene } from "../trace/scene.ts";

export interface ChipView {
  task: TaskId;
  label: string;
}

/** The front of a queue, and how many stand behind what is drawn. */
export interface QueueView {
  chips: readonly ChipView[];
  more: number;
  length: number;
}

export type Doing =
  | { kind: "blocked"; untilMs: number }
  | { kind: "polling" }
  | { kind: "asleep" }
  | { kind: "searching" }
  | { kind: "working" };

export interface LaneView {
  index: number;
  doing: Doing;
  tick: number;
  /** Of the polls of this tick, those that came from the LIFO slot. */
  lifoPolls: number;
  /** Polled or about to be; `held`: taken, not yet polled. */
  running: ChipView | null;
  held: boolean;
  budget: number | null;
  lifoSlot: ChipView | null;
  runQueue: QueueView;
  deferred: QueueView;
}

export interface StageView {
  flavor: RunConfig["flavor"];
  nowMs: number;
  /** On a thread of its own on multi_thread; on current_thread it is polled by the one worker. */
  main: "running" | "woken" | "waiting" | "ready" | "absent";
  inject: QueueView;
  timers: { count: number; nextMs: number | null };
  lanes: readonly LaneView[];
}

/** How many chips fit into each box. */
export interface Fit {
  inject: number;
  runQueue: number;
  deferred: number;
}

export function viewOf(scene: Scene, config: RunConfig, labels: Labels, fit: Fit): StageView {
  const chip = (task: TaskId): ChipView => ({ task, label: labels.short(task) });
  const queue = (first: readonly TaskId[], length: number): QueueView => ({
    chips: first.map(chip),
    more: length - first.length,
    length,
  });
  return {
    flavor: config.flavor,
    nowMs: scene.nowMs,
    main: mainState(scene, config),
    inject: queue(scene.inject.first(fit.inject), scene.inject.length),
    timers: { count: scene.timers.size, nextMs: nextTimer(scene) },
    lanes: scene.workers.map((worker, index) => ({
      index,
      doing: doingOf(worker, scene.nowMs),
      tick: worker.tick,
      lifoPolls: Math.max(0, worker.pollsThisTick - 1),
      ...runningOf(worker, chip),
      budget: worker.budget,
      lifoSlot: worker.lifoSlot === null ? null : chip(worker.lifoSlot),
      runQueue: queue(worker.runQueue.first(fit.runQueue), worker.runQueue.length),
      // Those that are woken first come first: they are at the end.
      deferred: queue(worker.deferred.toReversed().slice(0, fit.deferred), worker.deferred.length),
    })),
  };
}

function runningOf(
  worker: WorkerScene,
  chip: (task: TaskId) => ChipView,
): Pick<LaneView, "running" | "held"> {
  const task = worker.running ?? worker.holding;
  return { running: task === null ? null : chip(task), held: worker.running === null };
}

function mainState({ main }: Scene, config: RunConfig): StageView["main"] {
  // A root spawned on multi_thread has no main beside it.
  if (config.root === "task" && config.flavor === "multi_thread") return "absent";
  if (main.ready) return "ready";
  if (main.running) return "running";
  return main.woken ? "woken" : "waiting";
}

function nextTimer({ timers }: Scene): number | null {
  return timers.size === 0 ? null : Math.min(...timers.values());
}

function doingOf(worker: WorkerScene, nowMs: number): Doing {
  if (worker.blockedUntilMs > nowMs) return { kind: "blocked", untilMs: worker.blockedUntilMs };
  if (worker.running !== null) return { kind: "polling" };
  if (worker.parked) return { kind: "asleep" };
  return { kind: worker.searching ? "searching" : "working" };
}

/** px of the picture's width to chips of each box; the numbers are those of Stage.module.css. */
export function fitFor(widthPx: number): Fit {
  const CHIP = 32;
  const room = (px: number): number => Math.max(3, Math.floor(px / CHIP));
  if (widthPx < 560) {
    return { inject: room(widthPx - 190), runQueue: room(widthPx - 190), deferred: room(widthPx - 190) };
  }
  return { inject: room(widthPx - 350), runQueue: room(widthPx - 480), deferred: 3 };
}

export function doingWords(doing: Doing): string {
  switch (doing.kind) {
    case "blocked":
      return `blocked to ${doing.untilMs} ms`;
    case "polling":
      return "polling";
    case "asleep":
      return "asleep";
    case "searching":
      return "searching";
    case "working":
      return "at work";
  }
}

/** Whether two lanes look the same: one that has not changed is not drawn again. */
export function sameLane(a: LaneView, b: LaneView): boolean {
  return (
    a.tick === b.tick &&
    a.lifoPolls === b.lifoPolls &&
    a.held === b.held &&
    a.budget === b.budget &&
    a.running?.task === b.running?.task &&
    a.lifoSlot?.task === b.lifoSlot?.task &&
    doingWords(a.doing) === doingWords(b.doing) &&
    sameQueue(a.runQueue, b.runQueue) &&
    sameQueue(a.deferred, b.deferred)
  );
}

export function sameQueue(a: QueueView, b: QueueView): boolean {
  return (
    a.length === b.length &&
    a.chips.length === b.chips.length &&
    a.chips.every((chip, i) => chip.task === b.chips[i]?.task)
  );
}
