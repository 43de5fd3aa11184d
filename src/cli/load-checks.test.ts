/** A file of checks that cannot be loaded is told where it is, in its own words, and stops no other. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { formatProblem } from "../course/problem.ts";
import { readAllCourseFiles } from "../lesson/files.ts";
import { brokenChecks } from "./load-checks.ts";

const GOOD =
  'export const queueChecks = { exercise: "week-01/queue", checks: [{ id: "a", title: "A", needs: [], run() {} }] };\n';

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "load-checks-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function broken(files: Record<string, string>): Promise<string[]> {
  await rm(join(root, "harness"), { recursive: true, force: true });
  const all = { "harness/other.ts": GOOD, ...files };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await mkdir(join(root, "lessons"), { recursive: true });
  const found = await brokenChecks(
    root,
    await readAllCourseFiles(root),
    new Map(["week-01/queue", "week-01/other"].map((id) => [id, { exports: ["Queue"] }])),
  );
  expect([...found.keys()].filter((id) => id !== "week-01/queue")).toEqual([]);
  return [...found.values()].flatMap(({ problems }) =>
    problems.map((problem) => formatProblem(problem).split("\n")[0]!),
  );
}

it("accepts checks that load", async () => {
  expect(await broken({ "harness/queue.ts": GOOD })).toEqual([]);
});

it.each<[string, Record<string, string>, string[]]>([
  [
    "throws",
    { "harness/queue.ts": `const a = 1;\nconst b = (undefined as never as { c: 1 }).c;\n${GOOD}` },
    [
      "harness/queue.ts:2:44 error[broken-check]: loading it threw TypeError: Cannot read properties of undefined (reading 'c')",
    ],
  ],
  [
    "throws in a file that it imports",
    {
      "harness/queue.ts": `import "./queue/case.ts";\n${GOOD}`,
      "harness/queue/case.ts": '\n\nthrow new Error("boom");\n',
    },
    ["harness/queue/case.ts:3:7 error[broken-check]: loading it threw Error: boom"],
  ],
  [
    "does not parse",
    { "harness/queue.ts": `${GOOD}const = 1;\n` },
    ['harness/queue.ts:2:7 error[broken-check]: Expected identifier but found "="'],
  ],
  [
    "imports a file that is not there",
    { "harness/queue.ts": `import "./cases.ts";\n${GOOD}` },
    ['harness/queue.ts:1:8 error[broken-check]: Could not resolve "./cases.ts"'],
  ],
  [
    "imports what browsers do not have",
    { "harness/queue.ts": `import { readFileSync } from "node:fs";\nvoid readFileSync;\n${GOOD}` },
    ['harness/queue.ts:1:30 error[broken-check]: Could not resolve "node:fs"'],
  ],
  [
    "exports no checks",
    { "harness/queue.ts": "export const queue = 1;\n" },
    [
      "harness/queue.ts:1:1 error[broken-check]: this file exports no checks: expected an object with `exercise` and `checks`",
    ],
  ],
  [
    "has an empty list",
    { "harness/queue.ts": 'export const a = { exercise: "week-01/queue", checks: [] };\n' },
    ["harness/queue.ts:1:1 error[broken-check]: this exercise has an empty list of checks"],
  ],
  [
    "has a check without a function",
    { "harness/queue.ts": GOOD.replace("run() {}", "run: 1") },
    ['harness/queue.ts:1:73 error[broken-check]: the check "a" has no run (a function)'],
  ],
  [
    "has a check without needs",
    { "harness/queue.ts": GOOD.replace("needs: [], ", "") },
    ['harness/queue.ts:1:73 error[broken-check]: the check "a" has no needs (a list of exports)'],
  ],
  [
    "has a check that needs what no answer exports",
    { "harness/queue.ts": GOOD.replace("needs: []", 'needs: ["Queue", "Stack"]') },
    [
      'harness/queue.ts:1:73 error[broken-check]: the check "a" needs "Stack", which is not among the exports in exercise.yaml: Queue',
    ],
  ],
  [
    "throws something else",
    { "harness/queue.ts": `throw "boom";\n${GOOD}` },
    ["harness/queue.ts:1:1 error[broken-check]: loading it threw something: boom"],
  ],
])("reports a file that %s", async (_, files, expected) => {
  expect(await broken(files)).toEqual(expected);
});
