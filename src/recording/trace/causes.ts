/** Answers about one task at one moment: where it is, why it is not running, who woke it, when it runs next. */
import { capital } from "../../lib/words.ts";
import type { TaskId } from "../../runtime/index.ts";
import { globalQueueInterval } from "../run/config.ts";
import type { Seen } from "../run/probe.ts";
import type { Playback } from "./playback.ts";
import { resourceNamed, sourceNamed } from "./named.ts";
import { placesOf } from "./scene.ts";
import type { Place, Scene, WorkerScene } from "./scene.ts";

/** A beat to jump to. */
export interface Jump {
  beat: number;
  text: string;
}

export interface Story {
  /** Why it is not running, or that it is. */
  now: string;
  spawned: Jump | null;
  /** The last wake at or before this moment. */
  woken: Jump | null;
  nextPoll: Jump | null;
  polls: number;
}

export function storyOf(playback: Playback, beat: number, task: TaskId): Story {
  const scene = playback.sceneAt(beat);
  const { events } = playback.recording;
  const upTo = beat < 0 ? 0 : (playback.beats[beat] ?? 0);
  const indices = playback.eventsOf(task);
  const past = indices.filter((at) => at < upTo);
  const last = (wanted: (event: Seen) => boolean): number | undefined =>
    past.findLast((at) => wanted(events[at] as Seen));

  const spawnedAt = indices.find((at) => events[at]?.kind === "spawn");
  const wokenAt = last((event) => event.kind === "wake");
  const nextAt = indices.find((at) => at >= upTo && events[at]?.kind === "poll-start");
  return {
    now: why(playback, scene, task, past),
    spawned:
      spawnedAt === undefined
        ? null
        : jump(playback, spawnedAt, spawnedBy(playback, events[spawnedAt] as Seen)),
    woken: wokenAt === undefined ? null : jump(playback, wokenAt, wokenBy(playback, events[wokenAt] as Seen)),
    nextPoll:
      nextAt === undefined
        ? null
        : jump(playback, nextAt, `polled next by ${onWorker(events[nextAt] as Seen)}`),
    polls: past.filter((at) => events[at]?.kind === "poll-start").length,
  };
}

function jump(playback: Playback, event: number, text: string): Jump {
  return { beat: playback.beatOfEvent(event), text };
}

function onWorker(event: Seen): string {
  return event.worker === -1 ? "the thread of block_on" : `worker ${event.worker}`;
}

function spawnedBy(playback: Playback, event: Seen): string {
  return event.kind === "spawn" ? `spawned by ${sourceNamed(event.by, playback.labels)}` : "";
}

function wokenBy(playback: Playback, event: Seen): string {
  if (event.kind !== "wake") return "";
  const self = event.by.kind === "task" && event.by.id === event.task;
  return `woken by ${self ? "itself" : sourceNamed(event.by, playback.labels)}`;
}

function why(playback: Playback, scene: Scene, task: TaskId, past: readonly number[]): string {
  const name = capital(playback.labels.long(task));
  const [place] = placesOf(scene, task);
  if (place !== undefined) return `${name} ${placed(playback, scene, place)}`;
  const { events } = playback.recording;
  if (task === 0) return main(name, scene);
  if (past.length === 0) return `${name} has not been spawned yet.`;
  if (past.some((at) => events[at]?.kind === "complete")) return `${name} is done and will not run again.`;
  const waits = past.findLast((at) => {
    const { kind } = events[at] as Seen;
    return kind === "wait" || kind === "poll-start";
  });
  const wait = waits === undefined ? undefined : events[waits];
  if (wait?.kind !== "wait")
    return `${name} is in no queue: it returned Pending, and nothing has woken it since.`;
  const on = resourceNamed(wait.on, wait.which, playback.labels);
  const deadline = scene.timers.get(task);
  const until = deadline === undefined ? "" : `, due at ${deadline} ms`;
  return `${name} is in no queue: it waits for ${on}${until}, and nothing has woken it since.`;
}

function main(name: string, scene: Scene): string {
  if (scene.main.ready) return `${name} is ready: block_on returns.`;
  if (scene.main.woken) return `${name} has been woken and will be polled outside the queues.`;
  return `${name} waits to be woken; it is in no queue.`;
}

function placed(playback: Playback, scene: Scene, place: Place): string {
  const { config } = playback.recording;
  switch (place.kind) {
    case "running":
      return place.worker === -1
        ? "is being polled on the thread of block_on."
        : `is being polled by worker ${place.worker}.`;
    case "held":
      return `has just been taken by worker ${place.worker}, which is about to poll it.`;
    case "lifo_slot": {
      const worker = scene.workers[place.worker] as WorkerScene;
      const held = blockedWords(scene, worker);
      if (held !== "")
        return `is in the LIFO slot of worker ${place.worker}, ${held}. No worker can steal from a LIFO slot: it is a hostage.`;
      return `is in the LIFO slot of worker ${place.worker}: it runs next there, after the current poll. No other worker can take it.`;
    }
    case "run_queue": {
      const worker = scene.workers[place.worker] as WorkerScene;
      const slot =
        worker.lifoSlot === null
          ? ""
          : `, and ${playback.labels.long(worker.lifoSlot)} in the LIFO slot goes first`;
      const ahead = place.position === 0 ? "is at the front of" : `has ${place.position} before it in`;
      const held = blockedWords(scene, worker);
      const blocked =
        held === "" ? "" : ` ${capital(`that worker, ${held}, cannot get to it; another may steal it.`)}`;
      return `${ahead} the ${config.flavor === "current_thread" ? "queue" : `local queue of worker ${place.worker}`}${slot}.${blocked}`;
    }
    case "defer":
      return `is on the defer list of worker ${place.worker}, number ${place.position + 1} of ${place.of}: the worker wakes the list, last first, after its next look at the driver.`;
    case "inject": {
      const interval = globalQueueInterval(config);
      const busy = `or at a tick that ${interval} divides`;
      const ahead = place.position === 0 ? "is at the front of" : `has ${place.position} before it in`;
      return `${ahead} the injection queue: a worker takes from it when its own queues are empty, ${busy}.`;
    }
  }
}

function blockedWords(scene: Scene, worker: WorkerScene): string {
  return worker.blockedUntilMs > scene.nowMs
    ? `whose thread is blocked until ${worker.blockedUntilMs} ms`
    : "";
}
