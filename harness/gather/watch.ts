/** What is seen of a gather while it runs: who polls whom, who wakes whom, and what no right gather does. */
import { capital } from "../../src/lib/words.ts";
import type { Context, Waker } from "../../src/runtime/index.ts";
import { fail, isFailure } from "../check.ts";
import type { CheckFailure, Tools } from "../check.ts";
import { kindOf, show } from "../show.ts";
import type { Child, ChildWatch, Reached } from "./child.ts";
import { FAULTS } from "./faults.ts";
import type { Fault, FaultKind } from "./faults.ts";
import { Timeline } from "./timeline.ts";
import type { StepIndex } from "./timeline.ts";

/** Polls of one child within one poll of gather, none of them asked for, before they are called spinning. */
const SPINNING_POLLS = 200;

export class Watch implements ChildWatch {
  readonly timeline: Timeline;
  /** Polls of gather so far. */
  polls = 0;
  polling = false;
  /** The task's newest waker was called, and it has not been polled since. */
  woken = false;
  /** Some child has woken since the latest poll of gather began: a wake of the task has its cause. */
  caused = false;
  /** The latest poll of gather has polled a child that had to be. */
  progress = false;
  /** Wakers that the task has had; only the newest is sure to reach it. */
  generation = 0;
  /** A failure thrown inside the learner's code, which may have caught it. */
  failure: CheckFailure | undefined;
  /** On a runtime: wakes whoever polls this task. */
  wakeOwner: (() => void) | undefined;

  /** The child's wake that is under way, and whom it has reached. */
  #waking: { reached: Reached } | undefined;
  readonly #faults = new Map<FaultKind, Fault>();

  constructor(tools: Tools | undefined, nowMs: (() => number) | undefined) {
    this.timeline = new Timeline(tools, nowMs);
  }

  /** @throws CheckFailure when something of this kind has happened */
  expectNo(...kinds: FaultKind[]): void {
    for (const kind of kinds) {
      const fault = this.#faults.get(kind);
      if (fault)
        fail(fault.message, FAULTS[kind], { ...this.evidence(fault.step), position: fault.position });
    }
  }

  /** A failed check's trace, with the step at which it went wrong. */
  evidence(step: StepIndex): { trace: ReturnType<Timeline["diverging"]> } {
    return { trace: this.timeline.diverging(step) };
  }

  childPolled(child: Child, cx: Context | undefined): Waker {
    const position = this.timeline.here();
    const times = child.polls === 0 ? "polled" : `polled again, ${child.polls + 1} times in all`;
    const step = this.timeline.add("poll-start", child.name, times, position);
    const unasked = child.lastPolledIn === this.polls && !child.woken;
    const fault = this.#faultOf(child, unasked);
    if (fault && !this.#faults.has(fault.kind)) {
      this.#faults.set(fault.kind, { message: fault.message, step, position });
    }
    // A future of the runtime's would panic, and say less.
    if (fault?.kind === "finished" && child.isStandIn) this.#abort(() => this.expectNo("finished"));
    child.unasked = unasked ? child.unasked + 1 : 0;
    if (child.unasked > SPINNING_POLLS) {
      const message = `In poll ${this.polls}, gather polled ${child.name} over and over without returning: whoever has to make it ready never gets to run.`;
      this.#abort(() => fail(message, FAULTS.spinning, { ...this.evidence(step), position }));
    }
    if (child.woken || child.polls === 0) this.progress = true;
    child.lastPolledIn = this.polls;
    child.lastPolledAt = position;
    const waker = cx?.waker as Waker | undefined;
    if (typeof waker?.clone === "function" && typeof waker.wake === "function") return waker;
    const message = `Expected a Context in the poll of ${child.name}, got ${kindOf(cx)}.`;
    return this.#abort(() => fail(message, FAULTS.context, { ...this.evidence(step), position }));
  }

  #faultOf(child: Child, unasked: boolean): { kind: FaultKind; message: string } | undefined {
    const when = `In poll ${this.polls} of gather, ${child.name} was polled`;
    if (this.#waking !== undefined) {
      return {
        kind: "outside",
        message: `${capital(child.name)} was polled from inside a call of its waker.`,
      };
    }
    if (!this.polling) {
      return { kind: "outside", message: `${capital(child.name)} was polled outside any poll of gather.` };
    }
    if (child.finished) {
      return {
        kind: "finished",
        message: `${when} again, but it had been ready with ${show(child.value)}.`,
      };
    }
    if (unasked) {
      return {
        kind: "twice",
        message: `${when} a second time, but nothing had woken it since the first.`,
      };
    }
    return undefined;
  }

  childWakes(child: Child, waker: Waker): void {
    const step = this.timeline.add("wake", child.name, "calls its waker");
    const outer = this.#waking;
    const awake = this.woken;
    this.caused = true;
    this.#waking = { reached: "nobody" };
    try {
      waker.wake();
      const { reached } = this.#waking;
      const already = reached === "nobody" && awake;
      child.lastWake = { reached: already ? "task" : reached, inPoll: this.polling, step };
      this.timeline.amend(step, already ? "calls its waker; the task is awake already" : CALLS[reached]);
    } finally {
      this.#waking = outer;
    }
  }

  /** One of the task's wakers was called. `unheard`: some child has woken and was not polled yet. */
  taskWoken(generation: number, unheard: boolean): void {
    const newest = generation === this.generation;
    if (this.#waking === undefined) {
      const position = this.timeline.here();
      const step = this.timeline.add("wake", "gather", "wakes its own task", position);
      if (!this.caused && !unheard && !this.#faults.has("uncaused")) {
        const message = `${this.polling ? `In poll ${this.polls}, gather` : "gather"} woke its own task, but no child had asked for it.`;
        this.#faults.set("uncaused", { message, step, position });
      }
    } else if (this.#waking.reached !== "task") {
      this.#waking.reached = newest ? "task" : "stale";
    }
    if (!newest) return;
    this.woken = true;
    this.wakeOwner?.();
  }

  /** Fails from inside the learner's code, which may catch it: it is thrown again when the poll is over. */
  #abort(failing: () => void): never {
    try {
      failing();
    } catch (thrown) {
      if (isFailure(thrown)) this.failure ??= thrown;
    }
    throw this.failure ?? new Error("there was nothing to fail for");
  }
}

const CALLS: Record<Reached, string> = {
  task: "calls its waker, which wakes the task",
  stale: "calls its waker, which wakes one that the task has replaced",
  nobody: "calls its waker, which wakes nobody",
};
