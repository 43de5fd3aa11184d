/** The learner's records in IndexedDB: load all, write with compare-and-set, keep snapshots. */
import { breather } from "../lib/breather.ts";
import { openDB, type IDBPDatabase } from "idb";
import { parseRecord, Snapshot, type Stored } from "./schema.ts";
import * as v from "valibot";

const NAME = "tokio-internals";
/**
 * 1: `records` by key, `snapshots` by number with an index on their record's key.
 * 2: the same, but a prediction's answer is stored by its words (`migrate.ts`), which a tab with version 1 cannot read.
 */
const DB_VERSION = 2;

/** Snapshots kept of one text; the oldest are deleted first. */
const SNAPSHOTS_PER_KEY = 300;

export interface Conflict {
  mine: Stored;
  theirs: Stored;
}

export interface Database {
  loadAll(): Promise<Stored[]>;
  load(key: string): Promise<Stored | undefined>;
  /** Writes each record at `rev + 1`. If the stored rev is not the record's, it overwrites the stored record and returns that as a conflict. */
  save(records: Stored[]): Promise<{ saved: Stored[]; conflicts: Conflict[] }>;
  remove(keys: string[]): Promise<void>;
  addSnapshot(snapshot: Snapshot): Promise<void>;
  /** Newest first. */
  snapshots(key: string): Promise<Snapshot[]>;
  /** What closed the connection from outside: a newer version of the course, or cleared storage. */
  endedBy(): "newer" | "cleared" | undefined;
  close(): void;
}

export interface DatabaseEvents {
  /** An older version of the course, open in another tab, keeps this one from upgrading its storage. */
  onBlocked(): void;
  /** A newer version of the course wants to upgrade; this tab has closed its connection. */
  onSuperseded(): void;
  /** The reader, or a browser short of space, deleted the site data while this page was open. */
  onCleared(): void;
}

/** @throws DOMException if storage is denied, or was written by a newer version of the course (`VersionError`) */
export async function openDatabase(events: DatabaseEvents): Promise<Database> {
  let ended: "newer" | "cleared" | undefined;
  const end = (by: "newer" | "cleared") => {
    if (ended) return;
    ended = by;
    if (by === "newer") events.onSuperseded();
    else events.onCleared();
  };
  const db = await openDB(NAME, DB_VERSION, {
    upgrade(db, oldVersion) {
      if (oldVersion < 1) {
        db.createObjectStore("records", { keyPath: "key" });
        db.createObjectStore("snapshots", { autoIncrement: true }).createIndex("key", "key");
      }
    },
    blocked: events.onBlocked,
    blocking(_current, wanted) {
      db.close();
      // A deletion has no new version.
      end(wanted === null ? "cleared" : "newer");
    },
    terminated: () => end("cleared"),
  });
  return { ...wrap(db), endedBy: () => ended };
}

function wrap(db: IDBPDatabase): Omit<Database, "endedBy"> {
  return {
    async loadAll() {
      const records: Stored[] = [];
      const breathe = breather();
      for (const row of (await db.getAll("records")) as unknown[]) {
        const record = parseRecord(row);
        if (record) records.push(record);
        await breathe();
      }
      return records;
    },
    async load(key) {
      return parseRecord(await db.get("records", key));
    },
    async save(records) {
      const tx = db.transaction("records", "readwrite", { durability: "strict" });
      const conflicts: Conflict[] = [];
      const saved: Stored[] = [];
      for (const mine of records) {
        const theirs = parseRecord(await tx.store.get(mine.key));
        if (theirs && theirs.rev !== mine.rev) conflicts.push({ mine, theirs });
        const next = { ...mine, rev: Math.max(mine.rev, theirs?.rev ?? 0) + 1 };
        saved.push(next);
        await tx.store.put(next);
      }
      await tx.done;
      return { saved, conflicts };
    },
    async remove(keys) {
      const tx = db.transaction("records", "readwrite");
      for (const key of keys) await tx.store.delete(key);
      await tx.done;
    },
    async addSnapshot(snapshot) {
      const tx = db.transaction("snapshots", "readwrite");
      await tx.store.add(snapshot);
      const keys = await tx.store.index("key").getAllKeys(snapshot.key);
      for (const old of keys.slice(0, Math.max(0, keys.length - SNAPSHOTS_PER_KEY)))
        await tx.store.delete(old);
      await tx.done;
    },
    async snapshots(key) {
      const rows: unknown[] = await db.getAllFromIndex("snapshots", "key", key);
      return rows.filter((row) => v.is(Snapshot, row)).toReversed();
    },
    close: () => db.close(),
  };
}
