/** `course rename`: everything that names the week, day or exercise follows, the course has no new problem, and the old id is an alias. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compileCourse } from "../lesson/course.ts";
import { goodCourse, parseFixture, writeCourse } from "../lesson/fixture.ts";
import { renameEdit } from "./rename-edit.ts";
import { run } from "./rename.ts";
import { temporaryCourse } from "./temporary-course.ts";

/** The good course, and everything else that can name a part of it. */
const MORE = `=== lessons/glossary.yaml
terms:
  - term: slot
    lesson: week-01/day-1
    means: Where the newest task waits.
=== lessons/studio.yaml
unbounded: week-01/day-1#the-loop
=== lessons/week-02/day-1.md
---
kind: day
label: Day 1
title: Again
summary: The same once more.
minutes: 60
---

## Again

After [the loop](../week-01/day-1.md#the-loop), [the queue][q] and \`week-01/queue\`:

\`\`\`ts
import { Queue } from "week-01/queue";
\`\`\`

::exercise{#twice exercise="week-02/twice"}

[q]: <../week-01/day-1.md#queue>
=== lessons/week-02/twice/exercise.yaml
title: Two queues
summary: Use two.
exports: [Twice]
minutes: 20
uses: [week-01/queue]
=== lessons/week-02/twice/stub.ts
import { Queue } from "week-01/queue";
export class Twice extends Queue {}
=== lessons/week-02/twice/solution.ts
import { Queue } from "week-01/queue";
export class Twice extends Queue {}
=== lessons/week-02/twice/hints.md
## One

See [the loop](../../week-01/day-1.md#the-loop).
=== lessons/week-02/twice/wrong/none.ts
// check: order
// says: x
export class Twice {}
=== harness/twice.ts
/** The checks of \`week-02/twice\`, which builds on \`week-01/queue\`. */
import { first } from "./queue/first.ts";
export const twiceChecks = { exercise: "week-02/twice", checks: [first] };
=== harness/queue/first.ts
import type { Check } from "../check.ts";
export const first: Check = {} as Check;
=== harness/queue.test.ts
import { queueChecks } from "./queue.ts";
export const path = "lessons/week-01/queue/solution.ts";
void queueChecks;
=== src/some.ts
const id = "week-01/queue";
`;

const here = temporaryCourse(() => {
  const files = parseFixture(MORE, goodCourse());
  const day = files.get("lessons/week-01/day-1.md") ?? "";
  files.set("lessons/week-01/day-1.md", day.replace("It polls", "The :term[slot] polls"));
  const registry = files.get("harness/index.ts") ?? "";
  files.set(
    "harness/index.ts",
    `import { twiceChecks } from "./twice.ts";\n${registry}`.replace(
      "\n};",
      "\n  [twiceChecks.exercise]: twiceChecks,\n};",
    ),
  );
  return files;
});

const rename = (what: string, id: string, name: string, options = {}): Promise<number> =>
  run(what, id, name, { ...options, root: here.root, write: here.write });
/** Every file and its text. */
async function everything(): Promise<string> {
  const names = await readdir(here.root, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.toSorted().map(async (file) => `${file}\n${await readFile(file, "utf8")}`),
  );
  return texts.join("\n").replaceAll(here.root, "");
}

it("renames a day: list, links, references, glossary, studio", async () => {
  expect(await rename("day", "week-01/day-1", "loop")).toBe(0);
  expect(await here.problems()).toEqual([]);
  expect(await here.read("lessons/course.yaml")).toContain("lessons: [loop, capstone]");
  expect(await here.read("lessons/course.yaml")).toContain(
    "aliases:\n  lessons:\n    week-01/day-1: week-01/loop\n",
  );
  expect(await here.read("lessons/week-01/week.md")).toContain("[day one](./loop.md#the-loop)");
  expect(await here.read("lessons/week-02/day-1.md")).toContain("[q]: <../week-01/loop.md#queue>");
  expect(await here.read("lessons/week-02/twice/hints.md")).toContain("(../../week-01/loop.md#the-loop)");
  expect(await here.read("lessons/glossary.yaml")).toContain("lesson: week-01/loop\n");
  expect(await here.read("lessons/studio.yaml")).toBe("unbounded: week-01/loop#the-loop\n");
  expect(here.printed).toContain("moved:\n  lessons/week-01/day-1.md -> lessons/week-01/loop.md\n");
  const left = (await everything()).replace(/ {4}week-01\/day-1: .*\n/, "");
  expect(left).not.toMatch(/week-01\/day-1/);
});

it("renames an exercise: blocks, uses, imports, code, checks, their tests", async () => {
  expect(await rename("exercise", "week-01/queue", "line")).toBe(0);
  expect(await here.problems()).toEqual([]);
  expect(await here.read("lessons/week-01/day-1.md")).toContain('::exercise{#queue exercise="line"}');
  expect(await here.read("lessons/week-01/report/exercise.yaml")).toContain("uses: [line]");
  expect(await here.read("lessons/week-02/twice/exercise.yaml")).toContain("uses: [week-01/line]");
  expect(await here.read("lessons/week-02/twice/stub.ts")).toContain('from "week-01/line"');
  expect(await here.read("lessons/week-02/day-1.md")).toContain('from "week-01/line"');
  expect(await here.read("lessons/week-02/day-1.md")).toContain("`week-01/line`:");
  expect(await here.read("harness/line.ts")).toContain('exercise: "week-01/line"');
  expect(await here.read("harness/index.ts")).toContain('from "./line.ts"');
  expect(await here.read("harness/twice.ts")).toContain('from "./line/first.ts"');
  expect(await here.read("harness/line.test.ts")).toContain('from "./line.ts"');
  expect(await here.read("harness/line.test.ts")).toContain('"lessons/week-01/line/solution.ts"');
  expect(here.printed).toContain("  lessons/week-01/queue/ -> lessons/week-01/line/  5 files\n");
  expect(await here.read("lessons/course.yaml")).toContain("  exercises:\n    week-01/queue: week-01/line\n");
  // Code of the project itself is told, never changed.
  expect(here.printed).toContain('not changed:\n  src/some.ts:1  const id = "week-01/queue";\n');
  expect(await here.read("src/some.ts")).toContain("week-01/queue");
});

it("renames what Rust answers and lessons import, and an exercise's checks in Rust", () => {
  const files = new Map([
    ...goodCourse(),
    ["harness/queue/checks.rs", "//! The checks of `week-01/queue`.\n"],
    ["harness/tokio/exercise/src/panics.rs", "/// `harness/queue/checks.rs:14:25`\n"],
    [
      "lessons/week-02/twice/stub.rs",
      "use super::week_01::queue::Queue;\nuse super::week_01::{queue, queue_two};\n",
    ],
  ]);
  const exercise = renameEdit(files, { what: "exercise", from: "week-01/queue", to: "week-01/long-line" });
  expect(exercise.moved.get("harness/queue/checks.rs")).toBe("harness/long-line/checks.rs");
  expect(exercise.written.get("harness/long-line/checks.rs")).toBe(
    "//! The checks of `week-01/long-line`.\n",
  );
  expect([...exercise.written.keys()]).not.toContain("harness/tokio/exercise/src/panics.rs");
  expect(exercise.written.get("lessons/week-02/twice/stub.rs")).toBe(
    "use super::week_01::long_line::Queue;\nuse super::week_01::{long_line, queue_two};\n",
  );
  const week = renameEdit(files, { what: "week", from: "week-01", to: "queues" });
  expect(week.written.get("lessons/week-02/twice/stub.rs")).toContain(
    "use super::queues::{queue, queue_two};",
  );
});

it("renames a week with all that is in it", async () => {
  expect(await rename("week", "week-01", "queues")).toBe(0);
  expect(await here.problems()).toEqual([]);
  expect(await here.read("lessons/course.yaml")).toContain("- id: queues\n");
  expect(await here.read("lessons/course.yaml")).toContain("aliases:\n  weeks:\n    week-01: queues\n");
  expect(await here.read("lessons/week-02/day-1.md")).toContain("(../queues/day-1.md#the-loop)");
  expect(await here.read("lessons/week-02/twice/stub.ts")).toContain('from "queues/queue"');
  expect(await here.read("lessons/week-02/twice/exercise.yaml")).toContain("uses: [queues/queue]");
  expect(await here.read("lessons/glossary.yaml")).toContain("lesson: queues/day-1\n");
  expect(await here.read("harness/queue.ts")).toContain('exercise: "queues/queue"');
  expect(await readdir(join(here.root, "lessons"))).not.toContain("week-01");
});

it("keeps earlier aliases true through several renamings, and there and back", async () => {
  await rename("day", "week-01/day-1", "loop");
  await rename("week", "week-01", "queues");
  await rename("day", "queues/loop", "turns");
  expect(await here.problems()).toEqual([]);
  const { course } = await compileCourse(here.root, { highlight: false });
  expect(course.aliases).toMatchObject({
    weeks: { "week-01": "queues" },
    lessons: { "week-01/day-1": "queues/turns", "queues/loop": "queues/turns" },
  });
  expect(await rename("week", "queues", "week-01")).toBe(0);
  expect(await rename("day", "week-01/turns", "day-1")).toBe(0);
  expect(await here.problems()).toEqual([]);
  const back = (await compileCourse(here.root, { highlight: false })).course.aliases;
  expect(back?.lessons).not.toHaveProperty("week-01/day-1");
  expect(back?.weeks).toEqual({ queues: "week-01" });
});

it("tells a lesson from an exercise with the same id", async () => {
  await rename("exercise", "report", "capstone");
  expect(await here.problems()).toEqual([]);
  expect(await rename("day", "week-01/capstone", "finale")).toBe(0);
  expect(await here.problems()).toEqual([]);
  expect(await here.read("lessons/week-01/finale.md")).toContain('exercise="capstone"');
  expect(await here.read("harness/capstone.ts")).toContain('exercise: "week-01/capstone"');
  expect(await here.read("lessons/week-01/day-1.md")).toContain("[the end](./finale.md)");
});

it("keeps the checks apart from another exercise's with the new name", async () => {
  expect(await rename("exercise", "week-02/twice", "queue")).toBe(0);
  expect(await here.problems()).toEqual([]);
  expect(await here.read("harness/week-02/queue.ts")).toContain('from "../queue/first.ts"');
  expect(await here.read("harness/index.ts")).toContain('from "./week-02/queue.ts"');
});

it("only prints what would change, line by line, with --dry-run", async () => {
  const before = await everything();
  expect(await rename("day", "week-01/day-1", "loop", { dryRun: true })).toBe(0);
  expect(await everything()).toBe(before);
  expect(here.printed).toContain("nothing is changed yet; this would be:\nmoved:\n");
  expect(here.printed).toContain("    +    9    lessons:\n    +   10      week-01/day-1: week-01/loop\n");
  expect(here.printed).toContain(
    "    -    3      lesson: week-01/day-1\n    +    3      lesson: week-01/loop\n",
  );
  expect(here.printed).toContain("    +    1  unbounded: week-01/loop#the-loop\n");
});

it.each([
  ["day", "week-01/day-9", "x", 'the course has no day "week-01/day-9"; available: week-01/day-1'],
  ["day", "day-1", "x", 'several are called "day-1": week-01/day-1, week-02/day-1'],
  ["day", "week-01/day-1", "capstone", "the course already has day week-01/capstone"],
  ["day", "week-01/day-1", "day-1", "week-01/day-1 has this name already"],
  ["day", "week-01/day-1", "Day 1", 'invalid id "week-01/Day 1" for a day'],
  ["day", "week-01/day-1", "week-02/loop", "a day keeps its week"],
  ["week", "week-01", "week-02", "the course already has week week-02"],
  ["exercise", "queue", "class", '"class" is a reserved word in JavaScript'],
  ["lesson", "week-01/day-1", "x", 'unknown kind "lesson"; available: week, day, exercise'],
])("refuses `rename %s %s %s`, and changes nothing", async (what, id, name, message) => {
  const before = await everything();
  expect(await rename(what, id, name)).toBe(2);
  expect(here.complaints).toContain(message);
  expect(await everything()).toBe(before);
});

it("refuses the earlier id of something else: its learners' work is found there", async () => {
  await rename("day", "week-01/day-1", "loop");
  expect(await rename("day", "week-01/capstone", "day-1")).toBe(2);
  expect(here.complaints).toContain("week-01/day-1 is an earlier id of week-01/loop");
});

it("renames an exercise with a Rust side: answers that use it follow, and so do its checks", async () => {
  const answer = "// check: order\n// says: x\nuse super::week_01::queue::Queue;\n";
  const sides = ["week-01/queue", "week-02/twice"].flatMap((id) => [
    ...["stub", "solution", "wrong/none"].map((name): [string, string] => [
      `lessons/${id}/${name}.rs`,
      answer,
    ]),
    [`harness/${id.split("/")[1]}/checks.rs`, "pub fn checks() {}\n"] as [string, string],
  ]);
  await writeCourse(new Map(sides), here.root);
  expect(await rename("exercise", "week-01/queue", "line")).toBe(0);
  expect(await here.read("lessons/week-02/twice/stub.rs")).toContain("use super::week_01::line::Queue;");
  expect(await here.read("harness/line/checks.rs")).toBe("pub fn checks() {}\n");
  expect(await rename("week", "week-01", "queues")).toBe(0);
  expect(await here.read("lessons/week-02/twice/stub.rs")).toContain("use super::queues::line::Queue;");
  expect(await here.problems()).toEqual([]);
});

it("renames an exercise whose checks in Rust are in the crate of Week 1: they are found by the id that they name", async () => {
  const crate = "harness/tokio/course/tests/queue.rs";
  const answers = ["stub", "solution", "wrong/none"].map((name): [string, string] => [
    `lessons/week-01/queue/${name}.rs`,
    "// check: order\n// says: x\n",
  ]);
  const glue = 'fn main() { course::grade("week-01/queue", CONTENT_HASH, answer) }\n';
  await writeCourse(new Map([...answers, [crate, glue]]), here.root);
  expect(await rename("exercise", "week-01/queue", "line")).toBe(0);
  expect(await here.read(crate)).toContain('course::grade("week-01/line",');
  expect(await here.problems()).toEqual([]);
  const { exercises } = await compileCourse(here.root, { highlight: false });
  expect(exercises.get("week-01/line")?.rust).toMatchObject({ stub: answers[0]?.[1] });
  expect(exercises.get("week-01/line")?.rust).not.toHaveProperty("checks");
});
