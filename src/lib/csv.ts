/** Writes rows as CSV (RFC 4180) that a spreadsheet opens as text, whatever encoding and separator it expects. */
import { visible } from "./visible.ts";

/** Without it Excel assumes the machine's encoding instead of UTF-8. */
const BYTE_ORDER_MARK = "\u{feff}";

/** Excel silently cuts cells of more than 32,767 characters. */
const MAX_CELL = 32_000;

/**
 * Characters that start a formula at any possible start of a cell: at the start of the text, or after a cell
 * or row separator of some locale, also behind spaces, invisible characters and quotes.
 */
const FORMULA = /(^|[;,|\t\r\n])([\s\p{Cf}"'＂＇]*)(?=[=+\-@＝＋－＠])/gu;

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const whole = visible(value);
  const text = whole.length > MAX_CELL ? `${whole.slice(0, MAX_CELL)}…` : whole;
  // The apostrophe makes it text.
  const safe = text.replace(FORMULA, "$1$2'").replace(/^[\t\n]/, "'$&");
  return /[";,\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Row = readonly (string | number)[];

const line = (row: Row): string => `${row.map(cell).join(",")}\r\n`;

/** Yields a line at a time, for long tables. */
export function* csvLines(head: readonly string[], rows: Iterable<Row>): Generator<string> {
  yield BYTE_ORDER_MARK + line(head);
  for (const row of rows) yield line(row);
}

export const toCsv = (head: readonly string[], rows: readonly Row[]): string =>
  [...csvLines(head, rows)].join("");
