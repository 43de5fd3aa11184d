/** Reports tables that lose text: a pipe ends a cell even in code, and the page drops cells beyond the header's columns. */
import type { Paragraph, Table, TableCell, TableRow } from "mdast";
import { spanOf, walk } from "./markdown.ts";
import { counted } from "../lib/words.ts";
import type { SourceFile } from "../course/problem.ts";

const HELP = "write `\\|` for a pipe in the text of a cell, also in code";

export function checkTable(table: Table, source: SourceFile): void {
  const columns = table.children[0]?.children.length ?? 0;
  for (const row of table.children) {
    // An extra cell caused by a pipe in code is the same mistake; report it at the pipe.
    const surplus = row.children.length - columns - checkCode(row, source);
    if (surplus <= 0) continue;
    const first = row.children[columns];
    if (first === undefined) continue;
    const span = { start: spanOf(first).start, end: spanOf(row).end };
    const message = `this row has ${counted(row.children.length, "cell")}, the header ${columns}: the page drops the rest`;
    source.report("table-cell", span, message, HELP);
  }
}

/** @returns the number of cells that continue code from an earlier cell */
function checkCode(row: TableRow, source: SourceFile): number {
  let cut = 0;
  for (let at = 0; at < row.children.length; at++) {
    const open = row.children[at];
    const ticks = open && loneTicks(open, source).at(-1);
    if (open === undefined || ticks === undefined) continue;
    const rest = row.children.slice(at + 1);
    const closing = rest.findIndex((cell) => loneTicks(cell, source).includes(ticks));
    if (closing === -1) continue;
    const pipe = spanOf(rest[0] ?? open).start;
    source.report(
      "table-cell",
      { start: pipe, end: pipe + 1 },
      "this pipe ends the cell and cuts code in two",
      HELP,
    );
    cut += closing + 1;
    at += closing + 1;
  }
  return cut;
}

/** Backtick runs in the cell that neither open nor close code. */
function loneTicks(cell: TableCell, source: SourceFile): string[] {
  const found: string[] = [];
  walk(cell, (node) => {
    if (node.type === "text") found.push(...(withoutEscapes(source.slice(spanOf(node))).match(/`+/g) ?? []));
  });
  return found;
}

/** A header and delimiter row of different lengths make no table: the page shows all lines as text. */
export function checkMissedTable(paragraph: Paragraph, source: SourceFile): void {
  const { start, end } = spanOf(paragraph);
  const lines = source.lines({ start, end }).map((line) => ({
    start: Math.max(line.start, start),
    end: line.end,
    cells: cellsOf(source.slice({ start: Math.max(line.start, start), end: line.end })),
  }));
  for (const [at, line] of lines.entries()) {
    const header = lines[at - 1];
    if (header === undefined || header.cells.length < 2 || !isDelimiter(line.cells)) continue;
    if (header.cells.length === line.cells.length) continue;
    const message = `this is not a table: its header has ${counted(header.cells.length, "cell")}, the line below ${line.cells.length}`;
    source.report("table-cell", header, message, `give both lines the same number of cells; ${HELP}`);
  }
}

function cellsOf(line: string): string[] {
  const inner = withoutEscapes(line).replace(/^[\s>]*\|?|\|?\s*$/g, "");
  return inner.split("|").map((cell) => cell.trim());
}

function isDelimiter(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every((cell) => /^:?-+:?$/.test(cell));
}

/** Of the same length, with escaped characters blanked out. */
function withoutEscapes(text: string): string {
  return text.replaceAll(/\\./g, "  ");
}
