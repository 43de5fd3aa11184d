/** A hand-in from before a renaming is graded and read under the ids of today. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withCurrentIds } from "./current-ids.ts";
import { readHandIn } from "./read-hand-in.ts";
import { regradeRead } from "./regrade.ts";

const ALIASES = {
  weeks: { "week-01": "queues" },
  lessons: { "week-01/day-1": "queues/reading" },
  exercises: { "week-01/gather": "queues/join" },
};

it.each([1, 2])("version %d", async (version) => {
  const text = readFileSync(new URL(`fixtures/hand-in-${version}.json`, import.meta.url), "utf8");
  const read = withCurrentIds(readHandIn(text), ALIASES);
  if (!read.ok) throw new Error(read.message);
  const { handIn, edited } = read;
  expect(edited).toBe(false);
  expect(handIn.exercises.map(({ exercise }) => exercise)).toContain("queues/join");
  expect(handIn.exercises.flatMap(({ report }) => report?.exercise ?? [])).toContain("queues/join");
  expect(handIn.answers.map(({ id }) => id)).toContain("queues/reading/invariant");
  expect(JSON.stringify({ ...handIn, learner: "" })).not.toContain('"week-01/gather"');

  const graded: string[] = [];
  const known = new Set(["queues/join", "queues/histogram"]);
  await regradeRead("ada.json", read, known, async (exercise) => {
    graded.push(exercise);
    return { kind: "failed", message: "not run here" };
  });
  expect(graded).toContain("queues/join");
});

it("is left as it is in a course without renamings", () => {
  const read = readHandIn("{}");
  expect(withCurrentIds(read, undefined)).toBe(read);
});
