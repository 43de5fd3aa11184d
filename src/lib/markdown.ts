/** Somebody's Markdown as a part of a larger document: it keeps its own shape and changes nothing of what follows. */
import { visible } from "./visible.ts";

/** A line that opens a fence, in or out of a list; the info string of a fence of backticks has none itself. */
const OPENS = /^[ \t]*(`{3,}[^`]*|~{3,}.*)$/;

/**
 * No HTML, no fence left open, no heading above the fourth level. Code stays as it is. What could be read in two ways is
 * written so that it can be read in one: fences start their line, spans of code end on theirs.
 */
export function embedded(text: string): string {
  const lines: string[] = [];
  let fence = "";
  for (const line of visible(text).split("\n")) {
    if (fence !== "") {
      const closes = /^[ \t]*(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1]?.startsWith(fence) ?? false;
      lines.push(closes ? line.trim() : line);
      if (closes) fence = "";
    } else if (OPENS.test(line)) {
      fence = /`+|~+/.exec(line)?.[0] ?? "";
      lines.push(line.trim());
    } else {
      lines.push(headings(inline(line)));
    }
  }
  if (fence !== "") lines.push(fence);
  return lines.join("\n");
}

/** A cell of a table: one line without HTML, and without the bar that ends a cell. */
export const tableCell = (text: string): string => inline(text.replace(/\s+/g, " ")).replaceAll("|", "\\|");

/** `#` becomes `####`; a line of `=` or `-` would make a heading of the line before it. */
const headings = (line: string): string =>
  line.replace(/^( {0,3})(#{1,3})(?=\s|$)/, "$1###$2").replace(/^(\s*)(=+|-+)(?=\s*$)/, "$1\\$2");

const ESCAPED_OR_MARK = /\\[!-/:-@[-`{-~]|`+|</g;
const ESCAPED_OR_CODE_OR_MARK = /\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|`+|</g;

/** Escapes what begins a tag, and backticks without a partner, outside of the line's spans of code. */
function inline(line: string): string {
  // A bar may end a cell of a table, and with it the span of code that a tag seemed to be in.
  const parts = line.includes("|") && line.includes("<") ? ESCAPED_OR_MARK : ESCAPED_OR_CODE_OR_MARK;
  return line.replace(parts, (found) => {
    if (found === "<") return "\\<";
    return /^`+$/.test(found) ? found.replaceAll("`", "\\`") : found;
  });
}
