/** What a file in a folder of hand-ins is, by its name alone. */

export type FileKind =
  | "hand-in"
  /** What an operating system leaves in folders and archives. */
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

export const NOT_BY_NAME =
  "its name does not end in .json; a hand-in is the file that “Save the hand-in” gave";

/** The largest file that is read as a hand-in. The largest one that a page can save is far below it. */
export const MAX_HAND_IN_BYTES = 20_000_000;

export const tooLarge = (bytes: number): string =>
  `it has ${megabytes(bytes)} MB; a hand-in has at most ${megabytes(MAX_HAND_IN_BYTES)} MB`;

/** Rounded up, so that what is too large by a byte does not look as large as the limit. */
const megabytes = (bytes: number): string => (Math.ceil(bytes / 100_000) / 10).toString();
