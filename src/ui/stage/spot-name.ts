/** Describes a task of the picture in a few words: its name and its place. */
import type { Playback } from "../../recording/trace/playback.ts";
import { placesOf } from "../../recording/trace/scene.ts";
import type { Place } from "../../recording/trace/scene.ts";

/** `task 3, in the LIFO slot of worker 0` */
export function spotName(playback: Playback, beat: number, task: number): string {
  const scene = playback.sceneAt(beat);
  const [place] = placesOf(scene, task);
  const deadlineMs = scene.timers.get(task);
  const timer = deadlineMs === undefined ? "in no queue" : `timer due at ${deadlineMs} ms`;
  return `${playback.labels.long(task)}, ${place === undefined ? timer : words(place, scene.threaded)}`;
}

function words(place: Place, threaded: boolean): string {
  const of = threaded && "worker" in place ? ` of worker ${place.worker}` : "";
  switch (place.kind) {
    case "running":
      return `running${of.replace("of", "on")}`;
    case "held":
      return `taken${of.replace("of", "by")}`;
    case "lifo_slot":
      return `in the LIFO slot${of}`;
    case "run_queue":
      return threaded ? `in the local queue${of}` : "in the queue";
    case "defer":
      return `on the defer list${of}`;
    case "inject":
      return "in the injection queue";
  }
}
