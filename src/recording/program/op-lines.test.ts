/** Marks leave no trace in the text, and every op of a printed program has its line. */
import { expect, it } from "vitest";
import { codeWithLines } from "./code.ts";
import { mark, readMarks } from "./op-lines.ts";
import { parseText } from "./text.ts";

it("takes the marks out and says where they were", () => {
  const marked = `a${mark(0, 0, 1, 1)}\nb\nloop${mark(1, 2, 2, 3)} x${mark(1, 3, 2, 3)}`;
  expect(readMarks(marked)).toEqual({
    text: "a\nb\nloop x",
    lines: [[1], [undefined, undefined, 3, 3, 3, 3, 3, 3]],
  });
});

it("gives each op of a program its line, in the text and in what is printed", () => {
  const parsed = parseText(
    "body 0\n  spawn 1\n  repeat 3\n    yield\n    send 0\n  end\n  join 0\nbody 1\n  recv 0",
  );
  if (!parsed.ok) throw new Error("the program does not parse");
  expect(parsed.lines).toEqual([[2, 4, 5, 4, 5, 4, 5, 7], [9]]);
  const printed = codeWithLines(parsed.program)!;
  const lines = printed.text.split("\n");
  const at = printed.lines.map((ops) => ops.map((line) => lines[line! - 1]!.trim()));
  expect(at[0]![0]).toContain("spawn(");
  expect(at[0]!.slice(1, 7)).toEqual([
    "yield* awaited(yieldNow());",
    "tx0.send(0);",
    "yield* awaited(yieldNow());",
    "tx0.send(0);",
    "yield* awaited(yieldNow());",
    "tx0.send(0);",
  ]);
  expect(at[1]).toEqual(["yield* awaited(rx0.recv());"]);
  expect(printed.text).not.toContain("\u0001");
});
