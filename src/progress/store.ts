/** The learner's records in memory: the page renders them, and every change goes through here and is saved. */
import { create } from "zustand";
import { openDatabase, type Conflict, type Database } from "./database.ts";
import { memoryDatabase } from "./memory.ts";
import { askOnceToKeep } from "./lasting.ts";
import { migrated } from "./migrate.ts";
import { currentKey, currentRecord } from "./names.ts";
import { underCurrentNames } from "./renamed.ts";
import { CLEARED, Saver, type SaveState } from "./saver.ts";
import {
  keyOf,
  MAX_TEXT_CHARACTERS,
  toKeep,
  type Answer,
  type Draft,
  type Kind,
  type Snapshot,
  type Stored,
  type Value,
} from "./schema.ts";
import { formatCount } from "../lib/units.ts";

interface Notice {
  id: string;
  tone: "warn" | "error";
  text: string;
}

interface ProgressState {
  phase: "loading" | "ready";
  records: Readonly<Record<string, Stored>>;
  save: SaveState;
  notices: readonly Notice[];
}

export const useProgress = create<ProgressState>(() => ({
  phase: "loading",
  records: {},
  save: { kind: "saved", at: undefined },
  notices: [],
}));

const LAST_RESORT = "tokio-internals/unsaved";
let database: Database = memoryDatabase();
let saver: Saver | undefined;
let channel: BroadcastChannel | undefined;

/** Opens the storage, restores everything, and saves changes from then on. Call once. */
export async function startProgress(): Promise<void> {
  database = underCurrentNames(await open());
  saver = new Saver(
    database,
    {
      read: () => localStorage.getItem(LAST_RESORT),
      write: (text) =>
        text === null ? localStorage.removeItem(LAST_RESORT) : localStorage.setItem(LAST_RESORT, text),
    },
    { onState: (save) => useProgress.setState({ save }), onSaved, onConflict },
  );
  listenToOtherTabs();
  const stored = await database.loadAll().catch(() => [] as Stored[]);
  const records = Object.fromEntries(stored.map((record) => [record.key, record]));
  const left = saver.recover().map(currentRecord);
  for (const record of left) {
    const known = records[record.key];
    records[record.key] = known && known.rev > record.rev ? { ...record, rev: known.rev } : record;
    if (known) await keepVersion(known, "before recovery");
  }
  const changed = new Set(left.map(({ key }) => key));
  for (const record of await migrated(Object.values(records))) {
    if (record !== records[record.key]) changed.add(record.key);
    records[record.key] = record;
  }
  useProgress.setState({ phase: "ready", records });
  for (const key of changed) saver.change(records[key] as Stored);
  const hide = () => saver?.hide();
  addEventListener("pagehide", hide);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && hide());
}

/** Working storage responds in well under a second, even on a busy machine. */
const SILENCE_MS = 8_000;

async function open(): Promise<Database> {
  // WebKit's may never respond if a page is left while its storage is being created.
  const silence = setTimeout(
    () =>
      notify(
        "silent",
        "error",
        "This browser's storage does not respond, so your work cannot be shown yet. What was saved is still there. Close all browser windows, then open this page again.",
      ),
    SILENCE_MS,
  );
  try {
    return await openDatabase({
      onBlocked() {
        // That is an answer.
        clearTimeout(silence);
        notify(
          "blocked",
          "warn",
          "Another tab runs an older version of the course. Close it to continue here.",
        );
      },
      onSuperseded: () =>
        notify(
          "superseded",
          "error",
          "A newer version of the course is open in another tab. Reload this page; what you type here until then is kept.",
        ),
      onCleared: () => notify("cleared", "error", CLEARED),
    });
  } catch (error) {
    const newer = error instanceof DOMException && error.name === "VersionError";
    notify(
      "denied",
      "error",
      newer
        ? "Your work was last saved by a newer version of this course. Reload to get it; until then this tab saves nothing."
        : "This browser blocks storage for the course (perhaps a private window). You can work, but export your work in Settings before you close the page.",
    );
    return memoryDatabase();
  } finally {
    clearTimeout(silence);
    dismiss("silent");
  }
}

function listenToOtherTabs(): void {
  channel = new BroadcastChannel("tokio-internals");
  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (!Array.isArray(data)) return;
    const keys = data.filter((key) => typeof key === "string").map(currentKey);
    for (const key of keys) if (!saver?.isDirty(key)) void reload(key);
  });
}

async function reload(key: string): Promise<void> {
  const record = await database.load(key).catch(() => undefined);
  if (record && !saver?.isDirty(key)) put(record);
}

function put(record: Stored): void {
  useProgress.setState((state) => ({ records: { ...state.records, [record.key]: record } }));
}

function onSaved(saved: Stored[]): void {
  askOnceToKeep();
  useProgress.setState(({ records }) => ({
    records: {
      ...records,
      ...Object.fromEntries(
        saved.flatMap(({ key, rev, savedAt }) => {
          const now = records[key];
          return now ? [[key, { ...now, rev, savedAt }]] : [];
        }),
      ),
    },
  }));
  channel?.postMessage(saved.map((record) => record.key));
}

/** Two tabs changed the same record: this tab's version stays, the other's goes to the history. */
function onConflict({ mine, theirs }: Conflict): void {
  if (textOf(mine) === textOf(theirs)) return;
  void keepVersion(theirs, "from another tab");
  notify(
    `conflict ${mine.key}`,
    "warn",
    "This was also changed in another tab. Your version here is kept; the other one is in its history.",
  );
}

const textOf = (record: Stored): string =>
  "text" in record.value ? (record.value as Draft | Answer).text : JSON.stringify(record.value);

async function keepVersion(record: Stored, reason: string): Promise<void> {
  await addSnapshot({ key: record.key, at: record.savedAt, reason, text: textOf(record) });
}

function notify(id: string, tone: Notice["tone"], text: string): void {
  useProgress.setState((state) => ({
    notices: [...state.notices.filter((notice) => notice.id !== id), { id, tone, text }],
  }));
}

export function dismiss(id: string): void {
  useProgress.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
}

export function valueOf<K extends Kind>(
  records: Readonly<Record<string, Stored>>,
  kind: K,
  id: string,
): Value<K> | undefined {
  return records[keyOf(kind, id)]?.value as Value<K> | undefined;
}

/** The current value of one record; the component renders again only when that record changes. */
export function useRecord<K extends Kind>(kind: K, id: string): Value<K> | undefined {
  return useProgress((state) => valueOf(state.records, kind, id));
}

export function setRecord<K extends Kind>(kind: K, id: string, value: Value<K>): void {
  const kept = toKeep(kind, value);
  if (kept === undefined)
    notify(
      "too-large",
      "error",
      `This text is too large to save: the limit is ${formatCount(MAX_TEXT_CHARACTERS)} characters. Shorten it, or keep a copy elsewhere.`,
    );
  else dismiss("too-large");
  const record = recordOf(keyOf(kind, id), kept ?? value);
  put(record);
  if (kept !== undefined) saver?.change(record);
}

/** Sets many at once, with one page update. All have been parsed. */
export function setRecords(changed: readonly Pick<Stored, "key" | "value">[]): void {
  const written = changed.map(({ key, value }) => recordOf(key, value));
  useProgress.setState((state) => ({
    records: { ...state.records, ...Object.fromEntries(written.map((record) => [record.key, record])) },
  }));
  for (const record of written) saver?.change(record);
}

const recordOf = (key: string, value: Stored["value"]): Stored => ({
  key,
  value,
  rev: useProgress.getState().records[key]?.rev ?? 0,
  savedAt: Date.now(),
});

/** Deletes records: those of an undone import, or those that a reader resets. */
export async function removeRecords(keys: readonly string[]): Promise<void> {
  const gone = new Set(keys);
  for (const key of keys) saver?.forget(key);
  useProgress.setState((state) => ({
    records: Object.fromEntries(Object.entries(state.records).filter(([key]) => !gone.has(key))),
  }));
  await database.remove([...keys]);
}

/** Saves a version that must not be lost, because something is about to replace it or because it ran. */
export async function addSnapshot(snapshot: Snapshot): Promise<void> {
  try {
    await database.addSnapshot(snapshot);
  } catch {
    notify(
      "history",
      "warn",
      "The history of your code could not be saved: the browser's storage is full or closed.",
    );
  }
}

export const snapshotsOf = (kind: Kind, id: string): Promise<Snapshot[]> =>
  database.snapshots(keyOf(kind, id));

/** Waits until everything is in the database; for exports and tests. */
export const flushProgress = async (): Promise<void> => saver?.flush();
