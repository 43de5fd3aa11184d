/** Computes a program's size before it runs, to refuse those too large to record in the page. */
import { MAX_TASKS, MAX_WORK } from "./ops.ts";
import type { Op } from "./ops.ts";

interface Size {
  tasks: number;
  /** Ops of all its tasks together. */
  work: number;
}

export function complainOfSize(bodies: readonly (readonly Op[])[]): string | null {
  const { tasks, work } = sizeOf(bodies);
  if (tasks > MAX_TASKS)
    return `this program spawns ${tasks} tasks; the explorer records at most ${MAX_TASKS}`;
  if (work > MAX_WORK)
    return `this program runs ${Math.ceil(work)} ops; the explorer records at most ${MAX_WORK}`;
  return null;
}

/** Bodies spawn only later ones, so sizes add up from the last to the first. */
function sizeOf(bodies: readonly (readonly Op[])[]): Size {
  const sizes: Size[] = [];
  for (let i = bodies.length - 1; i >= 0; i--) {
    const size: Size = { tasks: 1, work: 1 };
    for (const op of bodies[i] ?? []) {
      const [child, times] = childOf(op, i);
      const its = child === null ? { tasks: 0, work: 1 } : sizes[child];
      size.tasks += times * (its?.tasks ?? 0);
      size.work += times * (its?.work ?? 0);
      // Units of budget are cheap, but not free.
      if (op[0] === "budget") size.work += op[1] / 8;
    }
    sizes[i] = size;
  }
  return sizes[0] ?? { tasks: 0, work: 0 };
}

/** The body that an op spawns, and how often. */
function childOf([name, argument]: Op, body: number): [child: number | null, times: number] {
  if (name === "spawnmany") return [body + 1, argument];
  if (name === "spawn" || name === "xspawn") return [argument, 1];
  return [null, 1];
}
