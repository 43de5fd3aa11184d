import fc from "fast-check";
import { expect, it } from "vitest";
import { indented, jsonLine, oneLine, visible } from "./visible.ts";

it("makes an escape sequence visible and harmless", () => {
  expect(oneLine("Ada\u001b[2J\u009b1mB\r")).toBe("Ada\ufffd[2J\ufffd1mB\ufffd");
});

it("reverses no line, and keeps the joiners that names need", () => {
  expect(oneLine("a\u202egnp.exe")).toBe("a\ufffdgnp.exe");
  expect(oneLine("می\u200cخواهم 👩\u200d🔬")).toBe("می\u200cخواهم 👩\u200d🔬");
});

it("indents a text's further lines", () => {
  expect(indented("a\r\n  ok    lazy\u001b[1A", "    ")).toBe("a\n      ok    lazy\ufffd[1A");
});

it("passes no character that controls a terminal", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(visible(text).replace(/[\n\t]/g, "")).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

it("writes JSON that is safe to print and parses back", () => {
  const value = { text: "a\u001b[2J\u009b\u202eb\nc" };
  expect(jsonLine(value)).toBe(oneLine(jsonLine(value)));
  expect(JSON.parse(jsonLine(value))).toEqual(value);
});
