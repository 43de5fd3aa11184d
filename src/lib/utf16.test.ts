/** Byte positions become editor positions for every possible line. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { utf16Offset } from "./utf16.ts";

const bytes = (text: string) => new TextEncoder().encode(text).length;

test("counts Cyrillic as two bytes, an emoji as four bytes and two units, a tab as one", () => {
  expect(utf16Offset("\tпривет x", bytes("\tпривет "))).toBe(8);
  expect(utf16Offset("🦀🦀x", 8)).toBe(4);
});

test("agrees with the encoder at every boundary between characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (before, after) => {
      expect(utf16Offset(before + after, bytes(before))).toBe(before.length);
    }),
  );
});

test("a byte inside a character maps to that character, and one past the end to the end", () => {
  expect(utf16Offset("a🦀b", 3)).toBe(1);
  expect(utf16Offset("ab", 99)).toBe(2);
});
