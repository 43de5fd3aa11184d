/** Changes to a design, each to a new one: add, change, rename, remove, connect. Names that others use follow. */
import * as v from "valibot";
import { issueWords } from "./issue-words.ts";
import { placeOf } from "./layout.ts";
import { namesIn } from "./references.ts";
import { Channel, LISTS, nodesOf, Sink, Source, State, Task } from "./schema.ts";
import type { AnyNode, Design, Handler, NodeKind, Step } from "./schema.ts";

const SCHEMAS = { source: Source, task: Task, channel: Channel, state: State, sink: Sink } as const;

/** A new box with a name that nothing has. @returns the design and the box's name */
export function addNode(
  design: Design,
  kind: NodeKind,
  at?: [number, number],
): { design: Design; id: string } {
  const taken = new Set(nodesOf(design).map(({ node }) => node.id));
  let id: string = kind;
  for (let i = 2; taken.has(id); i++) id = `${kind}-${i}`;
  const node = v.parse(
    SCHEMAS[kind] as v.GenericSchema<unknown, AnyNode>,
    kind === "source" ? { id, rate: 1_000 } : { id },
  );
  const list = [...(design[LISTS[kind]] as AnyNode[]), node];
  const picture = at === undefined ? design.picture : { ...design.picture, [id]: at };
  return { id, design: { ...design, [LISTS[kind]]: list, picture } };
}

const kindOf = (design: Design, id: string): NodeKind | undefined =>
  nodesOf(design).find(({ node }) => node.id === id)?.kind;

/** @returns the design with the change, or what is wrong with it */
export function changeNode(design: Design, id: string, change: Record<string, unknown>): Design | string {
  const kind = kindOf(design, id);
  if (kind === undefined) return `There is no ${id}.`;
  const list = design[LISTS[kind]] as AnyNode[];
  const before = list.find((node) => node.id === id) as AnyNode;
  const changed = v.safeParse(SCHEMAS[kind] as v.GenericSchema<unknown, AnyNode>, { ...before, ...change });
  if (!changed.success) return issueWords(changed.issues[0]);
  const next = { ...design, [LISTS[kind]]: list.map((node) => (node === before ? changed.output : node)) };
  const all = changed.output.id === id ? fitted(next, changed.output) : renamed(next, id, changed.output.id);
  return typeof all === "string" ? all : (namesIn(all)[0]?.message ?? all);
}

/** A tick belongs to a watch: when a channel becomes something else, its readers wait for messages again. */
function fitted(design: Design, node: AnyNode): Design {
  if (!("kind" in node) || !design.channels.some((channel) => channel === node) || node.kind === "watch")
    return design;
  return mapped(
    design,
    (handler) => {
      if (handler.from !== node.id) return handler;
      const { everyUs: _tick, ...rest } = handler;
      return node.kind === "mpsc" ? { ...rest, subscribes: 1 } : rest;
    },
    (id) => id,
  );
}

/** Everything that named it takes its new name. */
function renamed(design: Design, from: string, to: string): Design | string {
  if (nodesOf(design).filter(({ node }) => node.id === to).length > 1) return `The name ${to} is taken.`;
  const name = (id: string): string => (id === from ? to : id);
  const at = placeOf(design, from);
  const { [from]: _at, ...picture } = design.picture;
  return {
    ...mapped(
      design,
      (handler) => ({
        ...handler,
        from: name(handler.from),
        does: handler.does.map((step): Step => {
          if (step.do === "send" || step.do === "write") return { ...step, to: name(step.to) };
          return step.do === "lock" ? { ...step, state: name(step.state) } : step;
        }),
      }),
      name,
    ),
    picture: at === undefined ? picture : { ...picture, [to]: at },
  };
}

function mapped(
  design: Design,
  change: (handler: Handler) => Handler | null,
  shutdown: (id: string) => string,
): Design {
  return {
    ...design,
    tasks: design.tasks.map((task) => ({
      ...task,
      shutdown: shutdown(task.shutdown),
      on: task.on.flatMap((handler) => change(handler) ?? []),
    })),
  };
}

/** Also what led to it: handlers that read it, and steps that used it. */
export function removeNodes(design: Design, ids: readonly string[]): Design {
  const gone = new Set(ids);
  const keep = <N extends AnyNode>(list: N[]): N[] => list.filter(({ id }) => !gone.has(id));
  const left: Design = {
    ...design,
    sources: keep(design.sources),
    tasks: keep(design.tasks),
    channels: keep(design.channels),
    states: keep(design.states),
    sinks: keep(design.sinks),
    picture: Object.fromEntries(Object.entries(design.picture).filter(([id]) => !gone.has(id))),
  };
  return mapped(
    left,
    (handler) =>
      gone.has(handler.from)
        ? null
        : { ...handler, does: handler.does.filter((step) => !gone.has(usedBy(step))) },
    (id) => (gone.has(id) ? "" : id),
  );
}

const usedBy = (step: Step): string =>
  step.do === "send" || step.do === "write" ? step.to : step.do === "lock" ? step.state : "";

/** What a line from one box to another means. @returns the design, or why there is no such line */
export function connect(design: Design, from: string, to: string): Design | string {
  const kinds = `${kindOf(design, from) ?? ""} ${kindOf(design, to) ?? ""}`;
  switch (kinds) {
    case "source task":
    case "channel task": {
      const readers = design.tasks.filter(({ on }) => on.some((handler) => handler.from === from));
      const channel = design.channels.find(({ id }) => id === from);
      if (readers.some(({ id }) => id === to)) return `${to} reads ${from} already.`;
      if (readers.length > 0 && (channel === undefined || channel.kind === "mpsc"))
        return `${readers[0]!.id} reads ${from} already; a source and an mpsc channel have one reader.`;
      return withTask(design, to, (task) => ({
        ...task,
        on: [...task.on, { from, subscribes: 1, does: [] }],
      }));
    }
    case "task channel":
      return withStep(design, from, { do: "send", to, reply: false });
    case "task state":
      return withStep(design, from, { do: "lock", state: to, write: true, keep: false });
    case "task sink":
      return withStep(design, from, { do: "write", to });
    case "task task":
      return "Two tasks talk through a channel: add one between them.";
    default:
      return "A line leads from a source or a channel to a task, or from a task to a channel, a state or a sink.";
  }
}

function withTask(design: Design, id: string, change: (task: Task) => Task): Design {
  return { ...design, tasks: design.tasks.map((task) => (task.id === id ? change(task) : task)) };
}

/** At the end of what the task does with its first kind of message. */
function withStep(design: Design, id: string, step: Step): Design | string {
  const task = design.tasks.find((each) => each.id === id)!;
  if (task.on.length === 0) return `First draw what ${id} waits for; then say what it does with it.`;
  return withTask(design, id, (each) => ({
    ...each,
    on: each.on.map((handler, i) => (i === 0 ? { ...handler, does: [...handler.does, step] } : handler)),
  }));
}

/** Removes what a line stands for. */
export function disconnect(design: Design, from: string, to: string): Design {
  return {
    ...design,
    tasks: design.tasks.map((task) => {
      if (task.id === to)
        return {
          ...task,
          shutdown: task.shutdown === from ? "" : task.shutdown,
          on: task.on.filter((handler) => handler.from !== from),
        };
      if (task.id !== from) return task;
      return {
        ...task,
        on: task.on.map((handler) => ({
          ...handler,
          does: handler.does.filter((step) => usedBy(step) !== to),
        })),
      };
    }),
  };
}
