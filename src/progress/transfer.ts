/** All of a learner's work as one file: out, and in again. */
import * as v from "valibot";
import { kindOf, parseRecord, type Stored } from "./schema.ts";
import { addSnapshot, flushProgress, removeRecords, setRecord, useProgress } from "./store.ts";

const FORMAT = "tokio-internals-progress";
const VERSION = 1;
/** A course's worth of work is far below this; anything above is not one. */
export const MAX_IMPORT_BYTES = 20_000_000;

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

/** Reads a file that `exportProgress` wrote; what it replaces goes to the history, and the whole import can be undone. */
export async function importProgress(text: string): Promise<Import> {
  const parsed = parseFile(text);
  if (typeof parsed === "string") return { ok: false, message: parsed };
  const before = useProgress.getState().records;
  const changed = parsed.records.filter(
    ({ key, value }) => JSON.stringify(before[key]?.value) !== JSON.stringify(value),
  );
  for (const record of changed) {
    const old = before[record.key];
    if (old && "text" in old.value)
      await addSnapshot({
        key: old.key,
        at: old.savedAt,
        reason: "before import",
        text: old.value.text as string,
      });
    write(record);
  }
  return {
    ok: true,
    imported: parsed.records.length,
    skipped: parsed.skipped,
    undo: () => {
      removeRecords(changed.filter(({ key }) => !before[key]).map(({ key }) => key));
      for (const { key } of changed) if (before[key]) write(before[key]);
    },
  };
}

function write({ key, value }: Stored): void {
  const kind = kindOf(key);
  if (kind) setRecord(kind, key.slice(kind.length + 1), value);
}

function parseFile(text: string): { records: Stored[]; skipped: number } | string {
  if (text.length > MAX_IMPORT_BYTES) return "This file is too large to be an export of this course.";
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
  const records = file.output.records.map(parseRecord).filter((record) => record !== undefined);
  return { records, skipped: file.output.records.length - records.length };
}
