/** What the slow readers of a book have seen of it: its numbers change once a second, and for all of them at once. */
import type { SampleBook } from "./sample-book.ts";

const REDRAW_EVERY_MS = 1_000;

/**
 * The version of a book that its readers have seen: at once when idle, and once a second under a stream. They share one
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

/** The one that all readers of this book share. */
export function readingOf(book: SampleBook): Reading {
  const reading = readings.get(book) ?? new Reading(book);
  readings.set(book, reading);
  return reading;
}
