/** What the page says about saved work is true. */
import { expect, test } from "vitest";
import { savedWords } from "./saved-words.ts";

const MINUTE_MS = 60_000;

test.each([
  [0, "Saved just now"],
  [59_000, "Saved just now"],
  [2 * MINUTE_MS, "Saved 2 min ago"],
  [61 * MINUTE_MS, "Saved 1 h ago"],
  [50 * 60 * MINUTE_MS, "Saved 2 d ago"],
])("%i ms after the write", (age, words) => {
  expect(savedWords({ kind: "saved", at: 1_000 }, 1_000 + age)).toBe(words);
});

test("a clock that was set back shows no time in the future", () => {
  expect(savedWords({ kind: "saved", at: 5_000 }, 1_000)).toBe("Saved just now");
});

test("a failure says so and why", () => {
  expect(savedWords({ kind: "failed", message: "the storage is full" }, 0)).toBe(
    "Not saved: the storage is full",
  );
});
