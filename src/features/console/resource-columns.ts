/** The columns of tokio-console's resource list, and of the operations that wait for a resource. */
import { formatCount } from "../../lib/units.ts";
import type { AsyncOp, ConsoleData, Resource } from "./store.ts";
import { duration, number, text, type Column } from "./table.ts";

export interface ResourceRow {
  resource: Resource;
  totalMs: number;
}

export interface OpRow {
  op: AsyncOp;
  /** `5 (feed)` */
  task: string;
  totalMs: number;
  busyMs: number;
}

const none = "n/a";
const idOf = (id: number | null): string => (id === null ? none : `${id}`);

export const RESOURCE_COLUMNS: readonly Column<ResourceRow>[] = [
  number(
    "ID",
    ({ resource }) => `${resource.id}`,
    ({ resource }) => resource.id,
  ),
  number(
    "Parent",
    ({ resource }) => idOf(resource.parent),
    ({ resource }) => resource.parent ?? -1,
  ),
  text("Kind", ({ resource }) => resource.kind),
  duration("Total", ({ totalMs }) => totalMs),
  text("Target", ({ resource }) => resource.target),
  text("Type", ({ resource }) => resource.type),
  text("Vis", ({ resource }) => (resource.internal ? "internal" : "public")),
  text("Location", ({ resource }) => resource.location),
  text("Attributes", ({ resource }) => resource.attributes),
];

export const OP_COLUMNS: readonly Column<OpRow>[] = [
  number(
    "ID",
    ({ op }) => `${op.id}`,
    ({ op }) => op.id,
  ),
  number(
    "Parent",
    ({ op }) => idOf(op.parent),
    ({ op }) => op.parent ?? -1,
  ),
  text(
    "Task",
    ({ task }) => task,
    ({ op }) => op.task ?? -1,
  ),
  text("Source", ({ op }) => op.source),
  duration("Total", ({ totalMs }) => totalMs),
  duration("Busy", ({ busyMs }) => busyMs),
  duration("Idle", ({ totalMs, busyMs }) => Math.max(0, totalMs - busyMs)),
  number(
    "Polls",
    ({ op }) => formatCount(op.polls),
    ({ op }) => op.polls,
  ),
  text("Attributes", ({ op }) => op.attributes),
];

export function resourceRows({ resources = [], nowMs }: ConsoleData, filter: string): ResourceRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return resources
    .map((resource) => ({ resource, totalMs: (resource.droppedMs ?? nowMs) - resource.createdMs }))
    .filter(({ resource: { kind, target, type, location, attributes } }) => {
      const said = `${kind} ${target} ${type} ${location} ${attributes}`.toLowerCase();
      return words.every((word) => said.includes(word));
    });
}

export function opRows({ asyncOps = [], tasks, nowMs }: ConsoleData, resource: number): OpRow[] {
  return asyncOps
    .filter((op) => op.resource === resource)
    .map((op) => ({
      op,
      task: nameOf(tasks, op.task),
      totalMs: (op.droppedMs ?? nowMs) - op.createdMs,
      busyMs: op.busyMs + (op.pollingSinceMs === null ? 0 : Math.max(0, nowMs - op.pollingSinceMs)),
    }));
}

function nameOf(tasks: ConsoleData["tasks"], id: number | null): string {
  const task = id === null ? undefined : tasks.get(id);
  if (task === undefined) return none;
  const { taskId, info } = task;
  return (
    [taskId === null ? "" : `${taskId}`, info.name && `(${info.name})`].filter(Boolean).join(" ") || task.kind
  );
}
