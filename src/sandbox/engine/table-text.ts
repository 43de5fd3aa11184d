/** `console.table` as lines of text: a row for each item, a column for each field that any of them has. */
import { hasOwn } from "../../../harness/primordials.ts";
import { format } from "./format.ts";

const MAX_ROWS = 50;
const MAX_COLUMNS = 12;
const INDEX = "(index)";
const VALUE = "Values";

/** @returns undefined for data that is not a table */
export function tableText(data: unknown, only: unknown, maxLength: number): string | undefined {
  try {
    return typeof data === "object" && data !== null ? drawn(rowsOf(data), only, maxLength) : undefined;
  } catch {
    // Inspecting it threw, as a proxy can.
    return undefined;
  }
}

type Row = Readonly<Record<string, string>>;

function rowsOf(data: object): Row[] {
  const entries: [string, unknown][] =
    data instanceof Map
      ? [...data].map(([key, value]) => [format(key), value])
      : data instanceof Set
        ? [...data].map((value, at) => [`${at}`, value])
        : fieldsOf(data);
  return entries.slice(0, MAX_ROWS).map(([index, item]) => {
    const isComposite = typeof item === "object" && item !== null;
    const cells = isComposite
      ? fieldsOf(item).map(([key, value]) => [key, format(value, 2)])
      : [[VALUE, format(item)]];
    return { [INDEX]: index, ...Object.fromEntries(cells) };
  });
}

/** Getters are not run: formatting a value must not run the learner's code. */
const fieldsOf = (item: object): [string, unknown][] =>
  Object.entries(Object.getOwnPropertyDescriptors(item))
    .filter(([, { enumerable }]) => enumerable)
    .map(([key, property]) => [key, hasOwn(property, "value") ? (property.value as unknown) : "[getter]"]);

function drawn(rows: readonly Row[], only: unknown, maxLength: number): string {
  const found = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => key !== INDEX);
  // Values without fields come last, as in a browser.
  const ordered = [...found.filter((key) => key !== VALUE), ...found.filter((key) => key === VALUE)];
  const wanted = Array.isArray(only) ? ordered.filter((key) => only.includes(key)) : ordered;
  const columns = [INDEX, ...wanted.slice(0, MAX_COLUMNS)];
  const widths = columns.map((key) => Math.max(key.length, ...rows.map((row) => row[key]?.length ?? 0)));
  const line = (cell: (key: string) => string) =>
    columns
      .map((key, at) => cell(key).padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  const text = [line((key) => key), ...rows.map((row) => line((key) => row[key] ?? ""))].join("\n");
  return text.length > maxLength ? `${text.slice(0, maxLength)} … (cut)` : text;
}
