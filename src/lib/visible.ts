/** Makes untrusted text safe to print: no control characters, no escape sequences, no bidirectional overrides. */

/**
 * Controls (C0, C1, DEL, and with them every ANSI escape), line and paragraph separators, bidirectional marks, embeddings,
 * overrides and isolates, and halves of characters. Zero-width joiners stay: names and emoji need them.
 */
const OBEYED = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/gu;

const SHOWN = "\u{fffd}";

/** One line; every character that a terminal or a page would obey becomes U+FFFD. */
export const oneLine = (text: string): string => text.replace(OBEYED, SHOWN);

/** Like `oneLine`, but keeps lines and tabs. */
export const visible = (text: string): string =>
  text.replace(/\r\n?/g, "\n").replace(OBEYED, (found) => (found === "\n" || found === "\t" ? found : SHOWN));

/** For a list of lines: indents a text's further lines under its first, so that none looks like one of ours. */
export const indented = (text: string, indent: string): string =>
  visible(text).replaceAll("\n", `\n${indent}`);

/** JSON on one line that is safe to print: control characters are escaped, and nothing is lost. */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(OBEYED, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
