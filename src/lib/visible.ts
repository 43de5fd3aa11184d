/** Text from a stranger, made safe to print: no control character, no escape sequence, nothing that turns the line around. */

/**
 * Controls (C0, C1, DEL, and with them every ANSI escape), line and paragraph separators, bidirectional marks, embeddings,
 * overrides and isolates, and halves of characters. Zero-width joiners stay: names and emoji are written with them.
 */
const OBEYED = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/gu;

const SHOWN = "\u{fffd}";

/** One line: whatever a terminal or a page would obey instead of show becomes U+FFFD. */
export const oneLine = (text: string): string => text.replace(OBEYED, SHOWN);

/** As `oneLine`, but lines and tabs stay. */
export const visible = (text: string): string =>
  text.replace(/\r\n?/g, "\n").replace(OBEYED, (found) => (found === "\n" || found === "\t" ? found : SHOWN));

/** For a list of lines: those that a text has itself are indented under its first, so that none passes for a line of ours. */
export const indented = (text: string, indent: string): string =>
  visible(text).replaceAll("\n", `\n${indent}`);

/** JSON on one line that a terminal can only show: what it would obey is written as an escape, and nothing is lost. */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(OBEYED, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
