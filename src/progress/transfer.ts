/** Exports all of a learner's work to one file, and imports it. */
import { blobOf } from "../lib/blob.ts";
import { migrated } from "./migrate.ts";
import { currentRecord } from "./names.ts";
import { EXPORT_VERSION, FORMAT, type ReadExport } from "./read-export.ts";
import type { Stored } from "./schema.ts";
import { addSnapshot, flushProgress, removeRecords, setRecords, useProgress } from "./store.ts";

export async function exportProgress(): Promise<Blob> {
  await flushProgress();
  return blobOf(exported(Object.values(useProgress.getState().records), new Date()));
}

/** As `readExport` reads it, a record at a time. */
function* exported(records: readonly Stored[], now: Date): Generator<string> {
  const head = JSON.stringify({ format: FORMAT, version: EXPORT_VERSION, exportedAt: now.toISOString() });
  yield `${head.slice(0, -1)},"records":[`;
  for (const [at, record] of records.entries())
    yield `${at === 0 ? "" : ","}\n${JSON.stringify(record, null, 1)}`;
  yield "\n]}\n";
}

export type Import =
  { ok: false; message: string } | { ok: true; imported: number; skipped: number; undo: () => void };

/**
 * Imports records; what it replaces goes to the history, and the whole import can be undone.
 * @param onProgress receives the progress from 0 to 1 and lets the page render in between
 */
export async function importProgress(
  read: ReadExport,
  onProgress: (share: number) => Promise<void> = async () => {},
): Promise<Import> {
  if (!read.ok) return read;
  const before = useProgress.getState().records;
  const changed: Stored[] = [];
  for (const [at, parsed] of read.records.entries()) {
    await onProgress(at / read.records.length);
    const [record = parsed] = (await migrated([parsed])).map(currentRecord);
    const old = before[record.key];
    if (JSON.stringify(old?.value) === JSON.stringify(record.value)) continue;
    changed.push(record);
    await keepReplaced(old);
  }
  setRecords(changed);
  return {
    ok: true,
    imported: read.records.length,
    skipped: read.skipped,
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
