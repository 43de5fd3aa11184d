/** `course new` writes valid files, lists them where needed, and never overwrites. */
import { expect, it } from "vitest";
import { compileCourse } from "../lesson/course.ts";
import { goodCourse } from "../lesson/fixture.ts";
import { run } from "./new.ts";
import { temporaryCourse } from "./temporary-course.ts";

const here = temporaryCourse();

const make = (what: string, id: string, options = {}): Promise<number> =>
  run(what, id, { ...options, root: here.root, write: here.write });

it("makes a week with a day, then more days and exercises, all without problems", async () => {
  expect(await make("week", "week-03", { title: 'Limits: "how many?"' })).toBe(0);
  expect(await here.errors()).toEqual([]);
  expect(await make("day", "week-03/day-2")).toBe(0);
  expect(await make("exercise", "week-03/limit-all")).toBe(0);
  expect(await make("exercise", "week-03/rate", { lesson: "day-1" })).toBe(0);
  expect(await here.errors()).toEqual([]);

  const { course, lessons, exercises } = await compileCourse(here.root, { highlight: false });
  expect(course.weeks.at(-1)).toMatchObject({ id: "week-03", title: 'Limits: "how many?"', hours: 5 });
  expect([...lessons.keys()].slice(-2)).toEqual(["week-03/day-1", "week-03/day-2"]);
  expect(lessons.get("week-03/day-2")?.tasks.map(({ id }) => id)).toEqual(["first-question", "limit-all"]);
  expect(lessons.get("week-03/day-1")?.tasks.map(({ id }) => id)).toEqual(["first-question", "rate"]);
  expect(exercises.get("week-03/limit-all")?.exports).toEqual(["limitAll"]);
  expect(await here.read("lessons/course.yaml")).toContain("lessons: [day-1, day-2]");
  expect(await here.read("harness/index.ts")).toContain('import { limitAllChecks } from "./limit-all.ts";');
});

it("accepts names that its own files use for something else", async () => {
  for (const name of ["fail", "show", "check", "learner", "n", "answer", "written", "twice", "of", "type"])
    expect(await make("exercise", `week-01/${name}`)).toBe(0);
  expect(await here.errors()).toEqual([]);
  const checks = await here.read("harness/fail.ts");
  expect(checks).toContain('const written = learner["fail"]');
});

it("says what it wrote and what to fill in", async () => {
  await make("exercise", "week-02/rate");
  expect(here.printed).toContain("  lessons/week-02/rate/stub.ts  3 TODOs\n");
  expect(here.printed).toContain("changed:\n  lessons/week-02/day-1.md\n  harness/index.ts\n");
});

it("puts a day in front of the capstone", async () => {
  await make("day", "week-01/day-2");
  expect(await here.read("lessons/course.yaml")).toContain("lessons: [day-1, day-2, capstone]");
  expect(await here.errors()).toEqual([]);
});

it("keeps an exercise separate from one with the same name in another week", async () => {
  expect(await make("exercise", "week-02/queue")).toBe(0);
  expect(await here.read("harness/week-02/queue.ts")).toContain('from "../check.ts"');
  const registry = await here.read("harness/index.ts");
  expect(registry).toContain('import { queueOfWeek02 } from "./week-02/queue.ts";');
  expect(registry).toContain("[queueOfWeek02.exercise]: queueOfWeek02,");
  // The lesson already shows week-01/queue under the id #queue.
  expect(await here.read("lessons/week-02/day-1.md")).toContain('::exercise{#queue-2 exercise="queue"}');
  expect(await here.errors()).toEqual([]);
});

it.each([
  ["week", "week-01", 'already has a week "week-01"'],
  ["week", "Week 2", 'invalid id "Week 2" for a new week; write for example `course new week week-02`'],
  ["day", "week-02", "write for example `course new day week-02/day-3`"],
  ["day", "week-09/day-1", "write `course new week week-09` first"],
  ["day", "week-01/day-1", "lessons/week-01/day-1.md already exists"],
  ["exercise", "week-01/queue", "lessons/week-01/queue/exercise.yaml already exists"],
  ["exercise", "week-01/a/b", 'invalid id "week-01/a/b" for a new exercise'],
  ["exercise", "week-01/class", '"class" is a reserved word in JavaScript'],
  ["exercise", "week-01/await", '"await" is a reserved word in JavaScript'],
  ["exercise", "week-01/todo", 'every stub imports "todo"'],
  ["day", "week-01/con", '"con" is a reserved device name on Windows'],
  ["week", "nul", '"nul" is a reserved device name on Windows'],
  ["quiz", "week-01/a", 'unknown kind "quiz"; available: week, day, exercise'],
])("refuses `new %s %s`, and writes nothing", async (what, id, message) => {
  const before = await here.read("lessons/course.yaml");
  expect(await make(what, id)).toBe(2);
  expect(here.complaints).toContain(message);
  expect(here.printed).toBe("");
  expect(await here.read("lessons/course.yaml")).toBe(before);
  expect(await here.read("harness/index.ts")).toBe(goodCourse().get("harness/index.ts"));
});
