/** Selects what to draw of a scene: as many tasks of a queue as fit, and the number of the others. */
import type { TaskId } from "../../runtime/index.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import type { Labels } from "../../recording/trace/labels.ts";
import { resourceNamed } from "../../recording/trace/named.ts";
import { placesOf } from "../../recording/trace/scene.ts";
import type { Scene, WorkerScene } from "../../recording/trace/scene.ts";
import { MAIN } from "../../runtime/index.ts";
import { isAt, stationName } from "./stage-plan.ts";
import type { Plan } from "./stage-plan.ts";

export interface ChipView {
  task: TaskId;
  label: string;
}

export interface TimerView extends ChipView {
  deadlineMs: number;
  /** The task itself is elsewhere: it waits for something besides its timer. */
  ghost: boolean;
}

/** The tasks that wait at one place. */
interface StationView {
  name: string;
  waiting: QueueView;
}

/** The front of a queue, and the number of tasks not drawn. */
export interface QueueView<Chip = ChipView> {
  chips: readonly Chip[];
  more: number;
  length: number;
}

export type Doing =
  | { kind: "blocked"; untilMs: number }
  | { kind: "polling" }
  | { kind: "asleep" }
  /** Off the sleepers list, not yet awake. */
  | { kind: "notified" }
  | { kind: "searching" }
  | { kind: "working" };

export interface LaneView {
  index: number;
  doing: Doing;
  tick: number;
  /** The polls of this tick that came from the LIFO slot. */
  lifoPolls: number;
  /** Being polled or about to be; `held`: taken, not yet polled. */
  running: ChipView | null;
  held: boolean;
  budget: number | null;
  lifoSlot: ChipView | null;
  runQueue: QueueView;
  /** How many have left the queue's front so far: where its head is in the ring. */
  head: number;
  deferred: QueueView;
}

export interface StageView {
  flavor: RunConfig["flavor"];
  nowMs: number;
  /** On its own thread on multi_thread; on current_thread the one worker polls it. */
  main: "running" | "woken" | "waiting" | "ready" | "absent";
  /** Main's token, and what it waits for in words. */
  mainChip: ChipView;
  mainWaits: string;
  inject: QueueView;
  /** Workers, the next to be notified first. */
  sleepers: readonly number[];
  inDriver: number | null;
  /** In firing order. */
  timers: QueueView<TimerView>;
  stations: readonly StationView[];
  lanes: readonly LaneView[];
}

/** The number of chips that fit into each box. */
export interface Fit {
  inject: number;
  runQueue: number;
  deferred: number;
  timers: number;
  /** For each station of the plan. */
  stations?: readonly number[];
}

export function viewOf(scene: Scene, config: RunConfig, labels: Labels, fit: Fit, plan?: Plan): StageView {
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
    mainChip: chip(MAIN),
    mainWaits: mainWaits(scene, labels),
    inject: queue(scene.inject.first(fit.inject), scene.inject.length),
    sleepers: scene.sleepers.toReversed(),
    inDriver: scene.inDriver,
    timers: timersOf(scene, fit.timers, chip),
    stations: plan === undefined ? [] : stationsOf(scene, plan, labels, fit, chip),
    lanes: scene.workers.map((worker, index) => ({
      index,
      doing: doingOf(worker, index, scene),
      tick: worker.tick,
      lifoPolls: Math.max(0, worker.pollsThisTick - 1),
      ...runningOf(worker, chip),
      budget: worker.budget,
      lifoSlot: worker.lifoSlot === null ? null : chip(worker.lifoSlot),
      runQueue: queue(worker.runQueue.first(fit.runQueue), worker.runQueue.length),
      head: worker.runQueue.before,
      // In wake order, which starts at the end of the list.
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
  // With a root spawned on multi_thread, main is not shown.
  if (config.root === "task" && config.flavor === "multi_thread") return "absent";
  if (main.ready) return "ready";
  if (main.running) return "running";
  return main.woken ? "woken" : "waiting";
}

/** The first `count` to fire: by deadline, then by registration. */
function timersOf(scene: Scene, count: number, chip: (task: TaskId) => ChipView): QueueView<TimerView> {
  const { timers } = scene;
  const first: [task: TaskId, deadlineMs: number][] = [];
  for (const timer of timers) {
    if (first.length === count && timer[1] >= (first.at(-1)?.[1] ?? Infinity)) continue;
    const at = first.findLastIndex(([, deadlineMs]) => deadlineMs <= timer[1]) + 1;
    first.splice(at, 0, timer);
    first.length = Math.min(first.length, count);
  }
  return {
    chips: first.map(([task, deadlineMs]) => ({ ...chip(task), deadlineMs, ghost: !isAsleep(scene, task) })),
    more: timers.size - first.length,
    length: timers.size,
  };
}

/** Whether a task with a timer waits for that timer. */
function isAsleep(scene: Scene, task: TaskId): boolean {
  return scene.parked.get(task)?.on === "sleep" && placesOf(scene, task).length === 0;
}

function stationsOf(
  scene: Scene,
  { stations }: Plan,
  labels: Labels,
  fit: Fit,
  chip: (task: TaskId) => ChipView,
): StationView[] {
  const at = stations.map(() => ({ first: [] as ChipView[], length: 0 }));
  for (const [task, wait] of scene.parked) {
    // A task that is about to return Pending has said why, and is still being polled.
    if (task === MAIN || wait.on === "sleep" || scene.workers.some(({ running }) => running === task))
      continue;
    const index = stations.findIndex((station) => isAt(station, wait));
    const here = at[index];
    if (here === undefined) continue;
    if (here.first.length < (fit.stations?.[index] ?? 0)) here.first.push(chip(task));
    here.length++;
  }
  return stations.map((station, index) => {
    const { first, length } = at[index] ?? { first: [], length: 0 };
    const name = stationName(station, stations, labels.short);
    return { name, waiting: { chips: first, more: length - first.length, length } };
  });
}

function mainWaits({ parked, main }: Scene, labels: Labels): string {
  const wait = parked.get(MAIN);
  if (wait === undefined || main.running || wait.on === "waker") return "";
  return resourceNamed(wait.on, wait.which, labels);
}

function doingOf(worker: WorkerScene, index: number, { nowMs, threaded, sleepers }: Scene): Doing {
  if (worker.blockedUntilMs > nowMs) return { kind: "blocked", untilMs: worker.blockedUntilMs };
  if (worker.running !== null) return { kind: "polling" };
  if (worker.parked) return { kind: threaded && !sleepers.includes(index) ? "notified" : "asleep" };
  return { kind: worker.searching ? "searching" : "working" };
}

export function doingWords(doing: Doing): string {
  switch (doing.kind) {
    case "blocked":
      return `blocked to ${doing.untilMs} ms`;
    case "polling":
      return "polling";
    case "asleep":
    case "notified":
      return doing.kind;
    case "searching":
      return "searching";
    case "working":
      return "at work";
  }
}
