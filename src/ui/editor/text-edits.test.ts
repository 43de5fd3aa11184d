/** What the plain editor's keys do to the text and the selection. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indent, newline, offsetAt, outdent, type TextEdit } from "./text-edits.ts";

/** `|` marks the ends of the selection, before and after. */
function run(edit: (text: string, start: number, end: number) => TextEdit, marked: string): string {
  const start = marked.indexOf("|");
  const rest = marked.slice(0, start) + marked.slice(start + 1);
  const second = rest.indexOf("|");
  const text = second === -1 ? rest : rest.slice(0, second) + rest.slice(second + 1);
  const done = edit(text, start, second === -1 ? start : second);
  const out = text.slice(0, done.from) + done.insert + text.slice(done.to);
  const tail = done.selectionEnd === done.selectionStart ? "" : "|" + out.slice(done.selectionEnd);
  return (
    out.slice(0, done.selectionStart) +
    "|" +
    out.slice(done.selectionStart, tail ? done.selectionEnd : undefined) +
    tail
  );
}

describe("indent", () => {
  test("at the caret, up to the next stop", () => {
    expect(run(indent, "a|b")).toBe("a |b");
    expect(run(indent, "|ab")).toBe("  |ab");
  });
  test("moves every selected line, but not empty ones", () => {
    expect(run(indent, "o|ne\n\ntw|o")).toBe("  o|ne\n\n  tw|o");
  });
  test("skips a line if the selection ends at its start", () => {
    expect(run(indent, "|one\n|two")).toBe("  |one\n|two");
  });
});

describe("outdent", () => {
  test("removes one stop, or less if there is less", () => {
    expect(run(outdent, "    x|")).toBe("  x|");
    expect(run(outdent, " x|")).toBe("x|");
    expect(run(outdent, "\tx|")).toBe("x|");
    expect(run(outdent, "x|")).toBe("x|");
  });
  test("never moves the caret to the line before", () => {
    expect(run(outdent, "a\n| b")).toBe("a\n|b");
  });
  test("undoes an indent of whole lines", () => {
    const code = fc.array(fc.stringMatching(/^ {0,4}[a-z]{1,5}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(code, (lines) => {
        const text = lines.join("\n");
        const there = indent(text, 0, text.length);
        const indented = text.slice(0, there.from) + there.insert + text.slice(there.to);
        const back = outdent(indented, 0, indented.length);
        expect(indented.slice(0, back.from) + back.insert + indented.slice(back.to)).toBe(text);
      }),
    );
  });
});

describe("newline", () => {
  test("keeps the depth", () => {
    expect(run(newline, "  a;|")).toBe("  a;\n  |");
  });
  test("goes one deeper after an opening bracket", () => {
    expect(run(newline, "f(() => {|")).toBe("f(() => {\n  |");
  });
  test("opens a block that already has its closing bracket", () => {
    expect(run(newline, "  if (x) {|}")).toBe("  if (x) {\n    |\n  }");
  });
  test("replaces what is selected", () => {
    expect(run(newline, "a|bc|d")).toBe("a\n|d");
  });
});

describe("offsetAt", () => {
  test("counts lines and columns from 1", () => {
    expect(offsetAt("ab\ncd", 1, 1)).toBe(0);
    expect(offsetAt("ab\ncd", 2, 2)).toBe(4);
  });
  test("stays inside the line and inside the text", () => {
    expect(offsetAt("ab\ncd", 1, 99)).toBe(2);
    expect(offsetAt("ab\ncd", 99, 1)).toBe(3);
  });
});
