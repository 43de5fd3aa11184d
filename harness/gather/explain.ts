/** Why a gather is stuck, read off the wake graph: who was polled, with which waker, and where its wake went. */
import { capital } from "../../src/lib/words.ts";
import { Waker } from "../../src/runtime/index.ts";
import { fail } from "../check.ts";
import { show } from "../show.ts";
import type { Child } from "./child.ts";
import { FAULTS, list } from "./faults.ts";
import type { FaultKind } from "./faults.ts";
import type { StepIndex } from "./timeline.ts";
import type { Watch } from "./watch.ts";

/** What an explanation looks at: the task that polls gather. */
interface Polled {
  readonly watch: Watch;
  readonly children: readonly Child[];
  readonly polls: number;
  readonly outcome: { value: unknown } | undefined;
  readonly lastPollEnd: StepIndex;
  evidence(step: StepIndex): ReturnType<Watch["evidence"]>;
  expectNo(...kinds: FaultKind[]): void;
}

/** @throws CheckFailure when a task that nothing will wake still has something to do; else it waits as it should */
export function explainParked(task: Polled): void {
  const running = task.children.filter((child) => !child.finished);
  const unpolled = running.filter((child) => child.polls === 0);
  const lost = running.find((child) => child.woken);
  if (unpolled.length === 0 && lost === undefined) return;
  task.watch.timeline.add("park", "task", "parked: nothing will wake it");
  const end = task.evidence(task.lastPollEnd);
  if (unpolled.length > 0 && unpolled.length === task.children.length) {
    fail(
      `gather returned Pending without polling any of its ${task.children.length} children: nobody holds its waker, so it will never be polled again.`,
      "Nothing runs by itself. Poll every child in your own first poll, and pass them your `cx`.",
      end,
    );
  }
  if (unpolled.length > 0) {
    fail(
      `The task is parked, and ${list(unpolled)} ${unpolled.length === 1 ? "was" : "were"} never polled: a future does nothing until it is polled.`,
      "Poll every child in your first poll, whether an earlier one was Pending or Ready.",
      end,
    );
  }
  if (lost) explainLostWake(task, lost);
}

function explainLostWake(task: Polled, child: Child): never {
  const { lastWake, waker } = child;
  const wants = `The task is parked, and nothing will wake it. ${capital(child.name)} ${child.ready ? "became ready" : "wanted to be polled"}`;
  const wakeStep = task.evidence(lastWake?.step);
  const polled = { position: child.lastPolledAt };
  if (lastWake?.reached === "nobody") {
    const noop = waker?.willWake(Waker.noop()) === true;
    fail(
      noop
        ? `${wants}, but gather had polled it with \`Waker.noop()\`, which wakes nobody.`
        : `${wants} and called the waker that gather had polled it with, but that waker woke nobody.`,
      noop
        ? "A child's waker is how the task hears of it: poll it with the `cx` that you are polled with."
        : "Either poll a child with your own `cx`, or make a waker that remembers the child *and* wakes the waker of your newest poll. Store that waker before you poll any child.",
      { ...wakeStep, ...polled },
    );
  }
  if (lastWake?.reached === "stale") {
    fail(
      `${wants} and woke the waker of an earlier poll of gather, but poll ${task.polls} came with another waker: the task had moved.`,
      "Only the waker of the newest poll is sure to reach your task. Do not keep the first one: in every poll, pass on the new `cx` or store its waker again.",
      { ...wakeStep, ...polled },
    );
  }
  if (lastWake?.inPoll === false && task.children.every(({ lastPolledIn }) => lastPolledIn !== task.polls)) {
    fail(
      `${wants} and woke the task, but poll ${task.polls} of gather polled no child at all.`,
      "That poll ended before it reached the children: look for an early return, or for an await before them that never ends, such as `pending()`.",
      { ...task.evidence(task.lastPollEnd), ...polled },
    );
  }
  return fail(
    `${wants} and woke the task, but poll ${task.polls} of gather did not poll it.`,
    "Poll every child that was woken since its last poll, including one that is woken while you poll. Clear its mark just before you poll it, not after.",
    { ...task.evidence(task.lastPollEnd), ...polled },
  );
}

/** The task wakes itself at every poll, and no poll finds anything new. */
export function explainBusy(task: Polled): never {
  task.expectNo("uncaused");
  const waiting = task.children.filter((child) => !child.finished);
  return fail(
    `Over ${task.polls} polls, gather kept waking its own task and did not poll ${list(waiting)}.`,
    FAULTS.uncaused,
    task.evidence(task.lastPollEnd),
  );
}

/** Ready, with children still running. */
export function explainEarly(task: Polled): never {
  const waiting = task.children.filter((child) => !child.finished);
  return fail(
    `Poll ${task.polls} of gather returned Ready(${show(task.outcome?.value)}), but ${list(waiting)} had not finished.`,
    "Return Ready once every child has returned Ready, and Pending until then.",
    task.evidence(task.lastPollEnd),
  );
}
