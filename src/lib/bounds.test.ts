import fc from "fast-check";
import { expect, it } from "vitest";
import { within } from "./bounds.ts";

const BOUNDS = { nodes: 100, characters: 1_000 };

it.each([
  ["a small value", { a: [1, "b", null, true, undefined] }, true],
  ["many values", Array.from({ length: 100 }, () => 1), false],
  ["many in each other", Array.from({ length: 11 }, () => Array.from({ length: 10 }, () => 1)), false],
  ["a long string", "x".repeat(1_001), false],
  ["long keys", { ["x".repeat(1_001)]: 1 }, false],
  ["a number without end", { a: Infinity }, false],
  ["no number", [Number.NaN], false],
])("%s", (_, value, expected) => {
  expect(within(value, BOUNDS)).toBe(expected);
});

it("terminates on endless nesting", () => {
  const deep: unknown = JSON.parse("[".repeat(50_000) + "]".repeat(50_000));
  expect(within(deep, { nodes: 1_000_000, characters: 1_000_000 })).toBe(false);
  const circle: unknown[] = [];
  circle.push(circle);
  expect(within(circle, BOUNDS)).toBe(false);
});

it("accepts exactly what is within bounds as JSON", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      let nodes = 0;
      JSON.stringify(value, (_, inner: unknown) => (nodes++, inner));
      expect(within(value, { nodes, characters: 10_000 })).toBe(true);
      expect(within(value, { nodes: nodes - 1, characters: 10_000 })).toBe(false);
    }),
  );
});
