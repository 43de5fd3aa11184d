/** The task that polls the learner's gather: by hand, one poll at a time, or on a runtime. */
import type { EngineRuntime } from "../../src/runtime/engine.ts";
import { Builder, Context, Poll, Waker } from "../../src/runtime/index.ts";
import type { Future } from "../../src/runtime/index.ts";
import { fail } from "../check.ts";
import type { Tools } from "../check.ts";
import { elementsOf, is, isArray } from "../primordials.ts";
import { counted } from "../../src/lib/words.ts";
import { kindOf, show } from "../show.ts";
import { Child } from "./child.ts";
import { explainBusy, explainEarly, explainParked } from "./explain.ts";
import { FAULTS, list } from "./faults.ts";
import type { FaultKind } from "./faults.ts";
import { asPoll } from "./subject.ts";
import type { StepIndex } from "./timeline.ts";
import { Watch } from "./watch.ts";

/** Polls that find nothing new, one after another, before they are called a busy loop. */
const IDLE_POLLS = 50;

/** Entered when a task is polled by hand; nothing drives it. One does for all, since a run of checks makes hundreds of tasks. */
let idle: EngineRuntime | undefined;

export class Task {
  readonly watch: Watch;
  readonly children: Child[] = [];
  /** What gather returned Ready with. */
  outcome: { value: unknown } | undefined;
  /** The step at which the latest poll of gather ended. */
  lastPollEnd: StepIndex;

  #future: Future<unknown> | undefined;
  #cx: Context | undefined;
  readonly #runtime: EngineRuntime;
  /** Tasks that the check itself spawned. */
  #spawnedBefore = 0;

  /**
   * @param tools with them, every step is recorded
   * @param runtime the one that polls this task. Without one it is polled by hand; spawning then works as in any task, so
   * that gather can be seen doing it, but nothing drives what it spawns
   */
  constructor(tools: Tools | undefined, runtime?: EngineRuntime) {
    this.#runtime = runtime ?? (idle ??= Builder.newCurrentThread().build());
    this.watch = new Watch(tools, runtime && (() => runtime.now()));
  }

  /** One child for each value that it is to be ready with. */
  add(...values: unknown[]): Child[] {
    const first = this.children.length;
    const added = values.map((value, index) => new Child(this.watch, `child ${first + index}`, value));
    this.children.push(...added);
    return added;
  }

  /** What the task is to poll; `make` calls the learner's gather. */
  start(make: () => Future<unknown>): void {
    this.#spawnedBefore = this.#runtime.metrics.spawned;
    this.#future = this.#runtime.enter(make);
    this.#expectNothingSpawned();
  }

  /** Polls of gather so far. */
  get polls(): number {
    return this.watch.polls;
  }

  /** Polls gather once. A new waker stands for a task that was moved: the old one need not reach it any more. */
  poll(waker: "same-waker" | "new-waker" = "same-waker"): void {
    const { watch } = this;
    const moved = this.#cx !== undefined && waker === "new-waker";
    if (this.#cx === undefined || moved) this.#cx = this.#newContext();
    watch.polls += 1;
    watch.woken = false;
    watch.caused = false;
    watch.progress = false;
    watch.timeline.add("poll-start", "gather", `poll ${this.polls}${moved ? ", with a new waker" : ""}`);
    const answer = asPoll(this.#pollFuture(this.#cx), this.polls);
    this.#expectNothingSpawned();
    // Asked once: an answer of the learner's own making may say something else the next time.
    const value = answer.isReady() ? { value: answer.value } : undefined;
    this.lastPollEnd = watch.timeline.add("poll-end", "gather", value ? "Ready" : "Pending");
    if (value) {
      this.outcome = value;
      if (this.children.some((child) => !child.finished)) explainEarly(this);
    } else if (this.children.every((child) => child.finished)) {
      this.#neverReady();
    }
  }

  /** Polls gather for as long as it is woken, as an executor does. @throws CheckFailure when it parks with work left */
  settle(): void {
    let idle = 0;
    while (this.watch.woken && this.outcome === undefined) {
      this.poll();
      idle = this.watch.caused || this.watch.progress ? 0 : idle + 1;
      if (idle > IDLE_POLLS) explainBusy(this);
    }
    if (this.outcome === undefined) explainParked(this);
  }

  /** The same task, polled by a runtime: every poll of its is one of gather, every wake reaches it. */
  asFuture(): Future<void> {
    return {
      poll: (cx) => {
        const waker = cx.waker.clone();
        this.watch.wakeOwner = () => waker.wakeByRef();
        this.poll();
        return this.outcome === undefined ? Poll.Pending : Poll.Ready(undefined);
      },
    };
  }

  /** @throws CheckFailure when gather is not ready, or with other results */
  expectReady(expected: readonly unknown[]): void {
    if (this.outcome === undefined) {
      const waiting = this.children.filter((child) => !child.finished);
      return fail(
        `Poll ${this.polls} of gather returned Pending, and ${list(waiting)} had not finished.`,
        FAULTS.pending,
        this.evidence(this.lastPollEnd),
      );
    }
    const { value } = this.outcome;
    if (!isArray(value)) {
      return fail(
        `Expected an array of results from gather, got ${kindOf(value)}.`,
        FAULTS.lengths,
        this.evidence(this.lastPollEnd),
      );
    }
    const found = elementsOf(value);
    const wrong = expected.findIndex((result, index) => !is(result, found[index]));
    const sameLength = found.length === expected.length;
    if (sameLength && wrong === -1) return;
    const what = sameLength
      ? `result ${wrong} is ${show(found[wrong])}, but child ${wrong} was ready with ${show(expected[wrong])}`
      : `there ${found.length === 1 ? "is" : "are"} ${counted(found.length, "result")} for ${counted(expected.length, "child", "children")}`;
    fail(
      `Expected Ready(${show(expected)}) from gather, got Ready(${show(value)}): ${what}.`,
      sameLength ? FAULTS.results : FAULTS.lengths,
      this.evidence(this.lastPollEnd),
    );
  }

  /** @throws CheckFailure when something of this kind has happened */
  expectNo(...kinds: FaultKind[]): void {
    this.watch.expectNo(...kinds);
  }

  evidence(step: StepIndex): ReturnType<Watch["evidence"]> {
    return this.watch.evidence(step);
  }

  #expectNothingSpawned(): void {
    const spawned = this.#runtime.metrics.spawned - this.#spawnedBefore;
    if (spawned === 0) return;
    const tasks = counted(spawned, "task");
    const step = this.watch.timeline.add("spawn", "gather", `spawned ${tasks}`);
    fail(`gather spawned ${tasks}.`, FAULTS.spawned, this.evidence(step));
  }

  #newContext(): Context {
    const { watch } = this;
    const generation = (watch.generation += 1);
    const wake = (): void =>
      watch.taskWoken(
        generation,
        this.children.some((child) => child.woken),
      );
    return Context.fromWaker(Waker.from(Object.freeze({ wake })));
  }

  #pollFuture(cx: Context): unknown {
    const { watch } = this;
    watch.polling = true;
    try {
      const answer: unknown = this.#runtime.enter(() => (this.#future as Future<unknown>).poll(cx));
      // Whatever the learner's code made of it when it was thrown: it is the failure that counts.
      if (watch.failure !== undefined) throw watch.failure;
      return answer;
    } catch (thrown) {
      const what = thrown instanceof Error ? thrown.message : show(thrown);
      this.lastPollEnd = watch.timeline.add("poll-end", "gather", `threw: ${what}`);
      throw watch.failure ?? thrown;
    } finally {
      watch.polling = false;
    }
  }

  #neverReady(): never {
    const n = this.children.length;
    const finished = n === 1 ? "Its one child" : `All ${n} children`;
    return fail(
      n === 0
        ? `With no futures at all, poll ${this.polls} of gather returned Pending: there is nobody to wake it.`
        : `${finished} had finished by poll ${this.polls}, but gather still returned Pending.`,
      n === 0 ? "Nothing is left to wait for: return Ready([])." : FAULTS.pending,
      this.evidence(this.lastPollEnd),
    );
  }
}
