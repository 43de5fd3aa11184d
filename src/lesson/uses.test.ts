/** The code behind each import: the whole tree, with the learner's own code if there is any, and without endless cycles. */
import { expect, it } from "vitest";
import { compileFiles } from "./course.ts";
import { goodCourse } from "./fixture.ts";
import { plain } from "./highlight.ts";
import type { Exercise } from "../course/types.ts";
import { usedExercises } from "../course/uses.ts";

const { exercises } = compileFiles(goodCourse(), plain);
const report = exercises.get("week-01/report");
const queue = exercises.get("week-01/queue");
if (report === undefined || queue === undefined) throw new Error("the course of the fixtures has changed");

const exercise = (id: string, uses: string[]): [string, Exercise] => [
  id,
  { ...queue, id, uses, solution: id },
];

it("gives the learner's code or the reference solution", () => {
  expect(usedExercises(report, exercises)).toEqual([
    { id: "week-01/queue", exports: ["Queue"], source: queue.solution, uses: [] },
  ]);
  const mine = usedExercises(report, exercises, ({ id }) => `mine of ${id}`);
  expect(mine.map(({ source }) => source)).toEqual(["mine of week-01/queue"]);
});

it("follows uses of uses, and stops at cycles", () => {
  const all = new Map([
    exercise("w/a", ["w/b"]),
    exercise("w/b", ["w/c", "w/missing"]),
    exercise("w/c", ["w/a"]),
  ]);
  const [a] = all.values();
  expect(a && usedExercises(a, all)).toEqual([
    {
      id: "w/b",
      exports: ["Queue"],
      source: "w/b",
      uses: [{ id: "w/c", exports: ["Queue"], source: "w/c", uses: [] }],
    },
  ]);
});
