/** Reads the database as if every record had been written under the id of today; nothing stored is rewritten. */
import type { Database } from "./database.ts";
import { currentKey, currentRecord, earlierKeys } from "./names.ts";
import type { Stored } from "./schema.ts";

export function underCurrentNames(database: Database): Database {
  return {
    ...database,
    async loadAll() {
      const byKey = new Map<string, Stored[]>();
      for (const record of await database.loadAll()) {
        const key = currentKey(record.key);
        byKey.set(key, [...(byKey.get(key) ?? []), record]);
      }
      return [...byKey.values()].flatMap((same) => newest(same) ?? []);
    },
    async load(key) {
      const today = currentKey(key);
      const same = await Promise.all([today, ...earlierKeys(today)].map((each) => database.load(each)));
      return newest(same.filter((record) => record !== undefined));
    },
    // Or the earlier record would be back after a reload.
    remove: (keys) => database.remove(keys.flatMap((key) => [key, ...earlierKeys(key)])),
    async snapshots(key) {
      const lists = await Promise.all([key, ...earlierKeys(key)].map((each) => database.snapshots(each)));
      return lists.length === 1 ? (lists[0] ?? []) : lists.flat().toSorted((a, b) => b.at - a.at);
    },
  };
}

/** A tab that still shows the course before a renaming may have written last. */
function newest(same: readonly Stored[]): Stored | undefined {
  const [last] = same.toSorted((a, b) => b.savedAt - a.savedAt);
  if (last === undefined) return undefined;
  const own = same.find(({ key }) => key === currentKey(key));
  return { ...currentRecord(last), rev: own?.rev ?? last.rev };
}
