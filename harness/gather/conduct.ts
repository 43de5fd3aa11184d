/** Checks of gather among others: panics come out, gathers nest, and two of them share nothing. */
import { Todo } from "../../src/runtime/index.ts";
import { fail, isFailure } from "../check.ts";
import { elementsOf, is, isArray } from "../primordials.ts";
import { show } from "../show.ts";
import { check } from "./scene.ts";
import type { Scene, Stage } from "./scene.ts";
import { Task } from "./task.ts";

export const panic = check("panic", "a child's panic comes out of gather", (stage) => {
  for (const panicking of [0, 1, 2]) {
    for (const atPoll of [1, 2]) expectPanic(stage, panicking, atPoll);
  }
});

function expectPanic({ begin }: Stage, panicking: number, atPoll: number): void {
  const { task, children } = begin("a", "b", "c");
  const thrown = new Error(`child ${panicking} panicked`);
  const child = children[panicking];
  if (!child) return;
  child.onPoll = (_, poll) => {
    if (poll === atPoll) throw thrown;
  };
  try {
    task.poll();
    if (atPoll === 2) {
      child.wake();
      task.poll();
    }
  } catch (caught) {
    if (is(caught, thrown) || (caught instanceof Error && is(caught.cause, thrown))) return;
    if (!(caught instanceof Error) || isFailure(caught) || caught instanceof Todo) throw caught;
    return fail(
      `Child ${panicking} panicked with "${thrown.message}", but gather threw another error: ${show(caught.message)}.`,
      "Let a child's panic pass through gather unchanged.",
      task.evidence(task.lastPollEnd),
    );
  }
  fail(
    `Child ${panicking} panicked in its ${atPoll === 1 ? "first" : "second"} poll, but gather returned ${task.outcome === undefined ? "Pending" : `Ready(${show(task.outcome.value)})`}.`,
    "A panic unwinds through whoever polls. Let it pass: there is no result to put in its place.",
    task.evidence(task.lastPollEnd),
  );
}

export const nested = check("nested", "a gather of gathers is a gather", ({ tools, gather }) => {
  const task = new Task(tools);
  type Three<T> = [T, T, T];
  const [a, b, c] = task.add("a", "b", "c") as Three<Scene["children"][0]>;
  task.start(() => gather([gather([a.future, b.future]), gather([]), gather([c.future])]));
  task.poll();
  for (const child of [c, a, b]) {
    child.finish();
    task.settle();
  }
  const value = task.outcome?.value;
  const inner = isArray(value) ? elementsOf(value) : [];
  const flat = inner.map((it) => (isArray(it) ? elementsOf(it).map(show).join("+") : show(it)));
  if (flat.join("|") === `"a"+"b"||"c"`) return;
  fail(
    `Expected Ready([["a", "b"], [], ["c"]]) from gather([gather([a, b]), gather([]), gather([c])]), got ${task.outcome === undefined ? "Pending" : `Ready(${show(value)})`}.`,
    "A gather is a future like any other: its result is an array, and stays one.",
    task.evidence(task.lastPollEnd),
  );
});

export const apart = check("apart", "two gathers at once share nothing", ({ begin }) => {
  const first = begin("a", "b", "c");
  const second = begin("x", "y");
  first.task.poll();
  second.task.poll();
  const turns: [Scene, number][] = [
    [first, 2],
    [second, 1],
    [first, 0],
    [second, 0],
    [first, 1],
  ];
  for (const [{ task, children }, index] of turns) {
    children[index]?.finish();
    task.settle();
  }
  first.task.expectReady(["a", "b", "c"]);
  second.task.expectReady(["x", "y"]);
  const third = begin("later");
  third.children[0]?.finishSilently();
  third.task.poll();
  third.task.expectReady(["later"]);
});
