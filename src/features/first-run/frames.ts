/** Turns the model's run of a task that spawns three into frames: the place of every task and what just happened. */
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import { record } from "../../recording/run/recorder.ts";
import { Playback } from "../../recording/trace/playback.ts";
import { sayBeat } from "../../recording/trace/say.ts";
import { placesOf } from "../../recording/trace/scene.ts";
import type { TaskProgram } from "../../recording/program/text.ts";

export interface Spot {
  place: "unborn" | "running" | "slot" | "queue" | "polled";
  /** From the front. */
  position: number;
}

interface Frame {
  /** Indexed by the task's number, from 0. */
  spots: readonly Spot[];
  said: string;
}

export interface Run {
  frames: readonly Frame[];
  /** The tasks' numbers in poll order. */
  order: readonly number[];
}

const PROGRAM: TaskProgram = {
  bodies: [
    [
      ["spawn", 1],
      ["spawn", 1],
      ["spawn", 1],
    ],
    [],
  ],
  chans: [],
  sems: [],
  nn: 0,
  nm: 0,
  no: 0,
  np: 0,
};

/** From the first poll of task 0 to the end of the last task. */
export function firstRun(): Run {
  const playback = new Playback(record(PROGRAM, DEFAULT_CONFIG));
  const { polls, labels } = playback;
  const tasks = polls.map(({ task }) => task).toSorted((a, b) => a - b);
  const spotOf = (task: number, beat: number): Spot => {
    const [place] = placesOf(playback.sceneAt(beat), task);
    const nth = polls.findIndex((poll) => poll.task === task);
    if (place?.kind === "run_queue") return { place: "queue", position: place.position };
    if (place?.kind === "lifo_slot") return { place: "slot", position: 0 };
    if (place !== undefined) return { place: "running", position: 0 };
    const isPolled = (polls[nth]?.endBeat ?? Infinity) <= beat;
    return isPolled ? { place: "polled", position: nth } : { place: "unborn", position: 0 };
  };
  const first = polls[0]?.startBeat ?? 0;
  const last = Math.max(...polls.map(({ endBeat }) => endBeat ?? 0));
  const frames = Array.from({ length: last - first + 1 }, (_, i): Frame => ({
    spots: tasks.map((task) => spotOf(task, first + i)),
    said: sayBeat(playback, first + i),
  }));
  return { frames, order: polls.map(({ task }) => Number(labels.short(task))) };
}
