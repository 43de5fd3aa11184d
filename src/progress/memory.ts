/** An in-memory database, for browsers that deny storage and for tests. */
import type { Conflict, Database } from "./database.ts";
import type { Snapshot, Stored } from "./schema.ts";

export function memoryDatabase(initial: Stored[] = []): Database {
  const records = new Map(initial.map((record) => [record.key, record]));
  const snapshots: Snapshot[] = [];
  return {
    loadAll: async () => [...records.values()],
    load: async (key) => records.get(key),
    async save(changed) {
      const conflicts: Conflict[] = [];
      const saved = changed.map((mine) => {
        const theirs = records.get(mine.key);
        if (theirs && theirs.rev !== mine.rev) conflicts.push({ mine, theirs });
        const next = { ...mine, rev: Math.max(mine.rev, theirs?.rev ?? 0) + 1 };
        records.set(next.key, next);
        return next;
      });
      return { saved, conflicts };
    },
    async remove(keys) {
      for (const key of keys) records.delete(key);
    },
    async addSnapshot(snapshot) {
      snapshots.push(snapshot);
    },
    snapshots: async (key) => snapshots.filter((snapshot) => snapshot.key === key).toReversed(),
    endedBy: () => undefined,
    close() {},
  };
}
