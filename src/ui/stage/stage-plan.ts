/** What a recording needs on its stage: lanes for the workers that ever do anything, places that are ever used. Known before the first beat, so that nothing jumps. */
import { MAIN } from "../../runtime/index.ts";
import type { Recording } from "../../recording/run/recorder.ts";
import { workerCount } from "../../recording/run/config.ts";
import { apply } from "../../recording/trace/apply.ts";
import { emptyScene } from "../../recording/trace/scene.ts";
import type { Wait } from "../../recording/trace/scene.ts";

/** A place where tasks wait for one thing, or for things of one kind. */
export interface Station {
  on: Wait["on"];
  /** null: all of this kind. */
  which: number | null;
  /** The most that ever wait here together. */
  most: number;
}

export interface Plan {
  /** Workers with a lane. */
  lanes: readonly number[];
  /** Workers that sleep from beginning to end. */
  idle: readonly number[];
  uses: Readonly<Record<"inject" | "deferred" | "timers" | "sleepers" | "main", boolean>>;
  stations: readonly Station[];
  /** The highest number of a task. */
  tasks: number;
}

/** More stations than this share one for each kind. */
const MOST_STATIONS = 6;

/** @param all also the places that this run leaves empty */
export function planOf(recording: Recording, all = false): Plan {
  const { config } = recording;
  const threaded = config.flavor === "multi_thread";
  const seen = { inject: false, deferred: false, timers: false, sleepers: false };
  const active = new Set<number>();
  const waits = new Map<string, { wait: Wait; now: number; most: number }>();
  const scene = emptyScene(config);
  let tasks = 0;
  for (const event of recording.prelude) apply(scene, event);
  // Parked tasks by what they wait for, counted as the events change them.
  const counted = new Map<number, string>();
  for (const event of recording.events) {
    apply(scene, event);
    if (event.kind === "push" && event.queue === "inject") seen.inject = true;
    if (event.kind === "push" && event.queue === "defer") seen.deferred = true;
    if (event.kind === "timer-set") seen.timers = true;
    if (event.kind === "park") seen.sleepers = true;
    if (event.worker >= 0 && (event.kind === "tick" || event.kind === "poll-start" || event.kind === "steal"))
      active.add(event.worker);
    // Main has a place of its own.
    if (!("task" in event) || event.task === MAIN) continue;
    tasks = Math.max(tasks, event.task);
    const wait = scene.parked.get(event.task);
    const key = wait === undefined ? undefined : keyOf(wait);
    const before = counted.get(event.task);
    if (key === before) continue;
    const left = before === undefined ? undefined : waits.get(before);
    if (left !== undefined) left.now--;
    if (wait === undefined || key === undefined) {
      counted.delete(event.task);
      continue;
    }
    counted.set(event.task, key);
    const entry = waits.get(key) ?? { wait, now: 0, most: 0 };
    entry.now++;
    entry.most = Math.max(entry.most, entry.now);
    waits.set(key, entry);
  }
  const workers = Array.from({ length: workerCount(config) }, (_, i) => i);
  const lanes = all ? workers : workers.filter((index) => active.has(index));
  // A run that never polls still has a worker to show.
  const shown = lanes.length === 0 ? workers.slice(0, 1) : lanes;
  return {
    lanes: shown,
    idle: workers.filter((index) => !shown.includes(index)),
    uses: {
      inject: all || seen.inject,
      deferred: all || seen.deferred,
      timers: all || seen.timers,
      sleepers: threaded && (all || (seen.sleepers && workers.length > 1)),
      main: !threaded || config.root === "main",
    },
    stations: stationsOf([...waits.values()]),
    tasks,
  };
}

const keyOf = ({ on, which }: Wait): string => (on === "waker" || on === "sleep" ? on : `${on} ${which}`);

function stationsOf(waits: readonly { wait: Wait; most: number }[]): Station[] {
  // Sleeping tasks are drawn at the timers.
  const elsewhere = waits.filter(({ wait }) => wait.on !== "sleep");
  const single = elsewhere.map(({ wait: { on, which }, most }): Station => ({
    on,
    which: on === "waker" ? null : which,
    most,
  }));
  if (single.length <= MOST_STATIONS) return single;
  const byKind = Map.groupBy(single, ({ on }) => on);
  return [...byKind].map(([on, of]) => ({
    on,
    which: of.length === 1 ? (of[0] as Station).which : null,
    most: of.reduce((sum, { most }) => sum + most, 0),
  }));
}

export const isAt = (station: Station, { on, which }: Wait): boolean =>
  station.on === on && (station.which === null || station.which === which);

/** `channel`, or `channel 2` where several stand side by side. */
export function stationName(
  { on, which }: Station,
  stations: readonly Station[],
  shortOf: (task: number) => string,
): string {
  if (on === "join-handle" && which !== null)
    return `JoinHandle of ${which === MAIN ? "main" : shortOf(which)}`;
  const alike = stations.filter((other) => other.on === on && other.which !== null);
  const rank = alike.toSorted((a, b) => (a.which ?? 0) - (b.which ?? 0)).findIndex((o) => o.which === which);
  return alike.length > 1 && rank >= 0 ? `${NAMES[on]} ${rank}` : NAMES[on];
}

const NAMES: Readonly<Record<Wait["on"], string>> = {
  "join-handle": "JoinHandles",
  "join-set": "JoinSet",
  "mpsc-recv": "channel, empty",
  "mpsc-permit": "channel, full",
  oneshot: "oneshot",
  notify: "Notify",
  semaphore: "Semaphore",
  mutex: "Mutex",
  sleep: "timer",
  waker: "its waker",
};
