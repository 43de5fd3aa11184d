/** Gives a book's slow readers new numbers once a second, all of them at the same time. */
import type { SampleBook } from "./sample-book.ts";

const REDRAW_EVERY_MS = 1_000;

/**
 * The version of a book that its readers have seen: updated immediately when idle, once a second during a stream. They share one
 * clock: numbers on one page must not disagree, and each change of the page costs it a frame.
 */
class Reading {
  readonly #book: SampleBook;
  readonly #readers = new Set<() => void>();
  #seen: number;
  #lastMs = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #leave = () => {};

  constructor(book: SampleBook) {
    this.#book = book;
    this.#seen = book.version();
  }

  readonly get = (): number => this.#seen;

  readonly subscribe = (reader: () => void): (() => void) => {
    if (this.#readers.size === 0) this.#leave = this.#book.subscribe(this.#changed);
    this.#readers.add(reader);
    if (this.#seen !== this.#book.version()) this.#changed();
    return () => {
      this.#readers.delete(reader);
      if (this.#readers.size > 0) return;
      this.#leave();
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  };

  readonly #changed = (): void => {
    this.#timer ??= setTimeout(this.#show, Math.max(0, this.#lastMs + REDRAW_EVERY_MS - performance.now()));
  };

  readonly #show = (): void => {
    this.#timer = undefined;
    this.#lastMs = performance.now();
    this.#seen = this.#book.version();
    for (const reader of this.#readers) reader();
  };
}

const readings = new WeakMap<SampleBook, Reading>();

/** Shared by all readers of this book. */
export function readingOf(book: SampleBook): Reading {
  const reading = readings.get(book) ?? new Reading(book);
  readings.set(book, reading);
  return reading;
}
