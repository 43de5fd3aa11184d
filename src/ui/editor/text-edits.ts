/** What Tab, Shift+Tab and Enter do to the text of the plain editor. */

/** Replaces `[from, to)` by `insert`, then selects. Offsets are UTF-16 units. */
export interface TextEdit {
  from: number;
  to: number;
  insert: string;
  selectionStart: number;
  selectionEnd: number;
}

const INDENT = "  ";

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}

/** With nothing selected, spaces up to the next stop; otherwise every selected line moves right. */
export function indent(text: string, start: number, end: number): TextEdit {
  if (start === end) {
    const column = start - lineStart(text, start);
    const insert = " ".repeat(INDENT.length - (column % INDENT.length));
    const caret = start + insert.length;
    return { from: start, to: end, insert, selectionStart: caret, selectionEnd: caret };
  }
  return eachLine(text, start, end, (line) => (line === "" ? line : INDENT + line));
}

/** Every touched line moves left by up to one stop. */
export function outdent(text: string, start: number, end: number): TextEdit {
  return eachLine(text, start, end, (line) => line.replace(/^(?: {1,2}|\t)/, ""));
}

/** A new line as deep as this one, one stop deeper after an opening bracket. */
export function newline(text: string, start: number, end: number): TextEdit {
  const before = text.slice(lineStart(text, start), start);
  const depth = /^[ \t]*/.exec(before)?.[0] ?? "";
  const opened = /[{([]\s*$/.test(before);
  const closes = opened && /^[ \t]*[})\]]/.test(text.slice(end));
  const insert = "\n" + depth + (opened ? INDENT : "");
  const caret = start + insert.length;
  return {
    from: start,
    to: end,
    insert: closes ? `${insert}\n${depth}` : insert,
    selectionStart: caret,
    selectionEnd: caret,
  };
}

function eachLine(text: string, start: number, end: number, change: (line: string) => string): TextEdit {
  const from = lineStart(text, start);
  // A selection that ends at the start of a line excludes that line.
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  const to = lineEnd(text, last);
  const before = text.slice(from, to).split("\n");
  const after = before.map(change);
  const insert = after.join("\n");
  const firstGrew = (after[0] ?? "").length - (before[0] ?? "").length;
  const selectionStart = Math.max(from, start + firstGrew);
  return {
    from,
    to,
    insert,
    selectionStart,
    selectionEnd: Math.max(selectionStart, end + insert.length - (to - from)),
  };
}

/** The offset of a position that counts from 1; positions past the end of a line or of the text are clamped. */
export function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = text.indexOf("\n", start);
    if (end === -1) break;
    start = end + 1;
  }
  return Math.min(start + column - 1, lineEnd(text, start));
}
