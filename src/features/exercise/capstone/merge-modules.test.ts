import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { mergeModules } from "./merge-modules.ts";

it("merges imports by module, values and types apart", () => {
  const { text, clashes } = mergeModules(
    `import { pollFn } from "std/future";\nimport type { Future } from "std/future";\nimport { Poll } from 'std/task'\n\nexport function gather() {}\n`,
    `import { todo } from "std";\nimport {\n  type Future,\n  ready as done,\n} from "std/future";\nexport class Histogram {}\n`,
  );
  expect(text).toBe(`import { todo } from "std";
import { pollFn, ready as done } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather() {}

export class Histogram {}
`);
  expect(clashes).toEqual([]);
});

it("keeps a namespace import, and drops nothing that only looks like one", () => {
  const { text } = mergeModules(
    'import * as task from "std/task";\nconst s = `\n  import { x } from "y"`;\nexport const a = s;',
    "export const b = 2; // import { c } from 'd'",
  );
  expect(text).toContain('import * as task from "std/task";');
  expect(text).toContain('  import { x } from "y"`;');
  expect(text).toContain("// import { c } from 'd'");
});

it("names what both files declare", () => {
  const first = "const slots = 1;\nexport function gather() { const inner = 1; }";
  const second = "const slots = 2;\nconst inner = 3;\nexport class Histogram {}";
  expect(mergeModules(first, second).clashes).toEqual(["slots"]);
});

it("gives a capstone with both exports from the exercises' own solutions", () => {
  const read = (name: string) => readFileSync(`lessons/week-01/${name}/solution.ts`, "utf8");
  const { text, clashes } = mergeModules(read("gather"), read("histogram"));
  expect(clashes).toEqual([]);
  expect(text.match(/^import /gm)).toHaveLength(3);
  expect(text).toMatch(/^export function gather/m);
  expect(text).toMatch(/^export class Histogram/m);
});
