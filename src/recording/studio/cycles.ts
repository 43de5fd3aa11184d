/** Finds cycles of channels whose senders wait when they are full: designs that can stand still. */
import type { Design } from "./schema.ts";

/** Each cycle once, as the channels in order. */
export function boundedCycles(design: Design): string[][] {
  const waits = new Set(
    design.channels
      .filter(({ kind, capacity, whenFull }) => kind === "mpsc" && capacity !== null && whenFull === "wait")
      .map(({ id }) => id),
  );
  // A task that reads one of them cannot go on reading while it waits to send to another.
  const next = new Map<string, string[]>();
  for (const task of design.tasks) {
    const sends = task.on.flatMap(({ does }) =>
      does.flatMap((step) => (step.do === "send" && waits.has(step.to) ? [step.to] : [])),
    );
    for (const { from } of task.on) {
      if (waits.has(from)) next.set(from, [...new Set([...(next.get(from) ?? []), ...sends])]);
    }
  }
  return cyclesOf(next);
}

/** One cycle for each channel that closes one, found by a walk in depth. */
function cyclesOf(next: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (id: string): void => {
    if (path.includes(id)) cycles.push(path.slice(path.indexOf(id)));
    if (done.has(id)) return;
    done.add(id);
    path.push(id);
    for (const to of next.get(id) ?? []) visit(to);
    path.pop();
  };
  for (const id of next.keys()) visit(id);
  return cycles;
}
