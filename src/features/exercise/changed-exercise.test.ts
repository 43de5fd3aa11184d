import fc from "fast-check";
import { expect, it } from "vitest";
import { mergeStub } from "./changed-exercise.ts";

const base = "// day 3\n\nexport function gather() {\n  todo();\n}\n";

it("takes the new stub's comment and keeps the learner's body", () => {
  const mine = base.replace("  todo();", "  return pollFn(sweep);");
  const theirs = base.replace("// day 3", "// day 3, with a hint");
  expect(mergeStub(mine, base, theirs)).toEqual({
    text: "// day 3, with a hint\n\nexport function gather() {\n  return pollFn(sweep);\n}\n",
    conflicts: 0,
  });
});

it("marks a place that both changed, and loses neither", () => {
  const { text, conflicts } = mergeStub(
    base.replace("todo()", "mine()"),
    base,
    base.replace("todo()", "theirs()"),
  );
  expect(conflicts).toBe(1);
  expect(text).toContain("// <<<<<<< yours\n  mine();\n// ======= the new stub\n  theirs();\n// >>>>>>>");
});

it("loses no line that the learner wrote, whatever the three texts", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "c", "", "  d"), { maxLength: 12 })
    .map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(text, text, text, (mine, stub, theirs) => {
      const merged = mergeStub(mine, stub, theirs).text.split("\n");
      const added = mine.split("\n").filter((line) => !stub.split("\n").includes(line));
      for (const line of added) expect(merged).toContain(line);
    }),
  );
});

it("changes nothing when the stub did not change", () => {
  fc.assert(
    fc.property(fc.string(), (mine) => {
      expect(mergeStub(mine, base, base).text).toBe(mine);
    }),
  );
});
