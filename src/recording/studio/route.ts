/** The way of one message through a design, and at each crossing where the receiver is queued. */
import type { Design, Handler, Task } from "./schema.ts";
import { overflowOf } from "./lints.ts";
import { receiversOf } from "./flow.ts";

export interface Crossing {
  from: string;
  /** The channel, or the source itself. */
  via: string;
  to: string;
  /** Slot, ring, injection queue, other thread. */
  lands: string;
}

/** The crossings of a message of this source, in order; each channel once. */
export function routeOf(design: Design, source: string): Crossing[] {
  const crossings: Crossing[] = [];
  const seen = new Set<string>();
  const readersOf = (id: string): { task: Task; handler: Handler }[] =>
    design.tasks.flatMap((task) =>
      task.on.filter((handler) => handler.from === id).map((handler) => ({ task, handler })),
    );
  const follow = (task: Task, handler: Handler): void => {
    for (const step of handler.does) {
      if (step.do === "write")
        crossings.push({ from: task.id, via: "", to: step.to, lands: "the end of its way" });
      if (step.do !== "send" || seen.has(step.to)) continue;
      seen.add(step.to);
      for (const reader of readersOf(step.to)) {
        crossings.push({
          from: task.id,
          via: step.to,
          to: reader.task.id,
          lands: landing(design, task, reader.task, reader.handler, step.to),
        });
        follow(reader.task, reader.handler);
      }
      if (step.reply) {
        const [replier] = readersOf(step.to);
        if (replier !== undefined)
          crossings.push({
            from: replier.task.id,
            via: "its oneshot",
            to: task.id,
            lands: onto(replier.task, task),
          });
      }
    }
  };
  for (const { task, handler } of readersOf(source)) {
    const lands =
      task.runsOn === "thread"
        ? "other thread: it waits in its own read"
        : "slot or ring of the worker that runs the driver";
    crossings.push({ from: source, via: "the socket", to: task.id, lands });
    follow(task, handler);
  }
  return crossings;
}

function landing(design: Design, sender: Task, receiver: Task, handler: Handler, id: string): string {
  if (handler.everyUs !== undefined) return "nowhere: it looks at its own tick";
  const channel = design.channels.find((each) => each.id === id);
  if (channel === undefined || channel.kind === "mpsc") return onto(sender, receiver);
  const woken = Math.round(receiversOf(receiver, handler, channel));
  if (woken <= 1 || sender.runsOn === "thread" || receiver.runsOn === "thread") return onto(sender, receiver);
  const over = overflowOf(woken);
  return over > 0
    ? `${woken} wakes: one in the slot, ${over} through the injection queue, the others in the ring`
    : `${woken} wakes: one in the slot, the others in the ring`;
}

function onto(sender: Task, receiver: Task): string {
  if (receiver.runsOn === "thread") return "other thread";
  return sender.runsOn === "thread"
    ? "injection queue: it is woken from outside"
    : "slot of the sender's worker";
}
