/** The task that polls the learner's gather by hand, one poll at a time, and sees every poll and wake inside of it. */
import type { Future, Runtime } from "../../src/runtime/index.ts";
import { Builder, Context, Poll, Waker } from "../../src/runtime/index.ts";
import { CheckFailure, fail } from "../check.ts";
import type { Tools } from "../check.ts";
import { is, isArray } from "../primordials.ts";
import { counted, kindOf, show } from "../show.ts";
import { Child } from "./child.ts";
import type { Reached } from "./child.ts";
import { explainBusy, explainEarly, explainParked, explainSpinning, FAULTS, list } from "./explain.ts";
import type { Fault, FaultKind } from "./explain.ts";
import { asPoll } from "./subject.ts";
import { Timeline } from "./timeline.ts";
import type { StepIndex } from "./timeline.ts";

/** Polls that find nothing new, one after another, before they are called a busy loop. */
const IDLE_POLLS = 50;
/** Polls of one child within one poll of gather, none of them asked for, before they are called spinning. */
const SPINNING_POLLS = 200;

export class Task {
  readonly timeline: Timeline;
  readonly children: Child[] = [];
  /** Polls of gather so far. */
  polls = 0;
  /** What gather answered Ready with. */
  outcome: { value: unknown } | undefined;
  /** The step at which the latest poll of gather ended. */
  lastPollEnd: StepIndex;

  #future: Future<unknown> | undefined;
  #cx: Context | undefined;
  /** Wakers so far; only the newest is sure to reach the task. */
  #generation = 0;
  #woken = false;
  /** On a runtime: wakes whoever polls this task. */
  #wakeOwner: (() => void) | undefined;
  #polling = false;
  /** Some child has woken since the latest poll began: a wake of the task has its cause. */
  #caused = false;
  /** The latest poll has polled a child that had to be. */
  #progress = false;
  /** Whom the wake under way has reached. */
  #waking: { reached: Reached } | undefined;
  readonly #faults = new Map<FaultKind, Fault>();
  /** A failure thrown inside the learner's code, which may have caught it. */
  #failure: CheckFailure | undefined;

  readonly #runtime: Runtime;
  /** Tasks that the check itself spawned. */
  #spawnedBefore = 0;

  /**
   * @param tools with them, every step is recorded
   * @param runtime the one that polls this task. Without one it is polled by hand; spawning then works as in any task, so
   * that gather can be seen doing it, but nothing drives what it spawns
   */
  constructor(tools: Tools | undefined, runtime?: Runtime) {
    this.#runtime = runtime ?? Builder.newCurrentThread().build();
    this.timeline = new Timeline(tools, runtime && (() => runtime.now()));
  }

  /** One child for each value that it is to be ready with. */
  add(...values: unknown[]): Child[] {
    const added = values.map(
      (value, index) => new Child(this, `child ${this.children.length + index}`, value),
    );
    this.children.push(...added);
    return added;
  }

  /** What the task is to poll; `make` calls the learner's gather. */
  start(make: () => Future<unknown>): void {
    this.#spawnedBefore = this.#runtime.metrics.spawned;
    this.#future = this.#runtime.enter(make);
    this.#expectNothingSpawned();
  }

  get woken(): boolean {
    return this.#woken;
  }

  /** Whether a child has woken and not been polled since. */
  get somethingToDo(): boolean {
    return this.children.some((child) => child.woken);
  }

  /** Polls gather once. A new waker stands for a task that was moved: the old one need not reach it any more. */
  poll(waker: "same-waker" | "new-waker" = "same-waker"): void {
    if (this.#cx === undefined || waker === "new-waker") this.#cx = this.#newContext();
    this.polls += 1;
    this.#woken = false;
    this.#caused = false;
    this.#progress = false;
    this.timeline.add(
      "poll-start",
      "gather",
      `poll ${this.polls}${this.polls > 1 && waker === "new-waker" ? ", with a new waker" : ""}`,
    );
    const answer = asPoll(this.#pollFuture(this.#cx), this.polls);
    this.#expectNothingSpawned();
    if (answer.isReady()) {
      this.outcome = { value: answer.value };
      this.lastPollEnd = this.timeline.add("poll-end", "gather", "Ready");
      if (this.children.some((child) => !child.finished)) explainEarly(this);
      return;
    }
    this.lastPollEnd = this.timeline.add("poll-end", "gather", "Pending");
    if (this.children.every((child) => child.finished)) this.#neverReady();
  }

  /** The same task, polled by a runtime: every poll of its is one of gather, every wake reaches it. */
  asFuture(): Future<void> {
    return {
      poll: (cx) => {
        this.#wakeOwner = () => cx.waker.wakeByRef();
        this.poll();
        return this.outcome === undefined ? Poll.Pending : Poll.Ready(undefined);
      },
    };
  }

  /** Polls gather for as long as it is woken, as an executor does. @throws CheckFailure when it parks with work left */
  settle(): void {
    let idle = 0;
    while (this.#woken && this.outcome === undefined) {
      this.poll();
      idle = this.#caused || this.#progress ? 0 : idle + 1;
      if (idle > IDLE_POLLS) explainBusy(this);
    }
    if (this.outcome === undefined) explainParked(this);
  }

  /** @throws CheckFailure when gather is not ready, or with other results */
  expectReady(expected: readonly unknown[]): void {
    if (this.outcome === undefined) {
      const waiting = this.children.filter((child) => !child.finished);
      return fail(
        `Poll ${this.polls} of gather answered Pending, and did not poll ${list(waiting)} to the end.`,
        FAULTS.pending,
        this.evidence(this.lastPollEnd),
      );
    }
    const { value } = this.outcome;
    if (!isArray(value)) {
      fail(
        `gather was ready with ${kindOf(value)}, where an array of results is due.`,
        "One result for each input, in input order: `Poll.Ready(results)`.",
        this.evidence(this.lastPollEnd),
      );
    }
    const wrong = expected.findIndex((result, index) => !is(result, value[index]));
    if (value.length === expected.length && wrong === -1) return;
    const what =
      value.length === expected.length
        ? `result ${wrong} is ${show(value[wrong])}, where child ${wrong} had been ready with ${show(expected[wrong])}`
        : `there are ${counted(value.length, "result")} for ${counted(expected.length, "child", "children")}`;
    fail(
      `gather was ready with ${show(value)}, where ${show(expected)} is due: ${what}.`,
      FAULTS.results,
      this.evidence(this.lastPollEnd),
    );
  }

  /** @throws CheckFailure when something of this kind has happened */
  expectNo(...kinds: FaultKind[]): void {
    for (const kind of kinds) {
      const fault = this.#faults.get(kind);
      if (fault)
        fail(fault.message, FAULTS[kind], { ...this.evidence(fault.step), position: fault.position });
    }
  }

  evidence(step: StepIndex): { trace: ReturnType<Timeline["diverging"]> } {
    return { trace: this.timeline.diverging(step) };
  }

  /** A child is being polled. @returns the waker that it was given */
  childPolled(child: Child, cx: Context | undefined): Waker {
    const position = this.timeline.here();
    const step = this.timeline.add(
      "poll-start",
      child.name,
      `polled, for the ${nth(child.polls + 1)} time`,
      position,
    );
    const when = `poll ${this.polls} of gather`;
    if (!this.#polling || this.#waking !== undefined) {
      const where =
        this.#waking === undefined ? "outside of any poll of gather" : "from inside a call of its waker";
      this.#fault("outside", `${child.name} was polled ${where}.`, step, position);
    } else if (child.finished) {
      this.#fault(
        "finished",
        `In ${when}, ${child.name} was polled again, though it had been ready with ${show(child.value)}.`,
        step,
        position,
      );
    } else if (child.lastPolledIn === this.polls && !child.woken) {
      this.#fault(
        "twice",
        `In ${when}, ${child.name} was polled a second time, though nothing had woken it since the first.`,
        step,
        position,
      );
    }
    child.unasked = child.lastPolledIn === this.polls && !child.woken ? child.unasked + 1 : 0;
    if (child.unasked > SPINNING_POLLS) {
      this.#abort(() => explainSpinning(this, child, step, position));
    }
    if (child.woken || child.polls === 0) this.#progress = true;
    child.lastPolledIn = this.polls;
    child.lastPollStep = step;
    child.lastPolledAt = position;
    const waker = cx?.waker as Waker | undefined;
    if (typeof waker?.clone === "function" && typeof waker.wake === "function") return waker;
    return this.#abort(() =>
      fail(
        `${child.name} was polled with ${kindOf(cx)}, where a Context is due.`,
        "Pass on the `cx` that you are polled with, or make one: `Context.fromWaker(waker)`.",
        { ...this.evidence(step), position },
      ),
    );
  }

  /** A child calls the waker that gather polled it with. */
  childWakes(child: Child, waker: Waker): void {
    const step = this.timeline.add("wake", child.name, "calls its waker");
    const outer = this.#waking;
    const before = this.#woken;
    this.#caused = true;
    this.#waking = { reached: "nobody" };
    try {
      waker.wake();
      const { reached } = this.#waking;
      const already = reached === "nobody" && before;
      child.lastWake = { reached: already ? "task" : reached, step, poll: this.polls };
      this.timeline.amend(step, already ? "calls its waker; the task is awake already" : CALLS[reached]);
    } finally {
      this.#waking = outer;
    }
  }

  /** One of the task's wakers was called. */
  taskWoken(generation: number): void {
    const newest = generation === this.#generation;
    if (this.#waking === undefined) {
      const position = this.timeline.here();
      const step = this.timeline.add("wake", "gather", "wakes its own task", position);
      if (!this.#caused && !this.somethingToDo) {
        const when = this.#polling ? `In poll ${this.polls}, gather` : "gather";
        this.#fault(
          "uncaused",
          `${when} woke its own task, though no child had asked for it.`,
          step,
          position,
        );
      }
    } else if (this.#waking.reached !== "task") {
      this.#waking.reached = newest ? "task" : "stale";
    }
    if (!newest) return;
    this.#woken = true;
    this.#wakeOwner?.();
  }

  #expectNothingSpawned(): void {
    const spawned = this.#runtime.metrics.spawned - this.#spawnedBefore;
    if (spawned > 0)
      fail(`gather spawned ${counted(spawned, "task")}.`, FAULTS.spawned, this.evidence(this.timeline.last));
  }

  #newContext(): Context {
    const generation = (this.#generation += 1);
    return Context.fromWaker(Waker.from({ wake: () => this.taskWoken(generation) }));
  }

  #pollFuture(cx: Context): unknown {
    this.#polling = true;
    try {
      return this.#runtime.enter(() => (this.#future as Future<unknown>).poll(cx) as unknown);
    } catch (thrown) {
      this.lastPollEnd = this.timeline.add(
        "poll-end",
        "gather",
        `threw ${thrown instanceof Error ? thrown.message : show(thrown)}`,
      );
      throw thrown;
    } finally {
      this.#polling = false;
      // Whatever the learner's code made of it: it is the failure that counts.
      // oxlint-disable-next-line no-unsafe-finally
      if (this.#failure !== undefined) throw this.#failure;
    }
  }

  #fault(kind: FaultKind, message: string, step: StepIndex, position: Fault["position"]): void {
    if (!this.#faults.has(kind)) this.#faults.set(kind, { message, step, position });
  }

  #abort(failure: () => never): never {
    try {
      return failure();
    } catch (thrown) {
      this.#failure ??= thrown as CheckFailure;
      throw thrown;
    }
  }

  #neverReady(): never {
    const n = this.children.length;
    return fail(
      n === 0
        ? `With no futures at all, poll ${this.polls} of gather answered Pending: there is nobody to wake it.`
        : `All ${counted(n, "child", "children")} had finished by poll ${this.polls}, and gather still answered Pending.`,
      n === 0 ? "Nothing is left to wait for: answer Ready([])." : FAULTS.pending,
      this.evidence(this.lastPollEnd),
    );
  }
}

const CALLS: Record<Reached, string> = {
  task: "calls its waker, which wakes the task",
  stale: "calls its waker, which wakes a waker that the task has replaced",
  nobody: "calls its waker, which wakes nobody",
};

function nth(n: number): string {
  return ["first", "second", "third"][n - 1] ?? `${n}th`;
}
