/** Where a check of gather begins: a task, its children, and the learner's gather over them. */
import type { Future } from "../../src/runtime/index.ts";
import type { Check, Learner, Tools } from "../check.ts";
import type { Child } from "./child.ts";
import { gather } from "./subject.ts";
import { Task } from "./task.ts";

export interface Scene {
  task: Task;
  children: Child[];
}

export interface Stage {
  readonly tools: Tools;
  /** A task whose future is gather over children with these results. */
  begin(...results: unknown[]): Scene;
  /** The learner's gather. */
  gather(futures: Future<unknown>[]): Future<unknown>;
}

export function check(id: string, title: string, body: (stage: Stage) => void): Check {
  return { id, title, needs: ["gather"], run: (learner, tools) => body(stageFor(learner, tools)) };
}

function stageFor(learner: Learner, tools: Tools): Stage {
  return {
    tools,
    begin: (...results) => begin(learner, tools, results),
    gather: (futures) => gather(learner, futures),
  };
}

/** @param tools without them nothing is recorded, which is what many children or many schedules need */
export function begin(learner: Learner, tools: Tools | undefined, results: readonly unknown[]): Scene {
  const task = new Task(tools);
  const children = task.add(...results);
  // gather may keep the array or use it up, as a Vec that has been moved: it gets its own.
  task.start(() =>
    gather(
      learner,
      children.map(({ future }) => future),
    ),
  );
  return { task, children };
}
