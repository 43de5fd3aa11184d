/** Lists the files of a drop or a file choice, including those in dropped folders, with their paths. */

/** `problem`: why the browser cannot read it. */
export type GivenFile = { path: string; file: File } | { path: string; problem: string };

/** More files than any class hands in, and deeper folders. */
const MAX_FILES = 20_000;
const MAX_DEPTH = 32;

export const chosen = (files: Iterable<File>): GivenFile[] =>
  Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, file }));

export async function dropped(transfer: DataTransfer): Promise<GivenFile[]> {
  const found: GivenFile[] = [];
  // Entries expire with the event, so take all of them before the first await.
  const waiting = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null)
    .map((entry) => ({ entry, depth: 0 }));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { entry, depth } = next;
    const path = entry.fullPath.replace(/^\//, "");
    if (found.length >= MAX_FILES) {
      found.push({
        path,
        problem: `more than ${MAX_FILES} files; this file and all after it are skipped`,
      });
      break;
    }
    try {
      if (entry.isFile) found.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
      else if (depth === MAX_DEPTH)
        found.push({ path, problem: `it is more than ${MAX_DEPTH} folders deep` });
      else
        for (const inside of await entriesOf(entry as FileSystemDirectoryEntry))
          waiting.push({ entry: inside, depth: depth + 1 });
    } catch {
      found.push({ path, problem: "the browser cannot read it" });
    }
  }
  return found;
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

async function entriesOf(entry: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = entry.createReader();
  const all: FileSystemEntry[] = [];
  // A reader returns a hundred entries at a time, and none at the end.
  while (all.length <= MAX_FILES) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    all.push(...some);
  }
  return all;
}
