/** `course check` as an instructor and an editor use it. */
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goodCourse, parseFixture, writeCourse } from "../lesson/fixture.ts";
import { fileProblem } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { areGood, run } from "./check.ts";

// Without wrong answers nothing is graded, so these courses need no working checks.
const UNGRADED = "=== without lessons/week-01/queue/wrong/stack.ts\n";

let root = "";
let printed = "";
const write = (text: string): void => void (printed += text);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "course-check-"));
  await writeCourse(parseFixture(UNGRADED, goodCourse()), root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("course check", () => {
  it("prints problems as a compiler does, then counts, and fails", async () => {
    printed = "";
    expect(await run({ format: "text", root, write, only: ["week-01/queue"] })).toBe(1);
    expect(printed).toBe(`lessons/week-01/queue:1:1 error[exercise-file]: the exercise has no wrong answers
  = help: write at least one in lessons/week-01/queue/wrong/, to test the checks

lessons: 2 weeks, 3 lessons, 2 exercises, 80 minutes; 1 problem
exercises: 1 not graded; some of their files or checks are missing or broken
`);
  });

  it("prints one JSON object a line, and nothing else", async () => {
    const lesson = goodCourse().get("lessons/week-02/day-1.md") ?? "";
    await writeFile(join(root, "lessons/week-02/day-1.md"), lesson.replace("::exercise", "::exercize"));
    printed = "";
    expect(await run({ format: "json", root, write, only: ["week-01/queue"] })).toBe(1);
    const lines = printed.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ file: "lessons/week-01/queue", rule: "exercise-file" }),
      {
        file: "lessons/week-02/day-1.md",
        line: 11,
        column: 3,
        length: 8,
        rule: "unknown-block",
        message: 'unknown block "exercize"',
        help: 'did you mean "exercise"?',
        text: '::exercize{#queue exercise="week-01/queue"}',
      },
    ]);
  });

  it("grades nothing if a file is unreadable, and names it", async () => {
    const course = await mkdtemp(join(tmpdir(), "course-check-"));
    const stub = join(course, "lessons/week-01/queue/stub.ts");
    await writeCourse(parseFixture("=== without lessons/week-01/queue/stub.ts\n", goodCourse()), course);
    await symlink(stub, stub);
    printed = "";
    expect(await run({ format: "text", root: course, write, only: ["week-01/queue"] })).toBe(1);
    await rm(course, { recursive: true, force: true });
    expect(printed).toContain("lessons/week-01/queue/stub.ts:1:1 error[unreadable]: cannot read this file: ");
    expect(printed).toContain(
      "1 problem\nexercises: 1 not graded; some of their files or checks are missing or broken\n",
    );
  });

  it("fails on a warning only with --strict", () => {
    const warning: Problem = { ...fileProblem("a.md", "leftover-todo", "a TODO"), severity: "warning" };
    const error = fileProblem("a.md", "yaml", "invalid");
    expect([false, true].map((strict) => areGood([], strict))).toEqual([true, true]);
    expect([false, true].map((strict) => areGood([warning], strict))).toEqual([true, false]);
    expect([false, true].map((strict) => areGood([warning, error], strict))).toEqual([false, false]);
  });

  it("refuses an unknown exercise", async () => {
    printed = "";
    expect(await run({ format: "text", root, write, only: ["week-01/queue", "week-03"] })).toBe(2);
    expect(printed).toBe("");
  });

  it("refuses an unknown format", async () => {
    printed = "";
    expect(await run({ format: "xml", root, write })).toBe(2);
    expect(printed).toBe("");
  });
});
