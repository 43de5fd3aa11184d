/** Converts answers stored by version 1, with a table that is loaded only if there are any. */
import { keyOf, kindOf, type Answer, type Stored } from "./schema.ts";

const hasPlace = ({ key, value }: Stored): boolean =>
  kindOf(key) === "answer" && "place" in ((value as Answer).chosen ?? {});

/** @returns the same number of records; unchanged if the table does not load or does not have them */
export async function migrated(records: readonly Stored[]): Promise<Stored[]> {
  if (!records.some(hasPlace)) return [...records];
  const table = await import("./choices-1.ts").catch(() => undefined);
  return records.map((record) => {
    if (!table || !hasPlace(record)) return record;
    const value = table.withWords(record.key.slice(keyOf("answer", "").length), record.value as Answer);
    return value === record.value ? record : { ...record, value };
  });
}
