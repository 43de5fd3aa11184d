/** Counts from where each task was taken to be polled, as the trace's records come in: nothing is kept of them. */
import { TraceRing } from "../../../runtime/index.ts";
import { Kind, Q } from "../../../runtime/trace/kinds.ts";

export const PLACES = ["slot", "ring", "injection"] as const;
export type Place = (typeof PLACES)[number];

/** Where a task has been since it was woken; the dearest place counts. */
const NOWHERE = 0;
const SLOT = 1;
const RING = 2;
const INJECTION = 3;

export class Counting extends TraceRing {
  /** By the task's id; ids count from 1. */
  readonly #place: Uint8Array;
  readonly #kindOf: Int16Array;
  /** For each kind of task: polls from slot, ring and injection queue. */
  readonly polls: Float64Array[];

  constructor(tasks: number, kinds: number) {
    super({ capacity: 2 });
    this.#place = new Uint8Array(tasks + 1);
    this.#kindOf = new Int16Array(tasks + 1).fill(-1);
    this.polls = Array.from({ length: kinds }, () => new Float64Array(PLACES.length));
  }

  isOfKind(task: number, kind: number): void {
    this.#kindOf[task] = kind;
  }

  override record(kind: Kind, _worker: number, task: number, a: number): void {
    switch (kind) {
      case Kind.Push:
        if (a === Q.Lifo) this.#move(task, SLOT);
        else if (a === Q.Run) this.#move(task, RING);
        else if (a === Q.Inject) this.#move(task, INJECTION);
        return;
      case Kind.Overflow:
        this.#move(task, INJECTION);
        return;
      case Kind.PollStart:
        this.#polled(task);
    }
  }

  #move(task: number, place: number): void {
    if (task < this.#place.length) this.#place[task] = Math.max(this.#place[task] as number, place);
  }

  #polled(task: number): void {
    if (task >= this.#place.length) return;
    const place = this.#place[task] as number;
    this.#place[task] = NOWHERE;
    const counts = this.polls[this.#kindOf[task] as number];
    if (counts !== undefined && place !== NOWHERE) counts[place - 1] = (counts[place - 1] as number) + 1;
  }
}
