/** Checks the worker loop's invariants at every event of a recording, to answer the question about the three queues. */
import type { TaskId } from "../../runtime/index.ts";
import { globalQueueInterval } from "../run/config.ts";
import type { Recording } from "../run/recorder.ts";
import { apply } from "./apply.ts";
import { emptyScene } from "./scene.ts";
import { counted } from "../../lib/words.ts";

export interface Held {
  claim: string;
  /** False means a bug in the model; the picture then says so. */
  held: boolean;
  /** The counts of this run. */
  evidence: string;
}

/** Counts for the claims, over the whole recording. */
interface Counts {
  queued: number;
  /** Pushes of a task that was already in a queue. */
  twice: number;
  mostPollsPerTick: number;
  /** The most ticks of one worker between two looks at a non-empty injection queue. */
  longestInjectTicks: number;
  parksWithWork: number;
  parks: number;
}

export function checkInvariants(recording: Recording): readonly Held[] {
  const counts = count(recording);
  const claims: Held[] = [
    {
      claim: "A ready task is in exactly one place.",
      held: counts.twice === 0,
      evidence: `${counts.queued} times a task was queued; ${counts.twice} times it was already somewhere else`,
    },
    {
      claim: "A worker sleeps only when its own slot and ring are empty.",
      held: counts.parksWithWork === 0,
      evidence: `${counted(counts.parks, "sleep")}, ${counts.parksWithWork} of them with work left`,
    },
  ];
  if (recording.config.flavor === "multi_thread") {
    claims.push({
      claim:
        "The LIFO slot cannot starve the ring: at most 4 polls a tick, one from a queue and three from the slot.",
      held: counts.mostPollsPerTick <= 4,
      evidence: `at most ${counts.mostPollsPerTick} here`,
    });
  }
  const interval = globalQueueInterval(recording.config);
  claims.push({
    claim: `The ring cannot starve the injection queue: each busy worker looks there at least every ${interval} ticks.`,
    held: counts.longestInjectTicks <= interval,
    evidence: `at most ${counts.longestInjectTicks} ticks without a look here while it was not empty`,
  });
  return claims;
}

function count(recording: Recording): Counts {
  const counts = {
    queued: 0,
    twice: 0,
    mostPollsPerTick: 0,
    longestInjectTicks: 0,
    parksWithWork: 0,
    parks: 0,
  };
  const scene = emptyScene(recording.config);
  const queued = new Set<TaskId>();
  /** Ticks of each worker since it last took from the injection queue, or found it empty. */
  const waited = scene.workers.map(() => 0);
  for (const event of recording.prelude) apply(scene, event);
  for (const event of recording.events) {
    const worker = scene.workers[event.worker];
    if (event.kind === "tick") {
      const injected = scene.inject.length > 0;
      waited[event.worker] = injected ? (waited[event.worker] ?? 0) + 1 : 0;
      counts.longestInjectTicks = Math.max(counts.longestInjectTicks, waited[event.worker] ?? 0);
    }
    if (event.kind === "pop" && event.queue === "inject") waited[event.worker] = 0;
    if (event.kind === "park" && worker !== undefined) {
      counts.parks++;
      if (worker.lifoSlot !== null || worker.runQueue.length > 0) counts.parksWithWork++;
    }
    if (event.kind === "push" && event.queue !== "defer" && event.queue !== "blocking") {
      counts.queued++;
      // A task that moves from slot to ring, or from ring to injection queue, is still in one place.
      const moved = worker?.lifoSlot === event.task || event.queue === "inject";
      if (queued.has(event.task) && !moved) counts.twice++;
      queued.add(event.task);
    }
    if (event.kind === "pop") queued.delete(event.task);
    if (event.kind === "steal" || event.kind === "poll-start") {
      if (event.kind === "poll-start") queued.delete(event.task);
    }
    apply(scene, event);
    if (worker !== undefined)
      counts.mostPollsPerTick = Math.max(counts.mostPollsPerTick, worker.pollsThisTick);
  }
  return counts;
}
