/** Parses rustc's messages into errors at the learner's own lines. */
import type { Diagnostic } from "../../sandbox/types.ts";
import { calledBy } from "./signatures.ts";
import type { Placed } from "./types.ts";

const HEAD = /^error(?:\[(E\d+)\])?: (.+)$/;
const PLACE = /^\s*(?:-->|:::) (.+):(\d+):(\d+)$/;
/** The gutter of an excerpt, from another file or the same one; more places may follow below it. */
const NOTE = /^\s*= (?:note|help): (.+)$/;
const LABELLED = /^\s*(\d+)?\s*\|\s/;
/** Where rustc wrote the rest of a long type: that folder no longer exists. */
const ELSEWHERE = /^(?:the full name for the type|consider using `--verbose`)/;
/** The total at the end of every failed build; it is not an error. */
const TALLY = /^(?:could not compile|aborting due to)/;

/** @returns errors in the order given; one that names none of the learner's lines is placed at their first line and says so */
export function diagnosticsOf(stderr: string, placed: Placed): Diagnostic[] {
  const errors: Diagnostic[] = [];
  for (const block of blocks(stderr)) {
    const head = HEAD.exec(block[0] ?? "");
    const [, code, message = ""] = head ?? [];
    if (head === null || TALLY.test(message)) continue;
    const lines = placed.text.split("\n");
    const notes = [...labelOf(block), ...notesOf(block)];
    const called = isTheirs(block, placed) ? undefined : calledBy(block, placed.text);
    if (called) {
      const { line, message: differs } = called;
      const lineText = lines[line - 1] ?? "";
      const column = lineText.length - lineText.trimStart().length + 1;
      const length = line > 0 ? lineText.trim().length : 0;
      errors.push({
        message: differs,
        line,
        column,
        length,
        lineText,
        notes: [`rustc: ${message}`, ...notes],
      });
      continue;
    }
    const at = placeIn(block, placed);
    const line = Math.min(Math.max(1, at?.line ?? 1), lines.length);
    const lineText = lines[line - 1] ?? "";
    const label = code === undefined ? message : `${message} (${code})`;
    errors.push({
      message: label,
      line,
      column: at?.line === line ? utf16Column(lineText, at.column) : 1,
      length: at === undefined ? 0 : underlined(block),
      lineText,
      notes: at === undefined ? [...notes, "It was found in the checks that call your code."] : notes,
    });
  }
  // gather is called twice, with two types, so rustc repeats its errors.
  const place = ({ line, column, message }: Diagnostic): string => `${line}:${column} ${message}`;
  return errors.filter(
    (error, index) => errors.findIndex((other) => place(other) === place(error)) === index,
  );
}

/** Errors begin at the margin, and so does the text after them. */
function blocks(stderr: string): string[][] {
  const found: string[][] = [];
  for (const line of stderr.split(/\r?\n/)) {
    if (/^(error|warning)/.test(line)) found.push([line]);
    else if (line !== "" && !/^\s*(Compiling|Finished|Running)\b/.test(line)) found.at(-1)?.push(line);
  }
  return found.filter(([first]) => first?.startsWith("error"));
}

/** The first place in the learner's code: the error itself, or what a check's call requires. */
function placeIn(block: readonly string[], placed: Placed): Place | undefined {
  return block.flatMap((text) => placeOf(text, placed) ?? [])[0];
}

/** Whether the error itself is in the learner's code. */
function isTheirs(block: readonly string[], placed: Placed): boolean {
  const first = block.find((text) => PLACE.test(text));
  return first !== undefined && placeOf(first, placed) !== undefined;
}

interface Place {
  line: number;
  column: number;
}

function placeOf(text: string, placed: Placed): Place | undefined {
  const last = placed.firstLine + placed.text.split("\n").length;
  const [, file = "", line = "", column = ""] = PLACE.exec(text) ?? [];
  const theirs = file.endsWith(placed.file) && Number(line) >= placed.firstLine && Number(line) <= last;
  return theirs ? { line: Number(line) - placed.firstLine + 1, column: Number(column) } : undefined;
}

/** The text after the first carets, other marks left out: "expected `u8`, found `&str`". */
function labelOf(block: readonly string[]): string[] {
  const label = block.flatMap((line) => /^\s*\|\s.*\^[\s^-]*([^\s^|-].*)$/.exec(line)?.[1] ?? [])[0];
  return label === undefined ? [] : [label];
}

/** A note and its continuation lines: "expected …", then "found …". */
function notesOf(block: readonly string[]): string[] {
  return block.flatMap((line, index) => {
    const note = NOTE.exec(line)?.[1];
    if (note === undefined || ELSEWHERE.test(note)) return [];
    const more = /^\s+(found .+)$/.exec(block[index + 1] ?? "")?.[1];
    return [more === undefined ? note : `${note}, ${more}`];
  });
}

/** The number of columns in the first row of carets. */
function underlined(block: readonly string[]): number {
  const carets = block.find((line) => LABELLED.test(line) && /\^/.test(line));
  return /\^+/.exec(carets ?? "")?.[0].length ?? 1;
}

/** rustc counts characters, editors UTF-16 units. */
function utf16Column(line: string, column: number): number {
  return (
    Array.from(line)
      .slice(0, column - 1)
      .join("").length + 1
  );
}
