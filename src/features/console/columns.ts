/** The twelve columns of tokio-console's task list. */
import { formatCount } from "../../lib/units.ts";
import { warningsOf } from "./lints.ts";
import type { Warning } from "./lints.ts";
import { GLYPHS, read } from "./reading.ts";
import { RETAIN_FOR_MS } from "./store.ts";
import type { Reading, TaskState } from "./reading.ts";
import { duration, number, sorted, text, type Column } from "./table.ts";
import type { TaskStats } from "./task-stats.ts";

export interface Row {
  task: TaskStats;
  reading: Reading;
  warnings: Warning[];
}

const STATES: TaskState[] = ["Completed", "Idle", "Scheduled", "Running"];

export const COLUMNS: readonly Column<Row>[] = [
  text(
    "Warn",
    ({ warnings }) => (warnings.length === 0 ? "" : `⚠ ${warnings.length}`),
    (row) => row.warnings.length,
  ),
  number(
    "ID",
    ({ task }) => String(task.taskId ?? ""),
    ({ task }) => task.taskId ?? -1,
  ),
  text(
    "State",
    ({ reading }) => `${GLYPHS[reading.state]} ${reading.state}`,
    ({ reading }) => STATES.indexOf(reading.state),
  ),
  text("Name", ({ task }) => task.info.name),
  duration("Total", ({ reading }) => reading.totalMs),
  duration("Busy", ({ reading }) => reading.busyMs),
  duration("Sched", ({ reading }) => reading.scheduledMs),
  duration("Idle", ({ reading }) => reading.idleMs),
  number(
    "Polls",
    ({ task }) => formatCount(task.polls),
    ({ task }) => task.polls,
  ),
  text("Kind", ({ task }) => task.kind),
  text("Location", ({ task }) => task.info.location),
  text("Fields", fieldsOf),
];

/** The default sort: Total, the longest first. */
export const TOTAL = 4;

export function rowsOf(
  tasks: Iterable<TaskStats>,
  nowMs: number,
  column: number,
  descending: boolean,
  filter = "",
): Row[] {
  const rows = Array.from(tasks)
    .filter(({ droppedMs }) => droppedMs === null || nowMs - droppedMs < RETAIN_FOR_MS)
    .filter((task) => matches(task, filter))
    .map((task) => ({ task, reading: read(task, nowMs), warnings: warningsOf(task, nowMs) }));
  return sorted(rows, COLUMNS, { column, descending }, ({ task }) => task.id);
}

export function countStates(rows: readonly Row[]): Record<TaskState, number> {
  const counts = { Running: 0, Scheduled: 0, Idle: 0, Completed: 0 };
  for (const { reading } of rows) counts[reading.state]++;
  return counts;
}

/** @param filter words, each of which must be in what the row says; in any case */
function matches(task: TaskStats, filter: string): boolean {
  if (filter.trim() === "") return true;
  const { name, location } = task.info;
  const said = `${task.taskId ?? ""} ${name} ${task.kind} ${location} ${fieldsOf({ task })}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** By name, as tokio-console sorts them. */
export function fieldsOf({ task }: Pick<Row, "task">): string {
  const { fields = [], sizeBytes } = task.info;
  const all = [...fields, ["target", targetOf(task)] as const];
  if (sizeBytes !== undefined) {
    const { current, original } = sizeBytes;
    if (original !== current) all.push(["original_size.bytes", `${original}`]);
    all.push(["size.bytes", `${current}`]);
  }
  return all
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
}

export const targetOf = ({ kind, info }: TaskStats): string =>
  info.target ?? `tokio::task${kind === "blocking" ? "::blocking" : ""}`;
