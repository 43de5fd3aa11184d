/** Embeds somebody's Markdown in a larger document without changing what follows. */
import { visible } from "./visible.ts";

/** A line that opens a fence, in or out of a list; the info string of a backtick fence has no backticks. */
const OPENS = /^[ \t]*(`{3,}[^`]*|~{3,}.*)$/;

/**
 * No HTML, no open fence, no heading above level four. Code stays unchanged. Ambiguous Markdown is rewritten
 * to be unambiguous: fences start their line, code spans end on theirs.
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

/** A table cell: one line without HTML and without `|`. */
export const tableCell = (text: string): string => inline(text.replace(/\s+/g, " ")).replaceAll("|", "\\|");

/** `#` becomes `####`; a line of `=` or `-` would make a heading of the line before it. */
const headings = (line: string): string =>
  line.replace(/^( {0,3})(#{1,3})(?=\s|$)/, "$1###$2").replace(/^(\s*)(=+|-+)(?=\s*$)/, "$1\\$2");

const ESCAPED_OR_MARK = /\\[!-/:-@[-`{-~]|`+|</g;
const ESCAPED_OR_CODE_OR_MARK = /\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|`+|</g;

/** Escapes starts of tags and unpaired backticks outside the line's code spans. */
function inline(line: string): string {
  // A `|` may end a table cell, and with it the code span around an apparent tag.
  const parts = line.includes("|") && line.includes("<") ? ESCAPED_OR_MARK : ESCAPED_OR_CODE_OR_MARK;
  return line.replace(parts, (found) => {
    if (found === "<") return "\\<";
    return /^`+$/.test(found) ? found.replaceAll("`", "\\`") : found;
  });
}
