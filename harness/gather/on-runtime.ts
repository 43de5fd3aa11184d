/** Checks of gather on the model runtime: under virtual time, and beside other tasks. */
import {
  asyncBlock,
  awaited,
  Builder,
  ParkedForever,
  PollLimit,
  sleep,
  spawn,
  yieldNow,
} from "../../src/runtime/index.ts";
import type { Future, Runtime } from "../../src/runtime/index.ts";
import { fail } from "../check.ts";
import { counted } from "../../src/lib/words.ts";
import { show } from "../show.ts";
import { explainBusy, explainParked } from "./explain.ts";
import { check } from "./scene.ts";
import type { Stage } from "./scene.ts";
import { Task } from "./task.ts";

/** A right answer needs a few dozen; a busy loop reaches any number. */
const MOST_POLLS = 5_000;

export const concurrent = check("concurrent", "gather takes as long as its slowest child", (stage) => {
  for (const sleepsMs of [
    [30, 10, 20],
    [5, 40],
    [10, 20, 30, 40],
  ]) {
    const slowestMs = elapsedMs((runtime) =>
      runtime.blockOn(asyncBlock(() => sleepOnce(Math.max(...sleepsMs)))),
    );
    const { task, runtime } = runGather(stage, () => sleepsMs.map((ms) => sleepReturning(ms)));
    if (runtime.now() > slowestMs) {
      fail(
        `Sleeps of ${sleepsMs.join(", ")} ms were gathered in ${show(runtime.now())} ms of virtual time; the slowest takes ${show(slowestMs)}.`,
        "Some child started only after another was done. A sleep starts at its first poll, so poll every child in your first poll.",
        task.evidence(undefined),
      );
    }
    task.expectReady(sleepsMs.map((ms) => `after ${ms} ms`));
  }
});

export const beside = check("beside-tasks", "gather waits for tasks, and lets them run", (stage) => {
  const { task } = runGather(stage, () => {
    const handles = [3, 1, 2].map((yields) => spawn(yielding(yields)));
    return [...handles, yielding(2)];
  });
  task.expectReady(["yielded 3 times", "yielded 1 time", "yielded 2 times", "yielded 2 times"]);
});

function* sleepOnce(ms: number): Generator<unknown, void, unknown> {
  yield* awaited(sleep(ms));
}

function sleepReturning(ms: number): Future<string> {
  return asyncBlock(function* () {
    yield* awaited(sleep(ms));
    return `after ${ms} ms`;
  });
}

function yielding(times: number): Future<string> {
  return asyncBlock(function* () {
    for (let n = 0; n < times; n += 1) yield* awaited(yieldNow());
    return `yielded ${counted(times, "time")}`;
  });
}

function elapsedMs(run: (runtime: Runtime) => void): number {
  const runtime = Builder.newCurrentThread().build();
  run(runtime);
  return runtime.now();
}

/** Blocks a runtime on gather over stand-ins of these futures. A run that cannot end is explained. */
function runGather(
  { tools, gather }: Stage,
  makeFutures: () => Future<unknown>[],
): { task: Task; runtime: Runtime } {
  const runtime = Builder.newCurrentThread().maxPolls(MOST_POLLS).build();
  const task = new Task(tools, runtime);
  const main = asyncBlock(function* () {
    const futures = makeFutures();
    const children = task.add(...futures.map(() => undefined));
    children.forEach((child, index) => child.standsFor(futures[index] as Future<unknown>));
    task.start(() => gather(children.map(({ future }) => future)));
    yield* awaited(task.asFuture());
  });
  try {
    runtime.blockOn(main);
  } catch (thrown) {
    if (thrown instanceof PollLimit) explainBusy(task);
    if (!(thrown instanceof ParkedForever)) throw thrown;
    explainParked(task);
    task.watch.timeline.add("park", "task", "parked: nothing will wake it");
    fail(
      `The runtime is parked, and nothing will wake it, at ${show(thrown.nowMs)} ms: gather returned Pending, and no timer, task or child is left that could wake it.`,
      "Return Pending only after you passed your waker on to something that will call it.",
      task.evidence(task.lastPollEnd),
    );
  }
  return { task, runtime };
}
