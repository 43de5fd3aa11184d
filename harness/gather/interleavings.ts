/** The check that tries many interleavings, and shows the smallest that fails. */
import { CheckFailure, isFailure } from "../check.ts";
import type { Check, Learner, Tools } from "../check.ts";
import { counted } from "../../src/lib/words.ts";
import type { Child } from "./child.ts";
import { begin } from "./scene.ts";
import { scheduleFor, sizeOf } from "./schedule.ts";
import type { Schedule } from "./schedule.ts";

export const SCHEDULES = 400;

export const interleavings: Check = {
  id: "interleavings",
  title: `${SCHEDULES} interleavings of wakes, polls and completions`,
  needs: ["gather"],
  run(learner, tools) {
    if (tools.seed !== undefined) return play(learner, scheduleFor(tools.seed), tools);
    let smallest: { schedule: Schedule; failure: CheckFailure } | undefined;
    for (let seed = tools.firstSeed; seed < tools.firstSeed + SCHEDULES; seed += 1) {
      const schedule = scheduleFor(seed);
      if (smallest && sizeOf(smallest.schedule) <= sizeOf(schedule)) continue;
      const failure = failureOf(learner, schedule, undefined);
      if (failure) smallest = { schedule, failure };
    }
    if (!smallest) return;
    // Once more, now recording. A gather that keeps state between runs may pass this time.
    throw failureOf(learner, smallest.schedule, tools) ?? smallest.failure;
  },
};

function failureOf(learner: Learner, schedule: Schedule, tools: Tools | undefined): CheckFailure | undefined {
  try {
    play(learner, schedule, tools);
    return undefined;
  } catch (thrown) {
    if (isFailure(thrown)) return thrown;
    throw thrown;
  }
}

/** @throws CheckFailure naming the schedule */
function play(learner: Learner, schedule: Schedule, tools: Tools | undefined): void {
  try {
    perform(learner, schedule, tools);
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    const { seed, results } = schedule;
    throw new CheckFailure(
      `Interleaving ${seed}, with ${counted(results.length, "child", "children")}: ${thrown.message}`,
      {
        ...thrown.details,
        seed,
      },
    );
  }
}

/** Tells the children what they are to do in their own polls. */
export function instruct(children: readonly Child[], schedule: Schedule): void {
  schedule.readyAtOnce.forEach((ready, index) => ready && children[index]?.finishSilently());
  for (const child of children) {
    // Finishing comes first: a child that woke itself and then returned Ready would be an odd one, and prove nothing.
    const doings = schedule.inPoll
      .filter((doing) => children[doing.child] === child)
      .toSorted((a, b) => a.does.localeCompare(b.does));
    child.onPoll = (_, poll) => {
      for (const { does, to } of doings.filter((doing) => doing.poll === poll)) children[to]?.[does]();
    };
  }
}

function perform(learner: Learner, schedule: Schedule, tools: Tools | undefined): void {
  const { task, children } = begin(learner, tools, schedule.results);
  instruct(children, schedule);
  task.poll();
  for (const action of schedule.actions) {
    if (task.outcome !== undefined) break;
    if (action.kind === "run") task.settle();
    else if (action.kind === "poll") task.poll();
    else if (action.kind === "move") task.poll("new-waker");
    else children[action.child]?.[action.kind]();
  }
  task.settle();
  for (const index of schedule.last) {
    children[index]?.finish();
    task.settle();
  }
  task.expectReady(schedule.results);
  task.expectNo("finished", "outside", "twice", "uncaused");
}
