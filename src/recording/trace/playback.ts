/** Prepares a recording for viewing: its beats, its polls, and its scene at any beat, at low cost. */
import type { TaskId } from "../../runtime/index.ts";
import type { Recording } from "../run/recorder.ts";
import type { Seen } from "../run/probe.ts";
import { apply } from "./apply.ts";
import { beatOf, beatStart, cutBeats } from "./beats.ts";
import type { Beats } from "./beats.ts";
import { labelling } from "./labels.ts";
import type { Labels } from "./labels.ts";
import { listPolls } from "./polls.ts";
import type { PollRecord } from "./polls.ts";
import { cloneScene, emptyScene } from "./scene.ts";
import type { Scene } from "./scene.ts";

/** Keeps a copy of the scene at regular intervals, and plays forward in between. */
const KEYFRAME_EVENTS = 1_024;

export class Playback<R extends Recording = Recording> {
  readonly recording: R;
  readonly beats: Beats;
  readonly polls: readonly PollRecord[];
  readonly labels: Labels;
  readonly #keyframes: Scene[] = [];
  #scene: Scene;
  /** The number of events applied to `#scene`. */
  #applied = 0;
  #eventsOf: Map<TaskId, number[]> | null = null;

  constructor(recording: R) {
    this.recording = recording;
    this.beats = cutBeats(recording.events);
    this.labels = labelling(recording.config, recording.isRust);
    this.#scene = emptyScene(recording.config);
    for (const event of recording.prelude) apply(this.#scene, event);
    this.#keyframes.push(cloneScene(this.#scene));
    // A main that only waits for the root is not part of the order.
    this.polls = listPolls(recording.events, this.beats).filter(({ task }) => !this.labels.isWaiter(task));
  }

  get length(): number {
    return this.beats.length;
  }

  /** After beat `beat`; -1 is before the first. Read it at once: the next call may change it. */
  sceneAt(beat: number): Scene {
    return this.#sceneAfter(beat < 0 ? 0 : (this.beats[beat] ?? 0));
  }

  eventsOfBeat(beat: number): readonly Seen[] {
    return beat < 0 ? [] : this.recording.events.slice(beatStart(this.beats, beat), this.beats[beat]);
  }

  beatOfEvent(event: number): number {
    return beatOf(this.beats, event);
  }

  /** Indices of the events about a task, in order. */
  eventsOf(task: TaskId): readonly number[] {
    this.#eventsOf ??= this.#index();
    return this.#eventsOf.get(task) ?? [];
  }

  /** The number of polls begun by the end of a beat. */
  pollsBy(beat: number): number {
    let low = 0;
    let high = this.polls.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.polls[middle] as PollRecord).startBeat <= beat) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sceneAfter(events: number): Scene {
    const nearest = Math.min(Math.floor(events / KEYFRAME_EVENTS), this.#keyframes.length - 1);
    if (events < this.#applied || nearest * KEYFRAME_EVENTS > this.#applied) {
      this.#scene = cloneScene(this.#keyframes[nearest] as Scene);
      this.#applied = nearest * KEYFRAME_EVENTS;
    }
    while (this.#applied < events) {
      apply(this.#scene, this.recording.events[this.#applied++] as Seen);
      const frame = this.#applied / KEYFRAME_EVENTS;
      if (frame === this.#keyframes.length) this.#keyframes.push(cloneScene(this.#scene));
    }
    return this.#scene;
  }

  #index(): Map<TaskId, number[]> {
    const index = new Map<TaskId, number[]>();
    this.recording.events.forEach((event, at) => {
      if (!("task" in event)) return;
      const list = index.get(event.task);
      if (list === undefined) index.set(event.task, [at]);
      else list.push(at);
    });
    return index;
  }
}
