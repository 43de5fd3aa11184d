/** Which tasks come to an end at shutdown, and in which round: a task ends when its channel says so, or when all its senders have ended. */
import type { Design, Task } from "./schema.ts";

/** Rounds of tasks that end together; those that never do are in none. */
export function shutdownRounds(design: Design): Task[][] {
  const ended = new Set<Task>();
  const rounds: Task[][] = [];
  for (;;) {
    const round = design.tasks.filter((task) => !ended.has(task) && ends(task, design, ended));
    if (round.length === 0) return rounds;
    for (const task of round) ended.add(task);
    rounds.push(round);
  }
}

export function lacksShutdown(design: Design): Task[] {
  const ended = new Set(shutdownRounds(design).flat());
  return design.tasks.filter((task) => !ended.has(task));
}

function ends(task: Task, design: Design, ended: ReadonlySet<Task>): boolean {
  if (task.shutdown !== "") return true;
  if (task.on.length === 0) return false;
  return task.on.every(({ from }) => {
    if (!design.channels.some(({ id }) => id === from)) return false;
    const senders = design.tasks.filter((other) => sendsTo(other, from));
    // A task that sends to itself keeps its own channel open.
    return senders.length > 0 && senders.every((sender) => ended.has(sender));
  });
}

const sendsTo = (task: Task, channel: string): boolean =>
  task.on.some(({ does }) => does.some((step) => step.do === "send" && step.to === channel));
