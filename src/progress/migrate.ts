/** Brings answers that version 1 stored to what was chosen, by a table that is loaded only where there are such answers. */
import { keyOf, kindOf, type Answer, type Stored } from "./schema.ts";

const hasPlace = ({ key, value }: Stored): boolean =>
  kindOf(key) === "answer" && "place" in ((value as Answer).chosen ?? {});

/** @returns as many records; where the table cannot be had, or does not know them, they stay as they are */
export async function migrated(records: readonly Stored[]): Promise<Stored[]> {
  if (!records.some(hasPlace)) return [...records];
  const table = await import("./choices-1.ts").catch(() => undefined);
  return records.map((record) => {
    if (!table || !hasPlace(record)) return record;
    const value = table.withWords(record.key.slice(keyOf("answer", "").length), record.value as Answer);
    return value === record.value ? record : { ...record, value };
  });
}
