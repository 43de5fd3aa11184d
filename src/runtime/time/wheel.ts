/** The hierarchical timer wheel: six levels of 64 slots, one tick a millisecond. Models tokio/src/runtime/time/wheel/{mod,level}.rs, tokio 1.53.1. */
import type { Waker } from "../std/waker.ts";

const NUM_LEVELS = 6;
const SLOTS = 64;

/** A registered timer. `whenMs` is its tick; `fired` is true once the wheel has released it. */
export interface TimerEntry {
  whenMs: number;
  waker: Waker | null;
  fired: boolean;
  /** For the trace: the task that armed it. */
  task: number;
  /** The slot, or the pending list, that it is in. */
  list: TimerList | null;
}

/** First in, first fired; a Set keeps that order and lets a dropped sleep leave at once. */
type TimerList = Set<TimerEntry>;

interface Expiration {
  level: number;
  slot: number;
  deadlineMs: number;
}

/** Ticks are kept as doubles: 2^36 is past 32-bit arithmetic, so shifts are divisions here. */
export class Wheel {
  elapsedMs = 0;
  /** slots[level * SLOTS + slot]; made when first used. */
  readonly #slots: (TimerList | undefined)[] = Array.from({ length: NUM_LEVELS * SLOTS }, () => undefined);
  readonly #pending: TimerList = new Set();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** @returns false when its time is already past: the caller fires it immediately */
  insert(entry: TimerEntry): boolean {
    if (entry.whenMs <= this.elapsedMs) return false;
    this.#add(entry, this.elapsedMs);
    this.#length++;
    return true;
  }

  /** Removes an entry from the wheel; does nothing when it is not there. */
  remove(entry: TimerEntry): void {
    if (entry.list?.delete(entry) !== true) return;
    entry.list = null;
    this.#length--;
  }

  /** When this wheel next needs processing: a deadline, or the start of a slot whose timers must move down. */
  nextExpirationTimeMs(): number | null {
    return this.#nextExpiration()?.deadlineMs ?? null;
  }

  /** The next timer due at `nowMs`, in firing order; null when none is left, and then the wheel's time is `nowMs`. */
  poll(nowMs: number): TimerEntry | null {
    for (;;) {
      for (const entry of this.#pending) {
        this.remove(entry);
        return entry;
      }
      const next = this.#nextExpiration();
      if (next === null || next.deadlineMs > nowMs) {
        this.elapsedMs = Math.max(this.elapsedMs, nowMs);
        return null;
      }
      this.#processExpiration(next);
      this.elapsedMs = Math.max(this.elapsedMs, next.deadlineMs);
    }
  }

  /** Timers of a lowest-level slot are due; those of a higher one move down, keeping their order. */
  #processExpiration(expiration: Expiration): void {
    const at = expiration.level * SLOTS + expiration.slot;
    // Takes the whole slot out, since in the top level an entry may go back to the slot that it came from.
    const entries = this.#slots[at] ?? [];
    this.#slots[at] = undefined;
    for (const entry of entries) {
      if (entry.whenMs > expiration.deadlineMs) this.#add(entry, expiration.deadlineMs);
      else {
        entry.list = this.#pending;
        this.#pending.add(entry);
      }
    }
  }

  /** No timer of a higher level is due before one of a lower level, so the first level that has any decides. */
  #nextExpiration(): Expiration | null {
    if (this.#pending.size > 0) return { level: 0, slot: 0, deadlineMs: this.elapsedMs };
    if (this.#length === 0) return null;
    for (let level = 0; level < NUM_LEVELS; level++) {
      const expiration = this.#nextOfLevel(level);
      if (expiration !== null) return expiration;
    }
    return null;
  }

  #nextOfLevel(level: number): Expiration | null {
    const slotMs = SLOTS ** level;
    const levelMs = slotMs * SLOTS;
    const nowSlot = Math.floor(this.elapsedMs / slotMs) % SLOTS;
    for (let i = 0; i < SLOTS; i++) {
      const slot = (nowSlot + i) % SLOTS;
      if ((this.#slots[level * SLOTS + slot]?.size ?? 0) === 0) continue;
      const levelStart = Math.floor(this.elapsedMs / levelMs) * levelMs;
      let deadlineMs = levelStart + slot * slotMs;
      // Only in the top level, which wraps around.
      if (deadlineMs <= this.elapsedMs) deadlineMs += levelMs;
      return { level, slot, deadlineMs };
    }
    return null;
  }

  #add(entry: TimerEntry, elapsedMs: number): void {
    const level = levelFor(elapsedMs, entry.whenMs);
    const slot = Math.floor(entry.whenMs / SLOTS ** level) % SLOTS;
    entry.list = this.#slots[level * SLOTS + slot] ??= new Set();
    entry.list.add(entry);
  }
}

/**
 * The level whose slots first tell `whenMs` from `elapsedMs`: the highest 6-bit digit in which they differ. Timers
 * beyond the reach of the top level (2^36 ms, or 2.18 years) wait in it while it wraps around.
 */
export function levelFor(elapsedMs: number, whenMs: number): number {
  for (let level = NUM_LEVELS - 1; level > 0; level--) {
    const slotMs = SLOTS ** level;
    if (Math.floor(elapsedMs / slotMs) !== Math.floor(whenMs / slotMs)) return level;
  }
  return 0;
}
