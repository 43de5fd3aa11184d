/** Checks are judged: an id that is ill-formed or taken, a check that kills nothing alone, a reason that is not needed. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { goodCourse, writeCourse } from "../lesson/fixture.ts";
import { formatProblem } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { judgeChecks } from "./judge-checks.ts";
import { missingExports } from "./exports-of.ts";

const CHECKS = `import type { Check } from "./check.ts";

const order: Check = { id: "order" };
const length: Check = { id: "length" };
export const queueChecks = { exercise: "week-01/queue", checks: [order, length] satisfies Check[] };
`;
const YAML = "title: A queue\nsummary: First in, first out.\nexports: [Queue]\nminutes: 20\n";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "judge-checks-"));
  await writeCourse(goodCourse(), root);
  await writeFile(join(root, "harness/queue.ts"), CHECKS);
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** @param rows wrong answer -> the checks that kill it */
async function judged(
  ids: readonly string[],
  rows: Record<string, readonly string[]>,
  overlaps = "",
  language?: "rust",
  claimed = "",
): Promise<string[]> {
  await writeFile(join(root, "lessons/week-01/queue/exercise.yaml"), YAML + overlaps);
  const problems: Problem[] = [];
  const matrix = {
    exercise: "week-01/queue",
    checks: ids.map((id) => ({ id, title: id })),
    rows: Object.entries(rows).map(([name, killers]) => ({
      name,
      claim: { check: killers[0] ?? claimed, says: "" },
      checks: ids.map((id) => ({
        id,
        title: id,
        status: killers.includes(id) ? ("fail" as const) : ("pass" as const),
        message: "",
      })),
    })),
    problems,
  };
  await judgeChecks(root, matrix, problems, language);
  return problems.map((problem) => formatProblem(problem).replaceAll(/\n.*\|.*/g, ""));
}

it("accepts checks that each kill a wrong answer alone", async () => {
  expect(await judged(["order", "length"], { stack: ["order"], bag: ["length"] })).toEqual([]);
});

it("reports a check that kills nothing, or nothing alone, with what to do", async () => {
  const remedy = `  = help: add a wrong answer that only this check kills, remove the check, or say under \`overlaps\` in lessons/week-01/queue/exercise.yaml why it stays`;
  expect(await judged(["order", "length"], { stack: ["order"] })).toEqual([
    `harness/queue.ts:4:30 error[kills-nothing]: the check "length" kills none of the wrong answers\n${remedy}`,
  ]);
  expect(await judged(["order", "length"], { stack: ["order"], bag: ["order", "length"] })).toEqual([
    `harness/queue.ts:4:30 error[kills-nothing]: the check "length" kills nothing alone: other checks kill bag too\n${remedy}`,
  ]);
});

it("accepts a reason, and reports one that is not needed or names no check", async () => {
  const overlaps = (...ids: string[]): string =>
    `overlaps:\n  - checks: [${ids.join(", ")}]\n    reason: it says more\n`;
  const rows = { stack: ["order"], bag: ["order", "length"] };
  expect(await judged(["order", "length"], rows, overlaps("length"))).toEqual([]);
  expect(await judged(["order", "length"], rows, overlaps("length", "order", "lenght"))).toEqual([
    'lessons/week-01/queue/exercise.yaml:6:22 error[kills-nothing]: the check "order" kills stack alone, so it needs no reason\n  = help: take it out of `overlaps`',
    'lessons/week-01/queue/exercise.yaml:6:29 error[kills-nothing]: unknown check "lenght"\n  = help: did you mean "length"?',
  ]);
});

it("judges Rust by its own wrong answers: at its own checks, with its own reasons", async () => {
  const checks = join(root, "harness/queue/checks.rs");
  await mkdir(join(checks, ".."), { recursive: true });
  await writeFile(checks, 'Check { id: "order" }, Check { id: "length" }\n');
  const rows = { bag: ["order", "length"], stack: ["order"] };
  const reason = (language: string): string =>
    `overlaps:\n  - checks: [length]\n    ${language}\n    reason: it says more\n`;
  const judgedInRust = (overlaps: string): Promise<string[]> =>
    judged(["order", "length"], rows, overlaps, "rust");
  expect(await judgedInRust("")).toEqual([
    'harness/queue/checks.rs:1:37 error[kills-nothing]: the check "length" kills nothing alone in Rust: other checks kill bag too\n  = help: add a wrong answer in Rust that only this check kills, remove the check, or say under `overlaps` in lessons/week-01/queue/exercise.yaml why it stays',
  ]);
  expect(await judgedInRust(reason("language: typescript"))).toHaveLength(1);
  expect(await judgedInRust(reason("language: rust"))).toEqual([]);
  // A reason for both is needed if TypeScript needs it.
  expect(await judgedInRust(reason(""))).toEqual([]);
  expect(
    await judged(
      ["order", "length"],
      { all: ["length"], stack: ["order"] },
      reason("language: rust"),
      "rust",
    ),
  ).toEqual([
    'lessons/week-01/queue/exercise.yaml:6:14 error[kills-nothing]: the check "length" kills all alone in Rust, so it needs no reason\n  = help: take it out of `overlaps`',
  ]);
  // A reason for Rust excuses nothing in TypeScript.
  expect(await judged(["order", "length"], rows, reason("language: rust"))).toHaveLength(1);
  await rm(join(root, "harness/queue"), { recursive: true });
});

it("leaves out a check that a wrong answer names and survives, which is reported there", async () => {
  expect(await judged(["order", "length"], { stack: ["order"], bag: [] }, "", undefined, "length")).toEqual(
    [],
  );
});

it.each(["Order", "first_poll", "1st", "-a", "a--b", "", "a b"])("refuses the id %j", async (id) => {
  expect((await judged([id], { stack: [id] })).join("\n")).toContain(
    `error[check-id]: the id of a check must be kebab-case, got "${id}"`,
  );
});

it("reports the second check of two with the same id", async () => {
  await writeFile(join(root, "harness/queue.ts"), CHECKS.replace('"length"', '"order"'));
  const found = await judged(["order", "order"], { stack: ["order"] });
  await writeFile(join(root, "harness/queue.ts"), CHECKS);
  expect(found).toContain(
    'harness/queue.ts:4:30 error[check-id]: another check of this exercise has the id "order"\n  = help: choose another',
  );
});

it("reports exports that a file lacks, however it exports", async () => {
  const yaml = { path: "exercise.yaml", text: "title: A\nexports: [one, two, Three, $f]\n" };
  const wanted = ["one", "two", "Three", "$f"];
  const missing = async (source: string): Promise<string[]> =>
    (await missingExports("stub.ts", source, wanted, yaml)).map(
      ({ line, column, message }) => `${line}:${column} ${message}`,
    );
  expect(
    await missing(
      'import type { T } from "std"; export function one(): T | void {}\nconst a = 1; export { a as two };\nexport abstract class Three {}\nexport const { $f } = { $f: a };',
    ),
  ).toEqual([]);
  expect(
    await missing("export type one = number;\nfunction two() {}\nexport default class Three {}"),
  ).toEqual([
    '2:11 stub.ts does not export "one"',
    '2:16 stub.ts does not export "two"',
    '2:21 stub.ts does not export "Three"',
    '2:28 stub.ts does not export "$f"',
  ]);
  expect(await missing("export const {")).toEqual([]);
});
