/** The hierarchical timer wheel: six levels of 64 slots, one tick a millisecond. Models tokio/src/runtime/time/wheel/{mod,level}.rs, tokio 1.53.1. */
import type { Waker } from "../std/waker.ts";

const NUM_LEVELS = 6;
const SLOTS = 64;

/** A timer. `whenMs` is its tick; `fired` is true once the wheel has released it. */
export class TimerEntry {
  whenMs: number;
  waker: Waker | null = null;
  fired = false;
  /** For the trace: the task that armed it. */
  readonly task: number;
  /** The slot, or the pending list, that it is in, and its neighbours there. */
  list: TimerList | null = null;
  previous: TimerEntry | null = null;
  next: TimerEntry | null = null;

  constructor(whenMs: number, task: number) {
    this.whenMs = whenMs;
    this.task = task;
  }
}

/** First in, first fired. Linked through the entries, as in tokio, so that a dropped sleep leaves at once. */
class TimerList {
  head: TimerEntry | null = null;
  #tail: TimerEntry | null = null;
  /** A slot's bit in its level. */
  readonly #level: Level | null;
  readonly #slot: number;

  constructor(level: Level | null, slot: number) {
    this.#level = level;
    this.#slot = slot;
  }

  push(entry: TimerEntry): void {
    const last = this.#tail;
    entry.list = this;
    entry.previous = last;
    entry.next = null;
    if (last === null) {
      this.head = entry;
      this.#level?.occupy(this.#slot);
    } else last.next = entry;
    this.#tail = entry;
  }

  /** @returns the first of them; the others are linked to it as before */
  takeAll(): TimerEntry | null {
    const first = this.head;
    this.head = null;
    this.#tail = null;
    this.#level?.vacate(this.#slot);
    return first;
  }

  remove(entry: TimerEntry): void {
    const { previous, next } = entry;
    if (previous === null) this.head = next;
    else previous.next = next;
    if (next === null) this.#tail = previous;
    else next.previous = previous;
    entry.list = null;
    entry.previous = null;
    entry.next = null;
    if (this.head === null) this.#level?.vacate(this.#slot);
  }
}

/** One level. tokio keeps in one word of 64 bits which of its slots are occupied; here it is two of 32. */
class Level {
  readonly #slots: (TimerList | undefined)[] = [];
  #low = 0;
  #high = 0;

  /** Made when first used. */
  at(slot: number): TimerList {
    return (this.#slots[slot] ??= new TimerList(this, slot));
  }

  occupy(slot: number): void {
    if (slot < 32) this.#low |= 1 << slot;
    else this.#high |= 1 << (slot - 32);
  }

  vacate(slot: number): void {
    if (slot < 32) this.#low &= ~(1 << slot);
    else this.#high &= ~(1 << (slot - 32));
  }

  /** `next_occupied_slot`: the first from `start` on, going round; -1 when all are empty. */
  nextOccupied(start: number): number {
    const low = this.#low;
    const high = this.#high;
    if ((low | high) === 0) return -1;
    // Shifts use the last five bits of their right side.
    const here = (start < 32 ? low : high) & (-1 << start);
    if (here !== 0) return (start & 32) + lowestBit(here);
    if (start < 32) return high !== 0 ? 32 + lowestBit(high) : lowestBit(low);
    return low !== 0 ? lowestBit(low) : 32 + lowestBit(high);
  }
}

const lowestBit = (word: number): number => 31 - Math.clz32(word & -word);

interface Expiration {
  level: number;
  slot: number;
  deadlineMs: number;
}

/** Ticks are kept as doubles: 2^36 is past 32-bit arithmetic, so shifts are divisions here. */
export class Wheel {
  #elapsedMs = 0;
  readonly #levels = Array.from({ length: NUM_LEVELS }, () => new Level());
  readonly #pending = new TimerList(null, 0);
  #length = 0;
  /** What `nextExpirationTimeMs` last said; undefined when something has changed since: a scheduler asks at each step. */
  #nextMs: number | null | undefined = undefined;

  get length(): number {
    return this.#length;
  }

  get elapsedMs(): number {
    return this.#elapsedMs;
  }

  /** Time goes on, and no timer was due. */
  passTo(nowMs: number): void {
    this.#elapsedMs = Math.max(this.#elapsedMs, nowMs);
    this.#nextMs = undefined;
  }

  /** @returns false when its time is already past: the caller fires it immediately */
  insert(entry: TimerEntry): boolean {
    if (entry.whenMs <= this.#elapsedMs) return false;
    this.#add(entry, this.#elapsedMs);
    this.#length++;
    this.#nextMs = undefined;
    return true;
  }

  /** Removes an entry from the wheel; does nothing when it is not there. */
  remove(entry: TimerEntry): void {
    if (entry.list === null) return;
    entry.list.remove(entry);
    this.#length--;
    this.#nextMs = undefined;
  }

  /** When this wheel next needs processing: a deadline, or the start of a slot whose timers must move down. */
  nextExpirationTimeMs(): number | null {
    if (this.#nextMs === undefined) this.#nextMs = this.#nextExpiration()?.deadlineMs ?? null;
    return this.#nextMs;
  }

  /** The next timer due at `nowMs`, in firing order; null when none is left, and then the wheel's time is `nowMs`. */
  poll(nowMs: number): TimerEntry | null {
    for (;;) {
      const first = this.#pending.head;
      if (first !== null) {
        this.remove(first);
        return first;
      }
      const next = this.#nextExpiration();
      if (next === null || next.deadlineMs > nowMs) {
        this.passTo(nowMs);
        return null;
      }
      this.#processExpiration(next);
      this.passTo(next.deadlineMs);
    }
  }

  /** Timers of a lowest-level slot are due; those of a higher one move down, keeping their order. */
  #processExpiration({ level, slot, deadlineMs }: Expiration): void {
    // Takes the whole slot out, since in the top level an entry may go back to the slot that it came from.
    for (let entry = this.#slotAt(level, slot).takeAll(); entry !== null;) {
      const { next }: TimerEntry = entry;
      if (entry.whenMs > deadlineMs) this.#add(entry, deadlineMs);
      else this.#pending.push(entry);
      entry = next;
    }
  }

  #slotAt(level: number, slot: number): TimerList {
    return (this.#levels[level] as Level).at(slot);
  }

  /** No timer of a higher level is due before one of a lower level, so the first level that has any decides. */
  #nextExpiration(): Expiration | null {
    if (this.#pending.head !== null) return { level: 0, slot: 0, deadlineMs: this.#elapsedMs };
    if (this.#length === 0) return null;
    for (let level = 0; level < NUM_LEVELS; level++) {
      const expiration = this.#nextOfLevel(level);
      if (expiration !== null) return expiration;
    }
    return null;
  }

  #nextOfLevel(level: number): Expiration | null {
    const slotMs = SLOT_MS[level] as number;
    const levelMs = slotMs * SLOTS;
    const nowSlot = Math.floor(this.#elapsedMs / slotMs) % SLOTS;
    const slot = (this.#levels[level] as Level).nextOccupied(nowSlot);
    if (slot === -1) return null;
    const levelStart = Math.floor(this.#elapsedMs / levelMs) * levelMs;
    let deadlineMs = levelStart + slot * slotMs;
    // Only in the top level, which wraps around.
    if (deadlineMs <= this.#elapsedMs) deadlineMs += levelMs;
    return { level, slot, deadlineMs };
  }

  #add(entry: TimerEntry, elapsedMs: number): void {
    const level = levelFor(elapsedMs, entry.whenMs);
    this.#slotAt(level, Math.floor(entry.whenMs / (SLOT_MS[level] as number)) % SLOTS).push(entry);
  }
}

/** How many ms a slot of each level covers. */
const SLOT_MS = Array.from({ length: NUM_LEVELS }, (_, level) => SLOTS ** level);

/**
 * The level whose slots first tell `whenMs` from `elapsedMs`: the highest 6-bit digit in which they differ. Timers
 * beyond the reach of the top level (2^36 ms, or 2.18 years) wait in it while it wraps around.
 */
export function levelFor(elapsedMs: number, whenMs: number): number {
  for (let level = 0; level < NUM_LEVELS - 1; level++) {
    const levelMs = SLOT_MS[level + 1] as number;
    if (Math.floor(elapsedMs / levelMs) === Math.floor(whenMs / levelMs)) return level;
  }
  return NUM_LEVELS - 1;
}
