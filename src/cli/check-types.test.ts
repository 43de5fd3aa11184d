/** Type errors in an exercise's files and checks are problems like any other, and a right exercise has none. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { formatProblem } from "../course/problem.ts";
import { readAllCourseFiles } from "../lesson/files.ts";
import { typeProblems } from "./check-types.ts";

const FILES: Record<string, string> = {
  "lessons/week-01/queue/stub.ts": 'import { todo } from "std";\nexport const n = (): number => todo("n");\n',
  "lessons/week-01/queue/solution.ts":
    'import type { Future } from "std/future";\nexport const n = (unused: Future<number>): number => 1;\n',
  "lessons/week-01/queue/wrong/two.ts": "export const n = (): number => 2;\n",
  "lessons/week-01/other/stub.ts": 'const n: number = "of an exercise that is not asked for";\n',
  "harness/queue.ts": 'export const queueChecks = { exercise: "week-01/queue", checks: [] };\n',
};

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "check-types-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function problems(changed: Record<string, string> = {}): Promise<string[]> {
  for (const [path, text] of Object.entries({ ...FILES, ...changed })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const found = await typeProblems(root, await readAllCourseFiles(root), ["week-01/queue"]);
  return found.map((problem) => formatProblem(problem).replaceAll(/\n.*\|.*/g, ""));
}

it("finds none in right files", async () => {
  expect(await problems()).toEqual([]);
});

it.each<[string, string, string]>([
  [
    "lessons/week-01/queue/stub.ts",
    'const n: number = "a";\nexport { n };\n',
    "1:7 error[type-error]: Type 'string' is not assignable to type 'number'.\n  = help: TypeScript's error 2322",
  ],
  [
    "lessons/week-01/queue/solution.ts",
    'import { sleeep } from "tokio";\nexport const n = sleeep;\n',
    "1:10 error[type-error]: '\"tokio\"' has no exported member named 'sleeep'. Did you mean 'sleep'?\n  = help: TypeScript's error 2724",
  ],
  [
    "lessons/week-01/queue/wrong/two.ts",
    "export const n = (a): number => a;\n",
    "1:19 error[type-error]: Parameter 'a' implicitly has an 'any' type.\n  = help: TypeScript's error 7006",
  ],
  [
    "harness/queue.ts",
    "export const queueChecks = { checks: [missing] };\n",
    "1:39 error[type-error]: Cannot find name 'missing'.\n  = help: TypeScript's error 2304",
  ],
])("finds one in %s", async (path, text, expected) => {
  expect(await problems({ [path]: text })).toEqual([`${path}:${expected}`]);
});

it("leaves what does not parse to the compiler that learners use", async () => {
  expect(await problems({ "lessons/week-01/queue/stub.ts": "export const = 1;\n" })).toEqual([]);
});

it("finds none in the course", async () => {
  const project = fileURLToPath(new URL("../..", import.meta.url));
  const files = await readAllCourseFiles(project);
  expect(
    await typeProblems(project, files, ["week-01/gather", "week-01/histogram", "week-01/capstone"]),
  ).toEqual([]);
});
