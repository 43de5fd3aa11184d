/** Regrades a list of files, several at a time; an error affects only one file. */
import { join } from "node:path";
import type { Aliases } from "../course/aliases.ts";
import { withCurrentIds } from "../features/hand-in/current-ids.ts";
import { readHandIn } from "../features/hand-in/read-hand-in.ts";
import { stopped, regradeRead, type Regraded } from "../features/hand-in/regrade.ts";
import type { GradingPage } from "./grading-page.ts";
import { readHandInFile, type FolderEntry } from "./hand-in-folder.ts";

interface Run {
  known: ReadonlySet<string>;
  /** Earlier ids, in hand-ins from before a renaming. */
  aliases?: Aliases | undefined;
  /** One for each file graded at the same time. */
  pages: readonly GradingPage[];
  /** Stops every run at once; files not graded yet say so. */
  stop: AbortSignal;
  onDone(done: number): void;
}

/** @returns a result for each entry, in the entries' order */
export async function regradeAll(
  folder: string,
  entries: readonly FolderEntry[],
  { known, aliases, pages, stop, onDone }: Run,
): Promise<Regraded[]> {
  const results: Regraded[] = [];
  let next = 0;
  let done = 0;
  async function work(page: GradingPage): Promise<void> {
    for (let at = next++; at < entries.length; at = next++) {
      const entry = entries[at] as FolderEntry;
      results[at] = stop.aborted
        ? stopped(entry.name)
        : await regradeEntry(folder, entry, page, { known, aliases }, stop);
      onDone(++done);
    }
    await page.close();
  }
  await Promise.all(pages.map(work));
  return results;
}

async function regradeEntry(
  folder: string,
  { name, kind, problem }: FolderEntry,
  page: GradingPage,
  { known, aliases }: Pick<Run, "known" | "aliases">,
  stop: AbortSignal,
): Promise<Regraded> {
  if (kind !== "hand-in") return { file: name, kind, message: problem ?? "it is not a hand-in" };
  const read = await readHandInFile(join(folder, name));
  if (!read.ok) return { file: name, kind: "unreadable", message: read.message };
  try {
    const handIn = withCurrentIds(readHandIn(read.text), aliases);
    return await regradeRead(name, handIn, known, page.grade, stop);
  } catch (error) {
    return {
      file: name,
      kind: "unreadable",
      message: error instanceof Error ? error.message : String(error),
    };
  }
}
