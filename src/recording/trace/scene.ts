/** The state of the runtime at one moment of a recording: every queue, every worker, the clock. */
import { MAIN } from "../../runtime/index.ts";
import type { Resource, TaskId } from "../../runtime/index.ts";
import { workerCount } from "../run/config.ts";
import type { RunConfig } from "../run/config.ts";
import { Fifo } from "./fifo.ts";

export interface WorkerScene {
  tick: number;
  /** Polls in this tick; the first came from a queue, the others from the LIFO slot. */
  pollsThisTick: number;
  lifoSlot: TaskId | null;
  runQueue: Fifo;
  /** In the order of deferring. */
  deferred: TaskId[];
  /** Taken from a queue, not yet polled. */
  holding: TaskId | null;
  running: TaskId | null;
  /** The rest of the tick's 128; null before the first poll. */
  budget: number | null;
  searching: boolean;
  parked: boolean;
  /** Virtual time until which a poll holds this thread; not later than now if none does. */
  blockedUntilMs: number;
}

/** What a task that is in no queue waits for; `waker`: whoever has its waker, which the trace does not name. */
export interface Wait {
  on: Resource | "waker";
  /** The joined task, the deadline, or the resource's number. */
  which: number;
}

export interface Scene {
  /** multi_thread. */
  readonly threaded: boolean;
  nowMs: number;
  main: { polls: number; running: boolean; woken: boolean; ready: boolean };
  workers: WorkerScene[];
  inject: Fifo;
  /** Workers on idle's `sleepers`, a stack: the last is notified first. Only multi_thread. */
  sleepers: number[];
  /** The worker that sleeps in the driver; the other sleepers wait to be notified. Only multi_thread. */
  inDriver: number | null;
  /** Tasks that returned Pending and are in no queue. */
  parked: Map<TaskId, Wait>;
  /** Tasks woken during their poll: queued when it ends. */
  woken: Set<TaskId>;
  /** Deadline of each sleeping task in ms, in registration order. */
  timers: Map<TaskId, number>;
  spawned: number;
  completed: number;
  /** Of tasks and main. */
  polls: number;
}

export function emptyScene(config: RunConfig): Scene {
  return {
    threaded: config.flavor === "multi_thread",
    nowMs: 0,
    main: { polls: 0, running: false, woken: true, ready: false },
    workers: Array.from({ length: workerCount(config) }, () => ({
      tick: 0,
      pollsThisTick: 0,
      lifoSlot: null,
      runQueue: new Fifo(),
      deferred: [],
      holding: null,
      running: null,
      budget: null,
      searching: false,
      parked: false,
      blockedUntilMs: 0,
    })),
    inject: new Fifo(),
    sleepers: [],
    inDriver: null,
    parked: new Map(),
    woken: new Set(),
    timers: new Map(),
    spawned: 0,
    completed: 0,
    polls: 0,
  };
}

export function cloneScene(scene: Scene): Scene {
  return {
    ...scene,
    main: { ...scene.main },
    workers: scene.workers.map((worker) => ({
      ...worker,
      runQueue: worker.runQueue.clone(),
      deferred: [...worker.deferred],
    })),
    inject: scene.inject.clone(),
    sleepers: [...scene.sleepers],
    parked: new Map(scene.parked),
    woken: new Set(scene.woken),
    timers: new Map(scene.timers),
  };
}

/** The place of a task, if a queue or a worker has it. */
export type Place =
  | { kind: "running"; worker: number }
  | { kind: "held"; worker: number }
  | { kind: "lifo_slot"; worker: number }
  | { kind: "run_queue"; worker: number; position: number }
  | { kind: "defer"; worker: number; position: number; of: number }
  | { kind: "inject"; position: number };

/** Every place that holds `task`; at most one by the scheduler's invariant, except for a yielding task, which is deferred while it runs. */
export function placesOf(scene: Scene, task: TaskId): Place[] {
  const places: Place[] = [];
  if (task === MAIN && scene.main.running) places.push({ kind: "running", worker: -1 });
  scene.workers.forEach((worker, index) => {
    if (worker.running === task && task !== MAIN) places.push({ kind: "running", worker: index });
    if (worker.holding === task) places.push({ kind: "held", worker: index });
    if (worker.lifoSlot === task) places.push({ kind: "lifo_slot", worker: index });
    const position = worker.runQueue.indexOf(task);
    if (position !== -1) places.push({ kind: "run_queue", worker: index, position });
    const deferred = worker.deferred.lastIndexOf(task);
    if (deferred !== -1)
      places.push({ kind: "defer", worker: index, position: deferred, of: worker.deferred.length });
  });
  const position = scene.inject.indexOf(task);
  if (position !== -1) places.push({ kind: "inject", position });
  return places;
}
