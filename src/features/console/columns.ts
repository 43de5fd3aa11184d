/** The twelve columns of tokio-console's task list: the text of each cell, and how each column sorts. */
import { formatCount, formatMs } from "../../lib/units.ts";
import { warningsOf } from "./lints.ts";
import type { Warning } from "./lints.ts";
import { GLYPHS, read, RETAIN_FOR_MS } from "./reading.ts";
import type { Reading, TaskState } from "./reading.ts";
import type { TaskStats } from "./task-stats.ts";

export interface Row {
  task: TaskStats;
  reading: Reading;
  warnings: Warning[];
}

interface Column {
  name: string;
  cell(row: Row): string;
  /** The value that rows are sorted by. */
  key(row: Row): number | string;
  numeric: boolean;
}

const STATES: TaskState[] = ["Completed", "Idle", "Scheduled", "Running"];

export const COLUMNS: readonly Column[] = [
  text(
    "Warn",
    ({ warnings }) => (warnings.length === 0 ? "" : `⚠ ${warnings.length}`),
    (row) => row.warnings.length,
  ),
  number(
    "ID",
    ({ task }) => String(task.id),
    ({ task }) => task.id,
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
): Row[] {
  const rows = Array.from(tasks)
    .filter(({ droppedMs }) => droppedMs === null || nowMs - droppedMs < RETAIN_FOR_MS)
    .map((task) => ({ task, reading: read(task, nowMs), warnings: warningsOf(task, nowMs) }));
  const key = COLUMNS[column]?.key ?? (() => 0);
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(key(a), key(b)) || a.task.id - b.task.id);
}

export function countStates(rows: readonly Row[]): Record<TaskState, number> {
  const counts = { Running: 0, Scheduled: 0, Idle: 0, Completed: 0 };
  for (const { reading } of rows) counts[reading.state]++;
  return counts;
}

export function fieldsOf({ task: { kind, info } }: Pick<Row, "task">): string {
  const fields = [`target=tokio::task${kind === "blocking" ? "::blocking" : ""}`];
  if (info.sizeBytes !== undefined) {
    const { current, original } = info.sizeBytes;
    if (original !== current) fields.push(`original_size.bytes=${original}`);
    fields.push(`size.bytes=${current}`);
  }
  return fields.join(" ");
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b));
}

function text(name: string, cell: Column["cell"], key: Column["key"] = cell): Column {
  return { name, cell, key, numeric: false };
}

function number(name: string, cell: Column["cell"], key: Column["key"]): Column {
  return { name, cell, key, numeric: true };
}

function duration(name: string, ms: (row: Row) => number): Column {
  return { name, cell: (row) => formatMs(ms(row)), key: ms, numeric: true };
}
