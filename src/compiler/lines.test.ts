/** A position in the learner's file maps to the same place in the editor, whichever characters end its lines. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editorPosition, javascriptLine } from "./lines.ts";

const text = fc
  .array(fc.constantFrom("a", "bc", "\n", "\r\n", "\r", "\u2028", "\u2029", "😀"), { maxLength: 30 })
  .map((parts) => parts.join(""));

describe("editorPosition", () => {
  it("counts as the editor does: U+2028 and U+2029 end no line", () => {
    const source = "one\u2028two\nthree";
    expect(javascriptLine(source, 2)).toBe("two");
    expect(editorPosition(source, { line: 2, column: 2 })).toEqual({
      line: 1,
      column: 6,
      lineText: "one\u2028two",
    });
    expect(editorPosition(source, { line: 3, column: 1 })).toMatchObject({ line: 2, column: 1 });
  });

  it("points at the same character of any text", () => {
    fc.assert(
      fc.property(text, fc.nat(), (source, seed) => {
        const ends = [...source.matchAll(/\r\n|[\n\r\u2028\u2029]/g)];
        const starts = [0, ...ends.map((end) => end.index + end[0].length)];
        const line = (seed % starts.length) + 1;
        const inLine = javascriptLine(source, line);
        const column = (seed % (inLine.length + 1)) + 1;
        const found = editorPosition(source, { line, column });
        const before = source.slice(0, (starts[line - 1] ?? 0) + column - 1);
        const editorLines = before.split(/\r\n|[\n\r]/);
        // No position lies between CR and LF: JavaScript ends no line there.
        expect(found.line).toBe(editorLines.length);
        expect(found.column).toBe((editorLines.at(-1)?.length ?? 0) + 1);
        expect(source.split(/\r\n|[\n\r]/)[found.line - 1]).toBe(found.lineText);
      }),
    );
  });
});
