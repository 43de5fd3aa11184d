/** The files of a drop or a choice, those in dropped folders too, by their paths. */

/** `problem`: why the browser does not give it. */
export type GivenFile = { path: string; file: File } | { path: string; problem: string };

/** More than any class hands in, and deeper than any folder of theirs. */
const MAX_FILES = 20_000;
const MAX_DEPTH = 32;

export const chosen = (files: Iterable<File>): GivenFile[] =>
  Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, file }));

export async function dropped(transfer: DataTransfer): Promise<GivenFile[]> {
  const found: GivenFile[] = [];
  // Entries are gone once the event is over, so all are taken before the first wait.
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
        problem: `there are more than ${MAX_FILES} files; this and what follows is left out`,
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
  // A reader answers with a hundred entries at a time, and with none at the end.
  while (all.length <= MAX_FILES) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    all.push(...some);
  }
  return all;
}
