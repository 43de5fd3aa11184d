/** Names the tasks: 0 is the root, as in the lessons, whether it was spawned or is block_on's future. */
import { MAIN } from "../../runtime/index.ts";
import type { TaskId } from "../../runtime/index.ts";
import type { RunConfig } from "../run/config.ts";

export interface Labels {
  /** Short, as on a chip: `3`; `main` if the root was spawned and main only waits. */
  short(task: TaskId): string;
  /** As in a sentence: `task 3`. */
  long(task: TaskId): string;
  /** Whether it is a main that only spawned the root and waits. */
  isWaiter(task: TaskId): boolean;
  /** The task with this name, or null. */
  find(short: string): TaskId | null;
}

/** @param isRust of a Rust program: main has its name, and the tasks that it spawns count from 0 */
export function labelling({ root }: Pick<RunConfig, "root">, isRust = false): Labels {
  // The runtime counts tasks from 1, and a spawned root is its first.
  const isNamed = isRust || root === "task";
  const first = isNamed ? 1 : 0;
  const isWaiter = (task: TaskId): boolean => task === MAIN && root === "task" && !isRust;
  const short = (task: TaskId): string => (task === MAIN && isNamed ? "main" : String(task - first));
  return {
    short,
    isWaiter,
    long: (task) => {
      if (task !== MAIN) return `task ${short(task)}`;
      return isNamed ? "main" : "task 0 (main)";
    },
    find(text) {
      if (text === "main") return MAIN;
      return /^\d{1,6}$/.test(text) ? Number(text) + first : null;
    },
  };
}
