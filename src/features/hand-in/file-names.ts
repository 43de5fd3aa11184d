/** Tells what a file in a folder of hand-ins is, from its name alone. */

export type FileKind =
  | "hand-in"
  /** Files that operating systems leave in folders and archives. */
  | "litter"
  | "other";

const LITTER = new Set([".ds_store", "thumbs.db", "desktop.ini"]);

/** @param path with `/` or `\` between its folders */
export function fileKind(path: string): FileKind {
  const parts = path.toLowerCase().split(/[/\\]/);
  const name = parts.at(-1) ?? "";
  if (parts.includes("__macosx") || name.startsWith("._") || LITTER.has(name)) return "litter";
  return name.endsWith(".json") ? "hand-in" : "other";
}

export const NOT_BY_NAME = "its name does not end in .json; a hand-in is the file from “Save the hand-in”";

/** The largest file to read as a hand-in; far more than a page can save. */
export const MAX_HAND_IN_BYTES = 20_000_000;

export const tooLarge = (bytes: number): string =>
  `file too large: expected at most ${megabytes(MAX_HAND_IN_BYTES)} MB, got ${megabytes(bytes)} MB`;

/** Rounded up, so that a file one byte too large does not show the limit itself. */
const megabytes = (bytes: number): string => (Math.ceil(bytes / 100_000) / 10).toString();
