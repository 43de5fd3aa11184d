/** `course remove`: refuses what something else uses, and says who; else nothing of it is left in the course. */
import { appendFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { goodCourse } from "../lesson/fixture.ts";
import { run as create } from "./new.ts";
import { run } from "./remove.ts";
import { run as renamed } from "./rename.ts";
import { temporaryCourse } from "./temporary-course.ts";

const here = temporaryCourse();

const quiet = { write: () => {} };
const remove = (what: string, id: string, options = {}): Promise<number> =>
  run(what, id, { ...options, root: here.root, write: here.write });
const paths = async (): Promise<string[]> => (await readdir(here.root, { recursive: true })).toSorted();

it("takes back everything that `course new` made", async () => {
  const [before, list] = [await paths(), await here.read("lessons/course.yaml")];
  await create("week", "week-03", { root: here.root, ...quiet });
  await create("day", "week-03/day-2", { root: here.root, ...quiet });
  await create("exercise", "week-03/limit", { root: here.root, ...quiet });
  expect(await remove("exercise", "week-03/limit")).toBe(0);
  expect(await here.errors()).toEqual([]);
  expect(await here.read("lessons/week-03/day-2.md")).not.toContain("limit");
  expect(await here.read("harness/index.ts")).toBe(goodCourse().get("harness/index.ts"));
  expect(here.printed).toContain("  harness/limit.ts\n");
  expect(await remove("day", "week-03/day-2")).toBe(0);
  expect(await remove("week", "week-03")).toBe(0);
  expect(await paths()).toEqual(before);
  expect(await here.read("lessons/course.yaml")).toBe(list.replaceAll("\r", ""));
});

it("refuses while others use it, and names each place", async () => {
  const before = await paths();
  expect(await remove("exercise", "queue")).toBe(2);
  expect(here.complaints).toContain("other parts of the course use exercise week-01/queue");
  expect(here.complaints).toContain(
    "lessons/week-01/report/exercise.yaml:5:8 error[no-exercise]: unknown exercise week-01/queue",
  );
  expect(await remove("day", "week-01/capstone")).toBe(2);
  expect(here.complaints).toContain(
    "lessons/week-01/day-1.md:12:11 error[dead-link]: unknown lesson lessons/week-01/capstone.md",
  );
  expect(here.complaints).toContain(
    "lessons/week-01/report/exercise.yaml:1:1 error[unused]: no lesson shows this exercise",
  );
  expect(await remove("week", "week-02")).toBe(2);
  expect(here.complaints).toContain("Nothing was removed.");
  expect(await paths()).toEqual(before);
});

it("refuses while other checks import its own", async () => {
  await create("exercise", "week-02/rate", { root: here.root, ...quiet });
  await create("exercise", "week-02/limit", { root: here.root, ...quiet });
  await appendFile(join(here.root, "harness/rate.ts"), 'export { limitChecks } from "./limit.ts";\n');
  expect(await remove("exercise", "week-02/limit")).toBe(2);
  expect(here.complaints).toMatch(/harness\/rate\.ts:\d+ imports harness\/limit\.ts/);
});

it("takes along the drawings and programs that only it showed, and the aliases that lead to it", async () => {
  await create("day", "week-02/day-2", { root: here.root, ...quiet });
  await renamed("day", "week-02/day-2", "tail", { root: here.root, ...quiet });
  await writeFile(
    join(here.root, "lessons/week-02/own.svg"),
    goodCourse().get("lessons/week-01/boxes.svg") ?? "",
  );
  const page = await here.read("lessons/week-02/tail.md");
  await writeFile(join(here.root, "lessons/week-02/tail.md"), `${page}\n![A box](./own.svg)\n`);
  expect(await here.read("lessons/course.yaml")).toContain("aliases:");
  expect(await remove("day", "week-02/tail")).toBe(0);
  expect(here.printed).toContain("removed:\n  lessons/week-02/tail.md\n  lessons/week-02/own.svg\n");
  expect(await here.read("lessons/course.yaml")).not.toContain("aliases:");
  expect(await here.errors()).toEqual([]);
});

it("only prints what would go with --dry-run", async () => {
  await create("day", "week-02/day-2", { root: here.root, ...quiet });
  const before = await paths();
  expect(await remove("day", "week-02/day-2", { dryRun: true })).toBe(0);
  expect(here.printed).toContain(
    "nothing is changed yet; this would be:\nremoved:\n  lessons/week-02/day-2.md\n",
  );
  expect(await paths()).toEqual(before);
});

it.each([
  [
    "day",
    "week-02/day-1",
    "week-02/day-1 is the only lesson of week-02; remove the week with `course remove week week-02`",
  ],
  ["day", "week-02/day-7", 'the course has no day "week-02/day-7"'],
  ["quiz", "week-02/day-1", 'unknown kind "quiz"'],
])("refuses `remove %s %s`", async (what, id, message) => {
  expect(await remove(what, id)).toBe(2);
  expect(here.complaints).toContain(message);
});
