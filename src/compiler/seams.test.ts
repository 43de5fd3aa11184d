/** Where a compiled script may stop, and that nothing else about it changes. */
import { expect, it } from "vitest";
import { SEAM } from "../runtime/std/pause.ts";
import { withSeams } from "./seams.ts";

const SEAM_TEXT = `yield ${JSON.stringify(SEAM.value)};`;
/** With `◆` for each seam. */
const cut = (script: string): string => withSeams(script).replaceAll(` ${SEAM_TEXT}`, "◆");

it.each([
  ["a call", "function* f() { spawn(a); g(); }", "function* f() { spawn(a);◆ g();◆ }"],
  ["an await", "function* f() { yield* awaited(a()); }", "function* f() { yield* awaited(a());◆ }"],
  ["a declaration", "function* f() { const x = g(); let y; }", "function* f() { const x = g();◆ let y; }"],
  ["a new object", "function* f() { x = new X(); }", "function* f() { x = new X();◆ }"],
  ["nothing that calls", "function* f() { x = 1; y++; }", "function* f() { x = 1; y++; }"],
  ["a function that is only made", "function* f() { x = () => g(); }", "function* f() { x = () => g(); }"],
  ["a loop's one statement", "function* f() { for (;;) g(); }", "function* f() { for (;;) { g();◆ }◆ }"],
  [
    "both branches",
    "function* f() { if (x) a(); else b(); }",
    "function* f() { if (x) { a();◆ } else { b();◆ } }",
  ],
  [
    "a head of a loop",
    "function* f() { for (let i = a(); i < b(); c()) i; }",
    "function* f() { for (let i = a(); i < b(); c()) i;◆ }",
  ],
  ["what returns", "function* f() { return g(); }", null],
  [
    "a case",
    "function* f() { switch (x) { case 1: g(); } }",
    "function* f() { switch (x) { case 1: g();◆ } }",
  ],
  [
    "try",
    "function* f() { try { a(); } finally { b(); } }",
    "function* f() { try { a();◆ } finally { b();◆ } }",
  ],
  ["no generator", "function f() { g(); } async function h() { g(); }", null],
  [
    "a generator in a generator",
    "function* f() { a(function* () { b(); }); }",
    "function* f() { a(function* () { b();◆ });◆ }",
  ],
  ["a method", "class A { *m() { g(); } }", "class A { *m() { g();◆ } }"],
])("%s", (_, script, expected) => {
  expect(cut(script)).toBe(expected ?? script);
});

it.each([
  ["its own", "function* f() { g(); yield 1; }"],
  ["another's", "function* f() { g(); yield* values(); } function* values() { yield 1; }"],
  [
    "another's in turn",
    "const a = function* () { g(); yield* b(); }, b = function* () { yield* c(); }, c = function* () { yield 1; };",
  ],
  ["a method's", "class A { *all() { g(); yield* this.some(); } *some() { yield 1; } }"],
  ["a list's", "function* f() { g(); yield* [1, 2]; }"],
])("a generator that yields values, %s, stays as it is", (_, script) => {
  expect(withSeams(script)).toBe(script);
});

it("moves no line, and nothing that stands before it on its line", () => {
  const script = `function* f() {\n  spawn(a);\n  for (let i = 0; i < 3; i++)\n    g(i);\n  if (x) h();\n}`;
  const before = script.split("\n");
  const after = withSeams(script).split("\n");
  expect(after).toHaveLength(before.length);
  expect(after[1]).toBe(`  spawn(a); ${SEAM_TEXT}`);
  expect(after[3]).toBe(`    g(i); ${SEAM_TEXT} } ${SEAM_TEXT}`);
});
