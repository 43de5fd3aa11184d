/** "Did you mean" suggests similar words only. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closest, distance } from "./closest.ts";

const word = fc.string({ maxLength: 8 });

describe("distance", () => {
  it("is a number of edits: 0 for equal words, symmetric, at most the longer length", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const edits = distance(a, b);
        expect(edits === 0).toBe(a === b);
        expect(edits).toBe(distance(b, a));
        expect(edits).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(edits).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });

  it("counts one for each kind of edit", () => {
    for (const slip of ["exercis", "exercisee", "exercize", "exercsie"])
      expect(distance(slip, "exercise")).toBe(1);
  });
});

describe("closest", () => {
  it("suggests the nearest, ignoring case", () => {
    expect(closest("Titel", ["tile", "title"])).toBe("title");
    expect(closest("nota", ["question", "note", "journal"])).toBe("note");
  });

  it("suggests nothing dissimilar, and no other number", () => {
    expect(closest("spoiler", ["note", "question"])).toBeUndefined();
    expect(closest("day-3", ["day-1", "day-12"])).toBeUndefined();
    expect(closest("day-l", ["day-1"])).toBe("day-1");
  });
});
