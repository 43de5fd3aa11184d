/** A sortable list of the console: its columns, the text of each cell, and how each column sorts. */
import { formatMs } from "../../lib/units.ts";

export interface Column<R> {
  name: string;
  cell(row: R): string;
  /** The value that rows are sorted by. */
  key(row: R): number | string;
  numeric: boolean;
}

/** The selected row and the order of a list. */
export interface Order {
  selected: number | null;
  /** Index of the column to sort by. */
  column: number;
  descending: boolean;
}

/** @param id breaks ties */
export function sorted<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  { column, descending }: Pick<Order, "column" | "descending">,
  id: (row: R) => number,
): R[] {
  const key = columns[column]?.key ?? (() => 0);
  const sign = descending ? -1 : 1;
  // Keys are found once for each row, because a list may have thousands.
  return rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => sign * compare(a.key, b.key) || id(a.row) - id(b.row))
    .map(({ row }) => row);
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return a < b ? -1 : a > b ? 1 : 0;
}

export function text<R>(name: string, cell: Column<R>["cell"], key: Column<R>["key"] = cell): Column<R> {
  return { name, cell, key, numeric: false };
}

export function number<R>(name: string, cell: Column<R>["cell"], key: Column<R>["key"]): Column<R> {
  return { name, cell, key, numeric: true };
}

export function duration<R>(name: string, ms: (row: R) => number): Column<R> {
  return { name, cell: (row) => formatMs(ms(row)), key: ms, numeric: true };
}
