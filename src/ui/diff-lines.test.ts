/** A diff loses no line of either side, and folds only identical lines. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffRows, fold, type DiffRow } from "./diff-lines.ts";

const text = fc
  .array(fc.constantFrom("a", "b", "c", "", "  d"), { maxLength: 12 })
  .map((lines) => lines.join("\n"));
const lines = (whole: string) => (whole === "" ? [] : whole.replace(/\n$/, "").split("\n"));
const side = (rows: DiffRow[], other: DiffRow["kind"]) =>
  rows.filter((row) => row.kind !== other).map((row) => row.text);

describe("diffRows", () => {
  test("numbers each side by itself", () => {
    expect(diffRows("a\nb\n", "a\nx\nb\n")).toEqual([
      { kind: "same", text: "a", mine: 1, theirs: 1 },
      { kind: "theirs", text: "x", mine: undefined, theirs: 2 },
      { kind: "same", text: "b", mine: 2, theirs: 3 },
    ]);
  });

  test("a missing newline at the end is not a difference", () => {
    expect(diffRows("a\nb", "a\nb\n").every((row) => row.kind === "same")).toBe(true);
  });

  test("both sides can be read back from it", () => {
    fc.assert(
      fc.property(text, text, (mine, theirs) => {
        const rows = diffRows(mine, theirs);
        expect(side(rows, "theirs")).toEqual(lines(mine));
        expect(side(rows, "mine")).toEqual(lines(theirs));
      }),
    );
  });
});

describe("fold", () => {
  test("keeps three lines around a difference and folds the rest", () => {
    const same = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const changed = same.with(10, "changed");
    const parts = fold(diffRows(same.join("\n"), changed.join("\n")));
    expect(parts.map((part) => (part.kind === "folded" ? part.lines : part.rows.length))).toEqual([7, 8, 6]);
  });

  test("shown and folded lines add up, and no difference is folded", () => {
    fc.assert(
      fc.property(text, text, (mine, theirs) => {
        const rows = diffRows(mine, theirs);
        const parts = fold(rows, 1);
        const shown = parts.flatMap((part) => (part.kind === "rows" ? part.rows : []));
        const folded = parts.reduce((sum, part) => sum + (part.kind === "folded" ? part.lines : 0), 0);
        expect(shown.length + folded).toBe(rows.length);
        expect(shown.filter((row) => row.kind !== "same")).toEqual(rows.filter((row) => row.kind !== "same"));
      }),
    );
  });
});

test("compares long texts with nothing in common as one change", () => {
  const theirs = Array.from({ length: 100_000 }, (_, line) => `line ${line}`).join("\n");
  const rows = diffRows("mine\nalone", theirs);
  expect(rows).toHaveLength(100_002);
  expect(rows.slice(0, 3).map(({ kind }) => kind)).toEqual(["mine", "mine", "theirs"]);
});
