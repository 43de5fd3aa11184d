/** Reads a task's state word from the model at every event of a run. */
import { Builder, TraceRing } from "../../../runtime/index.ts";
import type { Future, Handle, TraceEvent } from "../../../runtime/index.ts";
import { JOIN_INTEREST, NOTIFIED, RUNNING } from "../../../runtime/task/task.ts";
import type { Task } from "../../../runtime/task/task.ts";

/** The spawned root is task 1, so its first child is task 2. */
const WATCHED = 2;

/** Who holds a reference to the task's allocation. */
export interface Holders {
  /** The list of live tasks. */
  owned: boolean;
  joinHandle: boolean;
  /** The queue that it is in, or the worker that polls it. */
  notified: boolean;
  /** Clones of its waker. */
  wakers: number;
}

export interface Sample {
  event: TraceEvent;
  /** The six bits; in tokio the reference count is above them in the same word. */
  bits: number;
  holders: Holders;
}

class WatchRing extends TraceRing {
  handle: Handle | null = null;
  readonly #seen: { bits: number; owned: boolean }[] = [];
  #task: Task | null = null;

  constructor() {
    super({ capacity: 1 << 10 });
  }

  override record(...event: Parameters<TraceRing["record"]>): void {
    super.record(...event);
    const owned = [...(this.handle?.owned ?? [])];
    this.#task ??= owned.find((task) => task.id === WATCHED) ?? null;
    this.#seen.push({
      bits: this.#task?.state ?? 0,
      owned: this.#task !== null && owned.includes(this.#task),
    });
  }

  samples(): Sample[] {
    let wakers = 0;
    const samples: Sample[] = [];
    for (const event of this.events()) {
      const { bits, owned } = this.#seen[event.seq] as { bits: number; owned: boolean };
      if ("task" in event && event.task === WATCHED) {
        if (event.kind === "clone") wakers++;
        // A wake by value uses its waker up; the self-wake of these runs is by reference.
        else if (event.kind === "wake" && event.effect !== "after-poll") wakers--;
      }
      if (!owned && samples.length === 0) continue;
      const joinHandle = (bits & JOIN_INTEREST) !== 0;
      const notified = (bits & (NOTIFIED | RUNNING)) !== 0 || completing(event);
      samples.push({ event, bits, holders: { owned, joinHandle, notified, wakers } });
    }
    return samples;
  }
}

/** At this event the task has completed, but the worker still holds its reference. */
const completing = (event: TraceEvent): boolean => event.kind === "complete" && event.task === WATCHED;

export function watch(root: () => Future<void>): Sample[] {
  const ring = new WatchRing();
  const runtime = Builder.newMultiThread().trace(ring).build();
  ring.handle = runtime.handle;
  runtime.runUntilParked();
  runtime.spawn(root());
  runtime.runUntilParked();
  return ring.samples();
}
