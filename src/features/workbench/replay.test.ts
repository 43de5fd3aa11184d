/** A replay link leads back to its schedule, and no other text is taken for one. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseReplay, replayHref } from "./replay.ts";

test("what is written is read back", () => {
  const id = fc.stringMatching(/^[a-z][a-z0-9/-]{0,20}$/);
  fc.assert(
    fc.property(id, id, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (exercise, check, seed) => {
      expect(parseReplay(replayHref(exercise, { check, seed }), exercise)).toEqual({ check, seed });
    }),
  );
});

test.each([
  "",
  "?replay=",
  "?replay=week-01/gather",
  "?replay=week-01/gather::1",
  "?replay=week-01/gather:order:",
])("%j asks for no replay", (search) => {
  expect(parseReplay(search, "week-01/gather")).toBeUndefined();
});

test("a seed is a whole number", () => {
  for (const seed of ["x", "-1", "1.5", "1e3", "1:2", "9".repeat(16)]) {
    expect(parseReplay(`?replay=week-01/gather:order:${seed}`, "week-01/gather")).toBeUndefined();
  }
});

test("another exercise's replay is left alone", () => {
  const href = replayHref("week-01/gather", { check: "order", seed: 1 });
  expect(parseReplay(href, "week-01/histogram")).toBeUndefined();
});
