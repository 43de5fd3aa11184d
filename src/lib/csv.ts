/** Rows as CSV (RFC 4180) that a spreadsheet opens as text, in whichever encoding and with whichever separator it expects. */
import { visible } from "./visible.ts";

/** Without it Excel reads UTF-8 as the encoding of the machine. */
const BYTE_ORDER_MARK = "\u{feff}";

/** Excel cuts a cell of more than 32,767 characters without a word. */
const MAX_CELL = 32_000;

/**
 * What makes a spreadsheet calculate, wherever a cell may begin: at the text's start, or after what separates cells and
 * rows in some locale. Blanks, invisible characters and quotes before it do not help.
 */
const FORMULA = /(^|[;,|\t\r\n])([\s\p{Cf}"'＂＇]*)(?=[=+\-@＝＋－＠])/gu;

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const whole = visible(value);
  const text = whole.length > MAX_CELL ? `${whole.slice(0, MAX_CELL)}…` : whole;
  // The apostrophe keeps it text.
  const safe = text.replace(FORMULA, "$1$2'").replace(/^[\t\n]/, "'$&");
  return /[";,\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Row = readonly (string | number)[];

const line = (row: Row): string => `${row.map(cell).join(",")}\r\n`;

/** A line at a time, for a table that is long. */
export function* csvLines(head: readonly string[], rows: Iterable<Row>): Generator<string> {
  yield BYTE_ORDER_MARK + line(head);
  for (const row of rows) yield line(row);
}

export const toCsv = (head: readonly string[], rows: readonly Row[]): string =>
  [...csvLines(head, rows)].join("");
