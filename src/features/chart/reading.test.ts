import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readingOf } from "./reading.ts";
import { SampleBook } from "./sample-book.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

const samples = { inline: [30], spawn: [900], control: [30] };

it("changes for all readers at once, and once a second however often samples come", () => {
  const book = new SampleBook();
  const seen: [string, number, number][] = [];
  const read = (who: string) => {
    const { subscribe, get } = readingOf(book);
    subscribe(() => void seen.push([who, get(), performance.now() - start]));
  };
  const start = performance.now();
  read("table");
  for (let at = 0; at < 28; at++) {
    // It subscribes in the middle of a stream, and stays in step with the earlier readers.
    if (at === 3) read("verdict");
    book.add(0, samples);
    vi.advanceTimersByTime(100);
  }
  const [first, second, , third] = seen.map(([, version]) => version);
  expect(seen).toEqual([
    ["table", first, 0],
    ["table", second, 1_000],
    ["verdict", second, 1_000],
    ["table", third, 2_000],
    ["verdict", third, 2_000],
  ]);
  expect([first, second, third]).toEqual([1, 10, 20]);
});

it("tells nobody who has left, and who comes later what happened meanwhile", () => {
  const book = new SampleBook();
  const { subscribe, get } = readingOf(book);
  const early = vi.fn<() => void>();
  subscribe(early)();
  book.add(0, samples);
  vi.advanceTimersByTime(5_000);
  expect(early).not.toHaveBeenCalled();
  const late = vi.fn<() => void>();
  subscribe(late);
  vi.advanceTimersByTime(5_000);
  expect(late).toHaveBeenCalledOnce();
  expect(get()).toBe(book.version());
});
