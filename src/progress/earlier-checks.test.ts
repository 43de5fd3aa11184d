/** Results of earlier checks, fewer and in other words, are kept and count as they did. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as v from "valibot";
import type { LessonMeta } from "../course/types.ts";
import { exercises } from "../../harness/index.ts";
import { taskDone } from "./derive.ts";
import { parseRecord, type Stored } from "./schema.ts";

const file = new URL("fixtures/earlier-checks.json", import.meta.url);
const stored = v.parse(v.array(v.unknown()), JSON.parse(readFileSync(file, "utf8")));

it("reads them as they were stored", () => {
  expect(stored.map(parseRecord)).toEqual(stored);
});

it("an exercise that was passed then stays done, although a check of today is not among its own", () => {
  const records = Object.fromEntries(
    stored.map((each) => [(each as Stored).key, parseRecord(each)]),
  ) as Record<string, Stored>;
  const { report } = (records["result:week-01/histogram"] as Stored<"result">).value;
  const known = report.checks.map(({ id }) => id);
  const today = exercises["week-01/histogram"]?.checks.map(({ id }) => id) ?? [];
  expect(today.filter((id) => !known.includes(id))).toContain("exact");
  const task = (exercise: string): LessonMeta["tasks"][number] => ({
    id: "x",
    kind: "exercise",
    title: "x",
    exercise,
  });
  const day: LessonMeta = {
    id: "day-4",
    weekId: "week-01",
    kind: "day",
    label: "Day 4",
    title: "t",
    summary: "s",
    minutes: 1,
    time: { now: 1, deeper: 0, later: 0 },
    tasks: [],
  };
  expect(taskDone(records, day, task("week-01/histogram"))).toBe(true);
  expect(taskDone(records, day, task("week-01/gather"))).toBe(false);
});
