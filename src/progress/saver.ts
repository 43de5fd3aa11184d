/** Writes changed records to the database soon after each change and when the page is hidden; keeps what could not be saved. */
import type { Conflict, Database } from "./database.ts";
import { parseRecord, type Stored } from "./schema.ts";

export type SaveState =
  { kind: "saved"; at: number | undefined } | { kind: "saving" } | { kind: "failed"; message: string };

/** Every change is in the database within 300 ms: this wait, plus the write itself. */
const DELAY_MS = 150;
const RETRY_MS = 5_000;

/** Synchronous storage for what a closing page can no longer write to the database. */
export interface LastResort {
  read(): string | null;
  write(text: string | null): void;
}

export interface SaverEvents {
  onState(state: SaveState): void;
  onSaved(records: Stored[]): void;
  onConflict(conflict: Conflict): void;
}

export class Saver {
  readonly #database: Database;
  readonly #lastResort: LastResort;
  readonly #events: SaverEvents;
  readonly #dirty = new Map<string, Stored>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | undefined;

  constructor(database: Database, lastResort: LastResort, events: SaverEvents) {
    this.#database = database;
    this.#lastResort = lastResort;
    this.#events = events;
  }

  /** Records of a page that closed before its last write finished; the newest text wins over the database's. */
  recover(): Stored[] {
    try {
      const left: unknown = JSON.parse(this.#lastResort.read() ?? "[]");
      return Array.isArray(left) ? left.map(parseRecord).filter((record) => record !== undefined) : [];
    } catch {
      return [];
    }
  }

  isDirty(key: string): boolean {
    return this.#dirty.has(key);
  }

  change(record: Stored): void {
    this.#dirty.set(record.key, record);
    this.#events.onState({ kind: "saving" });
    this.#schedule(DELAY_MS);
  }

  forget(key: string): void {
    this.#dirty.delete(key);
  }

  /** For `pagehide`: writes dirty records to the last resort at once, and to the database if there is time. */
  hide(): void {
    if (this.#dirty.size === 0) return;
    try {
      this.#lastResort.write(JSON.stringify([...this.#dirty.values()]));
    } catch {
      // No space there either: then the database write below is the only chance.
    }
    void this.flush();
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#writing;
    if (this.#dirty.size === 0) return;
    this.#writing = this.#write([...this.#dirty.values()]);
    await this.#writing;
    this.#writing = undefined;
  }

  #schedule(delayMs: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), delayMs);
  }

  async #write(batch: Stored[]): Promise<void> {
    try {
      const { saved, conflicts } = await this.#database.save(batch);
      for (const [index, record] of saved.entries()) this.#settle(batch[index] as Stored, record);
      this.#events.onSaved(saved);
      for (const conflict of conflicts) this.#events.onConflict(conflict);
    } catch (error) {
      this.#events.onState({ kind: "failed", message: explain(error, this.#database.endedBy()) });
      this.#schedule(RETRY_MS);
      return;
    }
    if (this.#dirty.size > 0) this.#schedule(DELAY_MS);
    else {
      this.#forgetLastResort();
      this.#events.onState({ kind: "saved", at: Date.now() });
    }
  }

  /** A record that changed during its write stays dirty, now on top of the rev just written. */
  #settle(written: Stored, saved: Stored): void {
    const now = this.#dirty.get(written.key);
    if (now === written) this.#dirty.delete(written.key);
    else if (now) this.#dirty.set(written.key, { ...now, rev: saved.rev });
  }

  #forgetLastResort(): void {
    try {
      this.#lastResort.write(null);
    } catch {
      // Denied storage is empty.
    }
  }
}

export const CLEARED =
  "The course’s storage was cleared while this page was open, by you or by a browser short of space. Your work is still in this page but no longer saved: export it in Settings, reload this page, then import it.";

function explain(error: unknown, endedBy: ReturnType<Database["endedBy"]>): string {
  if (endedBy === "cleared") return CLEARED;
  const name = error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError")
    return "The browser's storage is full. Free some space or export your work in Settings; saving resumes automatically.";
  if (endedBy === "newer")
    return "Another tab runs a newer version of the course. Reload this page to resume saving; what you typed here is kept until then.";
  return `Saving failed (${error instanceof Error ? error.message : String(error)}). Retrying automatically; export your work in Settings to be safe.`;
}
