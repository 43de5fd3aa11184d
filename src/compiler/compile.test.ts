/** The compiler accepts what a learner may write, and explains, with its position, what they may not. */
import { compileFunction } from "node:vm";
import * as esbuild from "esbuild";
import { expect, test } from "vitest";
import { compile } from "./compile.ts";
import { positionLookup } from "./positions.ts";
import type { Compiled, Diagnostic, UsedExercise } from "./types.ts";

const compiled = (source: string): Promise<Compiled> => compile(esbuild, source, "learner.ts");

async function errors(source: string): Promise<Diagnostic[]> {
  const result = await compiled(source);
  return result.ok ? [] : result.errors;
}

async function onlyError(source: string): Promise<Diagnostic> {
  const [first, ...rest] = await errors(source);
  expect(rest).toEqual([]);
  return first as Diagnostic;
}

/** Runs a compiled script against a table of modules, as the engine does. */
async function run(source: string, modules: Record<string, Record<string, unknown>> = {}): Promise<unknown> {
  const result = await compiled(source);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  let factory: (() => unknown) | undefined;
  const course = { modules, load: (given: () => unknown) => void (factory = given) };
  compileFunction(result.script, ["__course"])(course);
  return factory?.();
}

test("a module becomes a factory of its exports, with the learner API behind its imports", async () => {
  const source = `
    import { Poll, type Context } from "std/task";
    import { Future } from "std/future";
    export class Own implements Future<number> { poll(_cx: Context): Poll<number> { return Poll.Ready(7); } }
  `;
  const made = (await run(source, { "std/task": { Poll: { Ready: (n: number) => [n] } } })) as {
    Own: new () => { poll(): unknown };
  };
  expect(new made.Own().poll()).toEqual([7]);
});

test("no learner code runs before the factory is called, and then in strict mode", async () => {
  await expect(run("export const a = 1; undeclared = 2;")).rejects.toThrow(ReferenceError);
  const result = await compiled("throw new Error('at import');");
  expect(result.ok && (() => compileFunction(result.script, ["__course"])({ load: () => {} }))).not.toThrow();
});

test("the editor shows type errors, not the compiler", async () => {
  expect(await errors("export const n: number = 'text';")).toEqual([]);
});

test.each([
  ['import _ from "lodash";', '"lodash" cannot be imported.', 15, 8],
  ['import { x } from "./x";', '"./x" cannot be imported.', 19, 5],
  ['import fs from "node:fs";', '"node:fs" cannot be imported.', 16, 9],
  ['import { Poll } from "std::task";', 'Did you mean "std/task"?', 22, 11],
  ['import { spawn } from "tokio/spawn";', 'Did you mean "tokio"?', 23, 13],
  ['import { pollFn } from "std/futures";', 'Did you mean "std/future"?', 24, 13],
  [
    'const x = import("https://example.test/x.js");',
    '"https://example.test/x.js" cannot be imported.',
    18,
    27,
  ],
])("%s", async (line, message, column, length) => {
  const error = await onlyError(`// first\n${line}\nexport {};`);
  expect(error.message).toContain(message);
  expect(error).toMatchObject({ line: 2, column, length, lineText: line });
  expect(error.notes.join()).toContain('"std/task"');
});

test.each([
  ['import { poll_fn } from "std/future"; poll_fn();', 'Did you mean "pollFn"?', 10],
  ['import { Waker } from "std/future"; Waker.noop();', 'It is in "std/task".', 10],
  ['import tokio from "tokio"; tokio();', '"tokio" has no default export.', 8],
  ['import { Future } from "std/future"; new Future();', 'exports no value named "Future"', 10],
])("%s", async (line, message, column) => {
  const error = await onlyError(line);
  expect(error.message).toContain(message);
  expect(error).toMatchObject({ line: 1, column });
});

test.each([
  ["after Cyrillic", "const имя = 'привет'; const = 1;"],
  ["after emoji", "const crab = '🦀🦀🦀'; const = 1;"],
  ["after tabs", "\t\tconst = 1;"],
  ["after a line break of another system", "const a = 1;\r\nconst = 1;"],
  ["after a paragraph separator, which ends no line in an editor", "const a = 1;\u2029const = 1;"],
])("the column counts UTF-16 units %s", async (_, source) => {
  const error = await onlyError(source);
  const lineText = source.split("\r\n").at(-1) ?? "";
  expect(error.lineText).toBe(lineText);
  expect(error.column).toBe(lineText.lastIndexOf("= 1") + 1);
});

test("a wrong import beside a type that is imported as a value is the only error", async () => {
  const error = await onlyError(
    'import { Future } from "std/future";\nimport _ from "lodash";\nexport let f: Future<_>;',
  );
  expect(error).toMatchObject({ line: 2, column: 15 });
});

test("an import in a comment or a string does not count", async () => {
  expect(await errors(`// from "lodash"\nexport const text = 'import "lodash"';`)).toEqual([]);
});

test("several mistakes are all reported, in order", async () => {
  const lines = (await errors('import "a";\nimport "b";\nimport "c";')).map(({ line }) => line);
  expect(lines).toEqual([1, 2, 3]);
});

test("a computed import has nothing to load from", async () => {
  const made = (await run("export const load = (name: string) => import(name);")) as {
    load: (name: string) => Promise<unknown>;
  };
  await expect(made.load("node:fs")).rejects.toThrow(/not supported/);
});

test("an empty file is a module without exports", async () => {
  expect(await run("")).toEqual({});
});

test.each([
  ["await 1; export {};", "at the top level", "asyncBlock"],
  ["for await (const x of []) {} export {};", "at the top level", "asyncBlock"],
  ["export function f() { await 1; }", 'inside an "async" function', "yield* awaited(future)"],
  ["pub async fn gather() {}", "", "To write Rust, choose Rust above the editor."],
  ["let a = 1;\u0000", "NUL", "Delete it"],
  ["let a = 1;\u200B", "possibly invisible", "Delete it"],
])("%j is explained in the course's terms", async (source, message, note) => {
  const [error] = await errors(source);
  expect(error?.message).toContain(message);
  expect(error?.message).not.toMatch(/iife|output format/);
  expect(error?.notes.join(" ")).toContain(note);
});

test("esbuild's own note about another line names the line", async () => {
  const [error] = await errors("export const a = 1;\nexport const a = 2;");
  expect(error?.notes).toEqual(['The name "a" was originally exported here (line 1).']);
});

test("a stack trace's line is the editor's, also after a line separator", async () => {
  const source = "const text = `\u2028`;\nexport const boom = () => { throw new Error(text); };\n";
  const result = await compiled(source);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  const at = result.script.split(/\r\n|[\n\r\u2028\u2029]/).findIndex((line) => line.includes("throw new"));
  expect(positionLookup(result.map, source)(at + 1, 30)).toMatchObject({ line: 2 });
});

const histogram: UsedExercise = {
  id: "week-01/histogram",
  exports: ["Histogram"],
  source: 'import { buckets } from "week-01/buckets";\nexport class Histogram { buckets = buckets; }\n',
  uses: [{ id: "week-01/buckets", exports: ["buckets"], source: "export const buckets = 128;\n", uses: [] }],
};

test("a used exercise brings the exercises it uses, and its lines map to nothing", async () => {
  const source =
    'import { Histogram } from "week-01/histogram";\nexport const made = () => new Histogram();\n';
  const result = await compile(esbuild, source, "learner.ts", { uses: [histogram] });
  if (!result.ok) throw new Error(result.errors[0]?.message);
  let factory: (() => { made(): unknown }) | undefined;
  compileFunction(result.script, ["__course"])({ load: (given: typeof factory) => void (factory = given) });
  expect(factory?.().made()).toEqual({ buckets: 128 });
  const lookup = positionLookup(result.map, source);
  const lineOf = (text: string) => {
    const line = result.script.split("\n").findIndex((each) => each.includes(text));
    return lookup(line + 1, (result.script.split("\n")[line]?.indexOf(text) ?? 0) + 1)?.line;
  };
  expect([lineOf("128"), lineOf("new Histogram")]).toEqual([undefined, 2]);
});

test.each([
  ['import { gather } from "week-01/gather";', '"week-01/gather" cannot be imported.', "lists under `uses`"],
  [
    'import { Histogram } from "week-01/histgram";',
    'Did you mean "week-01/histogram"?',
    "lists under `uses`",
  ],
  [
    'import { buckets } from "week-01/buckets";',
    '"week-01/buckets" cannot be imported.',
    "lists under `uses`",
  ],
  ['import { Histogran } from "week-01/histogram"; Histogran;', 'Did you mean "Histogram"?', '"Histogram"'],
  ['import Histogram from "week-01/histogram"; Histogram;', "has no default export", "{ Histogram }"],
])("%s is explained at its line", async (line, message, note) => {
  const result = await compile(esbuild, `// one\n${line}\n`, "learner.ts", { uses: [histogram] });
  const [error] = result.ok ? [] : result.errors;
  expect(error?.message).toContain(message);
  expect(error?.notes.join(" ")).toContain(note);
  expect(error?.line).toBe(2);
});

test("a type of a used exercise may be imported as if it were a value, also beside a wrong import", async () => {
  const typed = {
    ...histogram,
    source: "export interface Bucket { n: number }\nexport class Histogram {}\n",
  };
  const source =
    'import { Bucket, Histogram } from "week-01/histogram";\nexport const h: Bucket = new Histogram() as never;\n';
  expect((await compile(esbuild, source, "learner.ts", { uses: [typed] })).ok).toBe(true);
  const result = await compile(esbuild, `${source}import { x } from "lodash";\n`, "learner.ts", {
    uses: [typed],
  });
  expect(result.ok || result.errors.map(({ line }) => line)).toEqual([3]);
});

test("an error in a used exercise's code is shown at its import", async () => {
  const broken = { ...histogram, source: "export class Histogram {\n  record( {\n}\n" };
  const source = '// one\nimport { Histogram } from "week-01/histogram";\nHistogram;\n';
  const result = await compile(esbuild, source, "learner.ts", { uses: [broken] });
  const [error] = result.ok ? [] : result.errors;
  expect(error).toMatchObject({ line: 2, column: 27, length: 19 });
  expect(error?.message).toMatch(/^The code of "week-01\/histogram" does not compile: /);
  const empty = await compile(esbuild, source, "learner.ts", {
    uses: [{ ...histogram, source: "export {};\n" }],
  });
  expect(empty.ok || empty.errors[0]?.message).toBe(
    'Your code for "week-01/histogram" does not export "Histogram".',
  );
});
