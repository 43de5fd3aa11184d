import fc from "fast-check";
import { expect, it } from "vitest";
import { toCsv } from "./csv.ts";

const BOM = "\u{feff}";
const row = (text: string): string => toCsv(["a"], [[text]]).slice(`${BOM}a\r\n`.length, -2);

it("quotes what CSV must quote, marks its encoding, and keeps numbers", () => {
  expect(toCsv(["a"], [['x"y,z\n'], ["-1+2"], [-3]])).toBe(`${BOM}a\r\n"x""y,z\n"\r\n'-1+2\r\n-3\r\n`);
});

it.each([
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["＝1+1", "'＝1+1"],
  ["－1", "'－1"],
  ["\u200b=1", "\u200b'=1"],
  ["\ufeff=1", "\ufeff'=1"],
  ["  =1", "  '=1"],
  ['"=1"', `"""'=1"""`],
  ["\tx", `"'\tx"`],
  // A spreadsheet with semicolon separators splits here.
  ["a;=1", `"a;'=1"`],
  ["a\r\n=1", `"a\n'=1"`],
  ["a=1", "a=1"],
  ["Ada Lovelace-King", "Ada Lovelace-King"],
])("%j", (text, written) => {
  expect(row(text)).toBe(written);
});

it("begins no cell with a formula, whichever separator splits the file", () => {
  const nasty = fc.array(fc.constantFrom(...Array.from("=+-@＝＋－＠;,|\"' a\t\r\n\ufeff\u200b\u202e")), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(nasty, (parts) => {
      for (const cell of row(parts.join("")).split(/[;,\t\r\n|]/))
        expect(cell.replace(/^[\s\p{Cf}"]+/u, "")).not.toMatch(/^[=+\-@＝＋－＠]/);
    }),
    { numRuns: 2_000 },
  );
});

it("cuts a cell that a spreadsheet would silently cut", () => {
  expect(row("x".repeat(40_000))).toHaveLength(32_001);
});
