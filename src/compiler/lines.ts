/** Converts between two ways to count lines: JavaScript also ends one at U+2028 and U+2029, editors and Rust do not. */

const JAVASCRIPT = /\r\n|[\n\r\u2028\u2029]/g;
const EDITOR = /\r\n|[\n\r]/g;

export interface Position {
  /** Both count from 1; `column` in UTF-16 units. */
  line: number;
  column: number;
}

/** The text of a line as JavaScript counts them; empty if there is none. */
export function javascriptLine(text: string, line: number): string {
  return linesOf(text, JAVASCRIPT)[line - 1]?.text ?? "";
}

/** From a position in JavaScript's lines to the same place in the editor's. */
export function editorPosition(text: string, { line, column }: Position): Position & { lineText: string } {
  const start = linesOf(text, JAVASCRIPT)[line - 1]?.start ?? text.length;
  const offset = start + column - 1;
  const lines = linesOf(text, EDITOR);
  const at = lines.findLastIndex((each) => each.start <= offset);
  const found = lines[at] ?? { start: 0, text: "" };
  return { line: at + 1, column: offset - found.start + 1, lineText: found.text };
}

function linesOf(text: string, breaks: RegExp): { start: number; text: string }[] {
  const lines: { start: number; text: string }[] = [];
  let start = 0;
  for (const found of text.matchAll(breaks)) {
    lines.push({ start, text: text.slice(start, found.index) });
    start = found.index + found[0].length;
  }
  lines.push({ start, text: text.slice(start) });
  return lines;
}
