/** Marking code in a message never loses a character of the learner's values. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { codeSpans } from "./code-spans.ts";

test("text in backticks is code", () => {
  expect(codeSpans("no `gather`; it exports `x`.")).toEqual([
    { code: false, text: "no " },
    { code: true, text: "gather" },
    { code: false, text: "; it exports " },
    { code: true, text: "x" },
    { code: false, text: "." },
  ]);
});

test.each(["one ` alone", "`", "``", "a\n`b\nc`"])("%j has no code in it", (text) => {
  expect(codeSpans(text)).toEqual([{ code: false, text }]);
});

test("nothing is lost", () => {
  const text = fc.string({ unit: fc.constantFrom("a", " ", "`", "\n") });
  fc.assert(
    fc.property(text, (message) => {
      const back = codeSpans(message).map((span) => (span.code ? `\`${span.text}\`` : span.text));
      expect(back.join("")).toBe(message);
    }),
  );
});
