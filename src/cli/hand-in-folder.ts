/** Lists and reads the hand-ins in an untrusted folder: follows no links and waits for no pipes. */
import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileKind, MAX_HAND_IN_BYTES, NOT_BY_NAME, tooLarge } from "../features/hand-in/file-names.ts";

/** An entry of the folder with its path in it; `problem` says why it cannot be a hand-in. */
export interface FolderEntry {
  name: string;
  kind: "hand-in" | "unreadable" | "other";
  problem?: string;
}

export interface Listing {
  entries: FolderEntry[];
  /** The operating system's own files, ignored. */
  litter: number;
}

/** More files than any class hands in; each becomes a row. */
const MAX_ENTRIES = 20_000;

/** @throws if the folder itself is unreadable or has too many files */
export async function listFolder(folder: string): Promise<Listing> {
  const found: Listing = { entries: [], litter: 0 };
  const waiting = [""];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    try {
      for (const entry of await readdir(join(folder, at), { withFileTypes: true })) {
        const name = at === "" ? entry.name : `${at}/${entry.name}`;
        if (fileKind(name) === "litter") found.litter++;
        else if (entry.isDirectory()) waiting.push(name);
        else found.entries.push(entryOf(name, entry));
        if (found.entries.length + waiting.length > MAX_ENTRIES)
          throw new TooMany(`${folder} has more than ${MAX_ENTRIES} files. Pass the folder of one class.`);
      }
    } catch (error) {
      if (at === "" || error instanceof TooMany) throw error;
      found.entries.push({
        name: at,
        kind: "unreadable",
        problem: `cannot read this folder: ${reason(error)}`,
      });
    }
  }
  found.entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return found;
}

class TooMany extends Error {}

function entryOf(name: string, entry: { isFile(): boolean; isSymbolicLink(): boolean }): FolderEntry {
  if (entry.isSymbolicLink())
    return {
      name,
      kind: "unreadable",
      problem: "it is a symbolic link, which is not followed; put the file itself here",
    };
  if (!entry.isFile())
    return { name, kind: "unreadable", problem: "it is not a regular file but a pipe, socket or device" };
  return fileKind(name) === "hand-in"
    ? { name, kind: "hand-in" }
    : { name, kind: "other", problem: NOT_BY_NAME };
}

export type ReadFile = { ok: true; text: string } | { ok: false; message: string };

/** Check the size first, on the opened file: it may have been replaced since the listing. */
export async function readHandInFile(path: string): Promise<ReadFile> {
  try {
    // Windows has neither flag, and no such links and pipes in folders.
    const file = await open(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return { ok: false, message: "it is not a regular file" };
      if (stats.size > MAX_HAND_IN_BYTES) return { ok: false, message: tooLarge(stats.size) };
      // Read one byte more than its size, to notice a file that is growing.
      const buffer = Buffer.alloc(stats.size + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
        if (bytesRead === 0) break;
        length += bytesRead;
        if (length === buffer.length) return { ok: false, message: "it changed during reading" };
      }
      return { ok: true, text: buffer.toString("utf8", 0, length) };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { ok: false, message: reason(error) };
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EACCES" || code === "EPERM") return "its permissions do not allow it";
  if (code === "ENOENT") return "it is no longer there";
  return code ?? message;
}
