/** Finds the moments of a playback at which a worker chooses what to poll next, and the rule that decides each. */
import type { TaskId } from "../../runtime/index.ts";
import { globalQueueInterval } from "../../recording/run/config.ts";
import type { Seen } from "../../recording/run/probe.ts";
import { beatStart } from "../../recording/trace/beats.ts";
import type { Playback } from "../../recording/trace/playback.ts";
import type { PollRecord } from "../../recording/trace/polls.ts";
import type { Scene, WorkerScene } from "../../recording/trace/scene.ts";
import type { PredictRule } from "../../course/explorer-programs.ts";

export interface Decision {
  /** The last beat shown; what follows it decides. */
  beat: number;
  worker: number;
  answer: TaskId;
  /** The beat at which the answer's poll begins. */
  pollBeat: number;
  rule: PredictRule;
  /** Every task that a learner might expect next, including the answer. */
  candidates: readonly TaskId[];
}

export function decisionsOf(playback: Playback): Decision[] {
  const lastEnd = new Map<number, number>();
  const decisions: Decision[] = [];
  for (const poll of playback.polls) {
    if (poll.worker !== -1 && poll.from !== null) {
      const decision = decide(playback, poll, lastEnd.get(poll.worker) ?? -1);
      if (decision !== null) decisions.push(decision);
    }
    if (poll.worker !== -1 && poll.endBeat !== null) lastEnd.set(poll.worker, poll.endBeat);
  }
  return decisions;
}

/** @param after the beat at which this worker's previous poll ended */
function decide(playback: Playback, poll: PollRecord, after: number): Decision | null {
  const first = firstMove(playback, poll, after);
  if (first === null) return null;
  const beat = first - 1;
  const events = playback.recording.events
    .slice(beatStart(playback.beats, first), playback.beats[poll.startBeat])
    .filter((event) => event.worker === poll.worker);
  const scene = playback.sceneAt(beat);
  const worker = scene.workers[poll.worker] as WorkerScene;
  const before = beat < 0 ? [] : playback.recording.events.slice(0, beatStart(playback.beats, first));
  const rule = ruleOf(playback, { poll, events, scene, worker, before });
  const candidates = candidatesIn(scene);
  if (rule === null || !candidates.includes(poll.task)) return null;
  return { beat, worker: poll.worker, answer: poll.task, pollBeat: poll.startBeat, rule, candidates };
}

/** The first beat after the previous poll in which this worker begins to choose. */
function firstMove(playback: Playback, poll: PollRecord, after: number): number | null {
  for (let beat = after + 1; beat <= poll.startBeat; beat++) {
    const events = playback.eventsOfBeat(beat);
    if (events[0]?.worker !== poll.worker) continue;
    if (poll.from === "stolen" ? events.some(({ kind }) => kind === "steal") : CHOOSING.has(events[0].kind))
      return beat;
  }
  return null;
}

const CHOOSING: ReadonlySet<Seen["kind"]> = new Set(["tick", "pop", "search", "park", "park-yield"]);

function candidatesIn(scene: Scene): TaskId[] {
  const all = new Set<TaskId>();
  for (const worker of scene.workers) {
    if (worker.lifoSlot !== null) all.add(worker.lifoSlot);
    for (const task of worker.runQueue.first()) all.add(task);
    for (const task of worker.deferred) all.add(task);
  }
  for (const task of scene.inject.first()) all.add(task);
  for (const task of scene.timers.keys()) all.add(task);
  return [...all].sort((a, b) => a - b);
}

interface Moment {
  poll: PollRecord;
  /** This worker's events, from its first move to the poll. */
  events: readonly Seen[];
  scene: Scene;
  worker: WorkerScene;
  /** All earlier events. */
  before: readonly Seen[];
}

function ruleOf(playback: Playback, moment: Moment): PredictRule | null {
  const { poll, events, scene, worker } = moment;
  const has = (kind: Seen["kind"]) => events.some((event) => event.kind === kind);
  const threaded = playback.recording.config.flavor === "multi_thread";
  if (poll.from === "stolen") return "steal";
  if (has("timer-fire")) return threaded ? "timers" : null;
  if (events.some((event) => event.kind === "wake" && event.by.kind === "defer")) return "defer";
  if (poll.from === "inject") return fromInject(playback, moment);
  if (!threaded) return worker.runQueue.length >= 2 ? "fifo" : null;
  if (
    worker.lifoSlot !== null &&
    events.some((event) => event.kind === "push" && event.task === worker.lifoSlot)
  )
    return "budget";
  if (poll.from === "lifo_slot") return worker.runQueue.length + scene.inject.length > 0 ? "lifo-slot" : null;
  return fromRing(moment);
}

function fromInject(playback: Playback, { events, worker }: Moment): PredictRule | null {
  const tick = events.find((event) => event.kind === "tick");
  const itsTurn = tick?.kind === "tick" && tick.tick % globalQueueInterval(playback.recording.config) === 0;
  if (worker.lifoSlot !== null || worker.runQueue.length > 0) return itsTurn ? "global-interval" : null;
  return playback.recording.config.root === "main" ? "from-main" : null;
}

function fromRing({ worker, before }: Moment): PredictRule | null {
  if (worker.runQueue.length < 2) return null;
  const last = before.findLastIndex((event) => event.kind === "poll-start");
  const during = before.slice(last);
  const polled = during[0];
  // Whatever that poll woke or spawned would have taken the slot if the slot were enabled.
  const placed = during.some(
    (event) =>
      event.kind === "push" &&
      event.queue === "run_queue" &&
      polled !== undefined &&
      "task" in polled &&
      event.task !== polled.task,
  );
  if (worker.pollsThisTick >= 4 && placed) return "lifo-cap";
  const selfWoken = during.some((event) => event.kind === "wake" && event.effect === "after-poll");
  return selfWoken ? "self-wake" : "local-queue";
}
