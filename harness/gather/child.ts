/** A future that a check hands to gather: it is ready when the check says so, and remembers how it was treated. */
import { Context, Poll, Waker } from "../../src/runtime/index.ts";
import type { Future } from "../../src/runtime/index.ts";
import type { ScriptPosition } from "../check.ts";
import { freezeClass } from "../primordials.ts";
import { show } from "../show.ts";
import type { StepIndex, Timeline } from "./timeline.ts";

/** Whom a child's wake reached: the task as last polled, the task by a waker it has since replaced, or nobody. */
export type Reached = "task" | "stale" | "nobody";

/** A child's latest wake, for the explanation when nothing came of it. */
export interface ChildWake {
  reached: Reached;
  /** While gather was being polled. */
  inPoll: boolean;
  step: StepIndex;
}

/** Whoever is told what happens to a child: the watch of its task. */
export interface ChildWatch {
  readonly timeline: Timeline;
  /** A child is being polled. @returns the waker that it was given */
  childPolled(child: Child, cx: Context | undefined): Waker;
  /** A child calls the waker that gather polled it with. */
  childWakes(child: Child, waker: Waker): void;
}

export class Child {
  readonly name: string;
  /** What gather is given: a future that can be polled, and nothing else. */
  readonly future: Future<unknown>;
  polls = 0;
  /** Ready has been returned: it must not be polled again. */
  finished = false;
  /** It has woken since it was last polled, and so has to be polled once more. */
  woken = false;
  lastWake: ChildWake | undefined;
  /** The poll of gather in which it was last polled, and the learner's line that did it. */
  lastPolledIn = 0;
  /** Polls in that same poll of gather, one after another, that nothing had asked for. */
  unasked = 0;
  lastPolledAt: ScriptPosition | undefined;
  /** The waker of the latest poll: a future wakes only that one. */
  waker: Waker | undefined;
  /** What it does in each poll before it answers. It may throw: that is a panic. */
  onPoll: ((child: Child, poll: number) => void) | undefined;

  readonly #watch: ChildWatch;
  /** The waker of the poll that returned Ready: whoever was to call it may have a clone of it still. */
  #late: Waker | undefined;
  #ready = false;
  #polling = false;
  #standIn = false;
  #value: unknown;

  constructor(watch: ChildWatch, name: string, value: unknown) {
    this.#watch = watch;
    this.name = name;
    this.#value = value;
    this.future = new ChildFuture((cx) => this.#poll(cx));
  }

  get value(): unknown {
    return this.#value;
  }

  get ready(): boolean {
    return this.#ready;
  }

  #poll(cx: Context): Poll<unknown> {
    const waker = this.#watch.childPolled(this, cx);
    this.polls += 1;
    this.woken = false;
    this.waker = waker.clone();
    this.#polling = true;
    try {
      this.onPoll?.(this, this.polls);
    } finally {
      this.#polling = false;
    }
    const { timeline } = this.#watch;
    if (!this.#ready) {
      timeline.add("poll-end", this.name, "Pending");
      return Poll.Pending;
    }
    this.finished = true;
    this.#late = this.waker;
    this.waker = undefined;
    timeline.add("poll-end", this.name, `Ready(${show(this.#value)})`);
    return Poll.Ready(this.#value);
  }

  /** It stands in for a future of the runtime's: polls it, is ready with it, and wakes when that one does. */
  standsFor(inner: Future<unknown>): this {
    this.#standIn = true;
    const cx = Context.fromWaker(Waker.from({ wake: () => this.wake() }));
    this.onPoll = () => {
      const polled = inner.poll(cx);
      if (!polled.isReady()) return;
      this.#ready = true;
      this.#value = polled.value;
    };
    return this;
  }

  /** There is a future of the runtime's behind it. */
  get isStandIn(): boolean {
    return this.#standIn;
  }

  /** Something happened that it waits for: its next poll returns Ready. */
  finish(): void {
    this.#ready = true;
    this.wake();
  }

  /** Ready from the start, or from its next poll, without a wake. */
  finishSilently(): this {
    this.#ready = true;
    return this;
  }

  /** It wants to be polled. Not polled yet, it has nobody to tell. */
  wake(): void {
    const waker = this.waker;
    if (waker === undefined || this.finished) return;
    // In the poll that is about to return Ready there is nothing to wake for.
    if (this.#polling && this.#ready) return;
    this.woken = true;
    this.#watch.childWakes(this, waker);
  }

  /** Somebody calls the waker that it had, but it has been ready since: nothing is to come of that. */
  wakeLate(): void {
    if (this.#late !== undefined) this.#watch.childWakes(this, this.#late);
  }
}

/** Locked, like its class: the child behind it says what it saw, and no answer may put words in its mouth. */
class ChildFuture implements Future<unknown> {
  /** What messages call it. */
  static readonly name = "Child";
  readonly #poll: Future<unknown>["poll"];
  constructor(poll: Future<unknown>["poll"]) {
    this.#poll = poll;
    Object.freeze(this);
  }
  poll(cx: Context): Poll<unknown> {
    return this.#poll(cx);
  }
}
freezeClass(ChildFuture);
