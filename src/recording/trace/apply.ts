/** Applies one trace event to the picture. The model decides; this only moves what the event names. */
import { MAIN } from "../../runtime/index.ts";
import type { Queue, TaskId } from "../../runtime/index.ts";
import type { Seen } from "../run/probe.ts";
import type { Scene, WorkerScene } from "./scene.ts";

export function apply(scene: Scene, event: Seen): void {
  scene.nowMs = event.nowMs;
  const worker = scene.workers[event.worker];
  switch (event.kind) {
    case "spawn":
      scene.spawned++;
      break;
    case "poll-start":
      startPoll(scene, worker, event.task);
      break;
    case "poll-end":
      endPoll(scene, worker, event);
      break;
    case "complete":
      scene.completed++;
      scene.timers.delete(event.task);
      scene.parked.delete(event.task);
      if (worker?.holding === event.task) worker.holding = null;
      break;
    case "wake":
      if (event.task === MAIN && event.effect === "scheduled") {
        scene.main.woken = true;
        scene.parked.delete(MAIN);
      }
      if (event.effect === "after-poll") scene.woken.add(event.task);
      if (event.by.kind === "defer" && worker?.deferred.at(-1) === event.task) worker.deferred.pop();
      break;
    case "push":
      push(scene, worker, event.task, event.queue);
      break;
    case "pop":
      pop(scene, worker, event.task, event.queue);
      break;
    case "overflow":
      // The pushes into the injection queue came before; all but the pushed task were in the ring.
      worker?.runQueue.dropBack(event.count - 1);
      break;
    case "steal":
      if (worker !== undefined) steal(worker, scene.workers[event.victim], event.count);
      break;
    case "timer-set":
      // A reset timer is registered again, behind the others.
      scene.timers.delete(event.task);
      scene.timers.set(event.task, event.deadlineMs);
      break;
    case "timer-fire":
      scene.timers.delete(event.task);
      break;
    case "tick":
      if (worker === undefined) break;
      worker.tick = event.tick;
      worker.pollsThisTick = 0;
      worker.holding = null;
      break;
    case "park":
      if (worker !== undefined) park(scene, worker, event.worker);
      break;
    case "unpark":
      if (worker !== undefined) Object.assign(worker, { parked: false, deferred: [] });
      if (scene.inDriver === event.worker) scene.inDriver = null;
      break;
    case "notify":
      leaveSleepers(scene, event.sleeper);
      break;
    case "unpark-by-id":
      leaveSleepers(scene, event.worker);
      break;
    case "hand-off":
      // The poll continues on a thread that is no longer a worker.
      if (worker !== undefined) Object.assign(worker, { running: null, holding: null });
      break;
    case "block":
      if (worker !== undefined) worker.blockedUntilMs = event.atMs;
      break;
    case "park-yield":
      break;
    case "search":
      if (worker !== undefined) worker.searching = event.searching;
      break;
    case "clock":
      scene.nowMs = event.toMs;
      break;
    case "wait":
      scene.parked.set(event.task, { on: event.on, which: event.which });
      break;
    case "clone":
    case "abort":
    case "budget":
    case "job-start":
    case "job-end":
      break;
  }
  if (worker !== undefined && worker.running !== null && event.budget >= 0) worker.budget = event.budget;
}

function park(scene: Scene, worker: WorkerScene, index: number): void {
  worker.parked = true;
  if (scene.threaded) scene.inDriver ??= index;
  // After a spurious wakeup it is still on the list. current_thread has no such list.
  if (scene.threaded && !scene.sleepers.includes(index)) scene.sleepers.push(index);
}

/** `swap_remove`; `worker_to_notify` takes the last. */
function leaveSleepers({ sleepers }: Scene, index: number): void {
  const at = sleepers.indexOf(index);
  if (at === -1) return;
  const last = sleepers.pop() as number;
  if (last !== index) sleepers[at] = last;
}

function startPoll(scene: Scene, worker: WorkerScene | undefined, task: TaskId): void {
  scene.polls++;
  scene.parked.delete(task);
  if (task === MAIN) Object.assign(scene.main, { running: true, woken: false, polls: scene.main.polls + 1 });
  if (worker === undefined) return;
  worker.running = task;
  worker.holding = null;
  if (task !== MAIN) worker.pollsThisTick++;
}

function endPoll(
  scene: Scene,
  worker: WorkerScene | undefined,
  event: Extract<Seen, { kind: "poll-end" }>,
): void {
  if (event.task === MAIN) Object.assign(scene.main, { running: false, ready: event.outcome === "ready" });
  const isQueued = scene.woken.delete(event.task) || worker?.deferred.at(-1) === event.task;
  if (event.outcome !== "pending" || isQueued) scene.parked.delete(event.task);
  else if (!scene.parked.has(event.task)) scene.parked.set(event.task, { on: "waker", which: 0 });
  if (worker === undefined) return;
  if (event.budget >= 0) worker.budget = event.budget;
  worker.running = null;
  if (event.atMs > event.nowMs) worker.blockedUntilMs = event.atMs;
}

function push(scene: Scene, worker: WorkerScene | undefined, task: TaskId, queue: Queue): void {
  if (worker?.holding === task) worker.holding = null;
  scene.parked.delete(task);
  if (queue === "inject") scene.inject.push(task);
  else if (queue === "lifo_slot" && worker !== undefined) worker.lifoSlot = task;
  else if (queue === "run_queue" && worker !== undefined) {
    worker.runQueue.push(task);
    // The displaced task goes to the ring before the new one is in the slot.
    if (worker.lifoSlot === task) worker.lifoSlot = null;
  } else if (queue === "defer" && worker !== undefined && worker.deferred.at(-1) !== task) {
    worker.deferred.push(task);
  }
}

function pop(scene: Scene, worker: WorkerScene | undefined, task: TaskId, queue: Queue): void {
  if (queue === "inject") scene.inject.shift();
  if (worker === undefined) return;
  if (queue === "lifo_slot") worker.lifoSlot = null;
  else if (queue === "run_queue") worker.runQueue.shift();
  // The first task of a batch from the injection queue is polled, the others go to the ring.
  if (queue !== "inject" || worker.holding === null) worker.holding = task;
}

function steal(thief: WorkerScene, victim: WorkerScene | undefined, count: number): void {
  const stolen = victim?.runQueue.take(count) ?? [];
  thief.holding = stolen.pop() ?? null;
  for (const task of stolen) thief.runQueue.push(task);
}
