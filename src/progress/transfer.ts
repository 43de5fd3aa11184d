/** All of a learner's work as one file: out, and in again. */
import * as v from "valibot";
import { migrated } from "./migrate.ts";
import { parseRecord, type Stored } from "./schema.ts";
import { addSnapshot, flushProgress, removeRecords, setRecords, useProgress } from "./store.ts";

const FORMAT = "tokio-internals-progress";
/** 1: a prediction's answer was kept by its place; see `migrate.ts`. */
const VERSION = 2;
/** A course's worth of work is far below this; anything above is not one. */
export const MAX_IMPORT_BYTES = 20_000_000;
const MAX_RECORDS = 10_000;
export const TOO_LARGE = `This file is larger than the ${MAX_IMPORT_BYTES / 1_000_000} MB that an export of this course may have.`;

const File = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  records: v.array(v.unknown()),
});

export async function exportProgress(): Promise<string> {
  await flushProgress();
  const records = Object.values(useProgress.getState().records);
  return JSON.stringify(
    { format: FORMAT, version: VERSION, exportedAt: new Date().toISOString(), records },
    null,
    1,
  );
}

export type Import =
  { ok: false; message: string } | { ok: true; imported: number; skipped: number; undo: () => void };

/**
 * Reads a file that `exportProgress` wrote; what it replaces goes to the history, and the whole import can be undone.
 * @param onProgress says how much of the work is done, from 0 to 1, and lets the page breathe in between
 */
export async function importProgress(
  text: string,
  onProgress: (share: number) => Promise<void> = async () => {},
): Promise<Import> {
  const file = parseFile(text);
  if (typeof file === "string") return { ok: false, message: file };
  const before = useProgress.getState().records;
  const changed: Stored[] = [];
  let imported = 0;
  for (const [at, input] of file.entries()) {
    await onProgress(at / file.length);
    const parsed = parseRecord(input);
    if (!parsed) continue;
    const [record = parsed] = await migrated([parsed]);
    imported++;
    const old = before[record.key];
    if (JSON.stringify(old?.value) === JSON.stringify(record.value)) continue;
    changed.push(record);
    await keepReplaced(old);
  }
  setRecords(changed);
  return {
    ok: true,
    imported,
    skipped: file.length - imported,
    undo: () => {
      void removeRecords(changed.filter(({ key }) => !before[key]).map(({ key }) => key));
      setRecords(changed.flatMap(({ key }) => before[key] ?? []));
    },
  };
}

async function keepReplaced(old: Stored | undefined): Promise<void> {
  if (old && "text" in old.value)
    await addSnapshot({
      key: old.key,
      at: old.savedAt,
      reason: "before import",
      text: old.value.text as string,
    });
}

/** @returns its records, not yet parsed; or why it is no export */
function parseFile(text: string): unknown[] | string {
  if (text.length > MAX_IMPORT_BYTES) return TOO_LARGE;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return "This file is not an export of this course: it is not JSON. Choose the file that “Export my work” saved.";
  }
  const file = v.safeParse(File, json);
  if (!file.success)
    return `This file is not an export of this course: ${v.getDotPath(file.issues[0]) ?? "it"} is not as expected.`;
  if (file.output.version > VERSION)
    return "This file was exported by a newer version of the course. Reload this page, then import it again.";
  const { records } = file.output;
  return records.length > MAX_RECORDS
    ? `This file has ${records.length} records; an export of this course has at most ${MAX_RECORDS}.`
    : records;
}
