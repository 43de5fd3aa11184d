/** The lines between a design's boxes, for the canvas and every other picture. */
import type { Design } from "./schema.ts";

export interface Link {
  from: string;
  to: string;
  /** `ask`: a message whose reply comes back. */
  kind: "reads" | "sends" | "ask" | "lock" | "writes" | "shutdown";
}

/** Each pair of boxes once for each kind, in the order of the tasks. */
export function linksOf(design: Design): Link[] {
  const links = new Map<string, Link>();
  const add = (from: string, to: string, kind: Link["kind"]): void => {
    links.set(`${kind} ${from} ${to}`, { from, to, kind });
  };
  for (const task of design.tasks) {
    for (const handler of task.on) {
      add(handler.from, task.id, "reads");
      for (const step of handler.does) {
        if (step.do === "send") add(task.id, step.to, step.reply ? "ask" : "sends");
        if (step.do === "lock") add(task.id, step.state, "lock");
        if (step.do === "write") add(task.id, step.to, "writes");
      }
    }
    if (task.shutdown !== "") add(task.shutdown, task.id, "shutdown");
  }
  return [...links.values()];
}
