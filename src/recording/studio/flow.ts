/** How many messages a second reach each part of a design, and how busy that keeps it: arithmetic, without a run. */
import type { Channel, Design, Handler, State, Step, Task } from "./schema.ts";

/** A wake and the poll that answers it; the lesson's figure, which they hardly undercut. */
export const WAKE_US = 0.1;

interface HandlerFlow {
  task: Task;
  handler: Handler;
  /** Messages, or ticks, a second, over all tasks of this kind. */
  perSecond: number;
  /** The part of them that the busiest task of the kind gets. */
  busiest: number;
}

export interface Flow {
  handlers: HandlerFlow[];
  /** Messages sent into each channel a second; for broadcast and watch, before they are multiplied. */
  into: Map<string, number>;
  /** How often each lock is taken a second, over all its keys. */
  taken: Map<string, number>;
}

/** The part that the busiest of `among` gets of messages with so many keys. */
const busiestOf = (among: number, { keys, hot }: Spread): number =>
  Math.min(1, hot + (1 - hot) / Math.max(1, Math.min(among, keys)));

interface Spread {
  keys: number;
  hot: number;
}

interface Arrivals extends Spread {
  perSecond: number;
}

export function flowOf(design: Design): Flow {
  const channels = new Map(design.channels.map((channel) => [channel.id, channel]));
  const into = new Map<string, Arrivals>();
  const handlers: HandlerFlow[] = [];
  const taken = new Map<string, number>();
  for (const source of design.sources) {
    into.set(source.id, { perSecond: source.rate, keys: source.keys, hot: source.hot });
  }
  for (const { task, handler } of inOrder(design)) {
    const channel = channels.get(handler.from);
    const arrivals = into.get(handler.from) ?? { perSecond: 0, keys: 1, hot: 0 };
    const perSecond = perSecondOf(task, handler, channel, arrivals.perSecond);
    // Connections are read by whoever has them; only a channel's messages go to the task of their key.
    const byKey = channel?.kind === "mpsc";
    const busiest = byKey ? busiestOf(task.count, arrivals) : 1 / task.count;
    handlers.push({ task, handler, perSecond, busiest });
    // What a follower of a broadcast or a watch sends on goes to its own partner, not to a key's.
    const onward = channel === undefined || byKey ? arrivals : { keys: task.count, hot: 0 };
    for (const step of handler.does) {
      if (step.do === "send") add(into, step.to, { ...onward, perSecond });
      if (step.do === "lock") taken.set(step.state, (taken.get(step.state) ?? 0) + perSecond);
    }
  }
  return {
    handlers,
    into: new Map([...into].map(([id, { perSecond }]) => [id, perSecond])),
    taken,
  };
}

function perSecondOf(task: Task, handler: Handler, channel: Channel | undefined, arriving: number): number {
  if (handler.everyUs !== undefined) return (task.count * 1e6) / handler.everyUs;
  if (channel === undefined || channel.kind === "mpsc") return arriving;
  return arriving * receiversOf(task, handler, channel);
}

/** How many of the tasks get one message of a broadcast or a watch. */
export const receiversOf = (task: Task, { subscribes }: Handler, channel: Channel): number =>
  (task.count * subscribes) / channel.keys;

function add(into: Map<string, Arrivals>, id: string, more: Arrivals): void {
  const before = into.get(id);
  if (before === undefined) {
    into.set(id, more);
    return;
  }
  const perSecond = before.perSecond + more.perSecond;
  const share = perSecond === 0 ? 0 : more.perSecond / perSecond;
  into.set(id, {
    perSecond,
    keys: Math.max(before.keys, more.keys),
    hot: before.hot * (1 - share) + more.hot * share,
  });
}

/** Every handler after those that send to it; where they form a cycle, it is cut at the handler met first. */
function inOrder(design: Design): { task: Task; handler: Handler }[] {
  const all = design.tasks.flatMap((task) => task.on.map((handler) => ({ task, handler })));
  const sendersTo = new Map<string, typeof all>();
  for (const each of all) {
    for (const step of each.handler.does) {
      if (step.do === "send") sendersTo.set(step.to, [...(sendersTo.get(step.to) ?? []), each]);
    }
  }
  const seen = new Set<Handler>();
  const ordered: typeof all = [];
  const visit = (each: (typeof all)[number]): void => {
    if (seen.has(each.handler)) return;
    seen.add(each.handler);
    for (const sender of sendersTo.get(each.handler.from) ?? []) visit(sender);
    ordered.push(each);
  };
  for (const each of all) visit(each);
  return ordered;
}

/** The time for which a step holds its thread, in µs. */
function threadUs(step: Step, design: Design): number {
  switch (step.do) {
    case "work":
      return step.us;
    case "block":
      return step.where === "inline" ? step.us : 0;
    case "lock":
      return stateOf(design, step.state)?.holdUs ?? 0;
    case "write":
      return socketUs(design, step.to);
    default:
      return 0;
  }
}

const stateOf = (design: Design, id: string): State | undefined =>
  design.states.find((state) => state.id === id);

/** A file's write happens on the blocking pool. */
function socketUs(design: Design, id: string): number {
  const sink = design.sinks.find((each) => each.id === id);
  return sink?.kind === "socket" ? sink.writeUs : 0;
}

/** What one message costs the thread that handles it, in µs. */
export const messageUs = (handler: Handler, design: Design): number =>
  handler.does.reduce((sum, step) => sum + threadUs(step, design), WAKE_US);

/** Whether the task may give way at this step, so that a poll ends there. */
export const mayWait = (step: Step, design: Design): boolean =>
  step.do === "await" ||
  (step.do === "block" && step.where === "spawn-blocking") ||
  (step.do === "send" && (step.reply || waitsWhenFull(design, step.to))) ||
  (step.do === "lock" && stateOf(design, step.state)?.kind === "tokio-mutex") ||
  (step.do === "write" && design.sinks.some(({ id, kind }) => id === step.to && kind === "file"));

function waitsWhenFull(design: Design, id: string): boolean {
  const channel = design.channels.find((each) => each.id === id);
  return channel?.kind === "mpsc" && channel.capacity !== null && channel.whenFull === "wait";
}

/** The longest stretch of a message's steps without a place to give way, in µs. */
function longestStretchUs(handler: Handler, design: Design): number {
  let longest = 0;
  let current = 0;
  for (const step of handler.does) {
    if (mayWait(step, design)) current = 0;
    current += threadUs(step, design);
    longest = Math.max(longest, current);
  }
  return longest;
}

export const longestPollUs = (task: Task, design: Design): number =>
  Math.max(task.longestPollUs ?? 0, ...task.on.map((handler) => longestStretchUs(handler, design)));

export interface Busy {
  task: Task;
  /** Of the busiest task of this kind: the part of a second that its messages take. Above 1 it cannot keep up. */
  busiest: number;
  /** Threads kept busy by all tasks of this kind together. */
  threads: number;
}

export function busyOf(design: Design, flow: Flow): Busy[] {
  return design.tasks.map((task) => {
    let busiest = 0;
    let threads = 0;
    for (const each of flow.handlers) {
      if (each.task !== task) continue;
      const seconds = (each.perSecond * messageUs(each.handler, design)) / 1e6;
      busiest += seconds * each.busiest;
      threads += seconds;
    }
    return { task, busiest, threads };
  });
}
