/** A misspelt name finds the one that was meant, and an unrelated one finds nothing. */
import { expect, test } from "vitest";
import { closest } from "./closest.ts";

const names = ["pollFn", "ready", "pending", "asyncBlock", "awaited"];

test.each([
  ["poll_fn", "pollFn"],
  ["PollFn", "pollFn"],
  ["awaitd", "awaited"],
  ["redy", "ready"],
])("%s was meant to be %s", (name, meant) => expect(closest(name, names)).toBe(meant));

test.each(["lodash", "x", "histogram"])("%s is none of them", (name) =>
  expect(closest(name, names)).toBeUndefined(),
);
