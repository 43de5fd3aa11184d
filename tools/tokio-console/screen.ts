/** Reads tokio-console's task list off a terminal, and holds the page's rows against it. */
import { COLUMNS, rowsOf, TOTAL, type Row } from "../../src/features/console/columns.ts";
import { fieldsOf } from "../../src/features/console/columns.ts";
import { GLYPHS } from "../../src/features/console/reading.ts";
import type { ConsoleData } from "../../src/features/console/store.ts";

export interface ScreenRow {
  warnings: number;
  id: number;
  glyph: string;
  name: string;
  durations: readonly Shown[];
  polls: number;
  kind: string;
  location: string;
  fields: string;
}

/** A duration as the terminal rounds it: its value, and how far the true one may be away. */
export interface Shown {
  ms: number;
  withinMs: number;
}

export interface Screen {
  columns: readonly string[];
  rows: readonly ScreenRow[];
  /** The lines of the box of warnings. */
  warnings: readonly string[];
}

const ROW =
  /^│(?:⚠ ?(\d+))?\s+(\d+) (▶|⏸|⏫|⏹)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\d+)\s+(\S+)\s+(\S+)\s+(.*?)\s*│$/;

export function parseScreen(text: string): Screen {
  const lines = text.split("\n");
  const header = lines.find((line) => line.includes("Warn") && line.includes("Polls")) ?? "";
  const rows = lines.flatMap((line): ScreenRow[] => {
    const [, warnings, id, glyph, name, total, busy, sched, idle, polls, kind, location, fields] =
      ROW.exec(line) ?? [];
    if (id === undefined) return [];
    return [
      {
        warnings: Number(warnings ?? 0),
        id: Number(id),
        glyph: glyph ?? "",
        name: name ?? "",
        durations: [total, busy, sched, idle].map((each) => shown(each ?? "")),
        polls: Number(polls),
        kind: kind ?? "",
        location: location ?? "",
        fields: fields ?? "",
      },
    ];
  });
  return {
    columns: header.replace(/[│▿▵]/g, " ").trim().split(/\s+/),
    rows,
    warnings: lines.flatMap((line) => /^│⚠ (\d+ tasks .*?)\s*│$/.exec(line)?.[1] ?? []),
  };
}

const UNIT_MS: Record<string, number> = { s: 1_000, ms: 1, µs: 1e-3, ns: 1e-6, m: 60_000, h: 3_600_000 };

/** `22s`, `298µs`, `1m02s` */
export function shown(text: string): Shown {
  const parts = [...text.matchAll(/([\d.]+)(ms|µs|ns|s|m|h)/g)];
  const last = parts.at(-1)?.[2] ?? "s";
  const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ""] ?? 0), 0);
  return { ms, withinMs: UNIT_MS[last] ?? 1_000 };
}

/** @returns one line for each cell that differs */
export function differences(screen: Screen, data: ConsoleData): string[] {
  const rows = new Map(
    rowsOf(data.tasks.values(), data.nowMs, TOTAL, true).map((row) => [row.task.taskId, row]),
  );
  const found =
    screen.columns.join() === COLUMNS.map(({ name }) => name).join()
      ? []
      : [`columns ${screen.columns.join()}`];
  for (const theirs of screen.rows) {
    const ours = rows.get(theirs.id);
    if (ours === undefined) found.push(`task ${theirs.id} ${theirs.name} is missing`);
    else found.push(...rowDifferences(theirs, ours));
    rows.delete(theirs.id);
  }
  return [...found, ...Array.from(rows.values(), ({ task }) => `task ${task.taskId} is not in the terminal`)];
}

function rowDifferences(theirs: ScreenRow, { task, reading, warnings }: Row): string[] {
  const cells: [string, unknown, unknown][] = [
    ["Warn", theirs.warnings, warnings.length],
    ["State", theirs.glyph, GLYPHS[reading.state]],
    ["Name", theirs.name, task.info.name],
    ["Polls", theirs.polls, task.polls],
    ["Kind", theirs.kind, task.kind],
    ["Location", theirs.location, task.info.location],
    ["Fields", theirs.fields, fieldsOf({ task })],
  ];
  const { totalMs, busyMs, scheduledMs, idleMs } = reading;
  const times = [totalMs, busyMs, scheduledMs, idleMs].map((ms, index) => {
    const { ms: said, withinMs } = theirs.durations[index] ?? { ms: 0, withinMs: 0 };
    return [
      ["Total", "Busy", "Sched", "Idle"][index] ?? "",
      said,
      Math.abs(ms - said) <= withinMs ? said : ms,
    ] as [string, number, number];
  });
  return [...cells, ...times]
    .filter(([, a, b]) => a !== b)
    .map(
      ([column, a, b]) =>
        `task ${theirs.id} ${theirs.name}: ${column} is ${String(a)} in the terminal, ${String(b)} here`,
    );
}
