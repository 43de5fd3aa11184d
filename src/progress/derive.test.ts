import { expect, it } from "vitest";
import type { LessonMeta } from "../course/types.ts";
import { hasWritten, lessonProgress, nextLesson, taskDone } from "./derive.ts";
import { keyOf, type Kind, type Stored, type Value } from "./schema.ts";

const day: LessonMeta = {
  id: "day-1",
  weekId: "week-01",
  kind: "day",
  label: "Day 1",
  title: "t",
  summary: "s",
  minutes: 1,
  time: { now: 1, deeper: 0, later: 0 },
  tasks: [
    { id: "why", kind: "question", title: "Why" },
    { id: "guess", kind: "prediction", title: "Guess" },
    { id: "gather", kind: "exercise", title: "Gather", exercise: "week-01/gather" },
  ],
};

function records(...entries: [Kind, string, Value<Kind>][]): Record<string, Stored> {
  return Object.fromEntries(
    entries.map(([kind, id, value]) => [
      keyOf(kind, id),
      { key: keyOf(kind, id), rev: 1, savedAt: 1, value },
    ]),
  );
}

it("counts nothing at first", () => {
  expect(lessonProgress({}, day)).toEqual({ done: 0, total: 3, marked: false });
});

it("counts an answer with words, a committed prediction, a passed exercise", () => {
  const blank = records(
    ["answer", "week-01/day-1/why", { text: "  \n" }],
    ["answer", "week-01/day-1/guess", { text: "" }],
  );
  expect(lessonProgress(blank, day).done).toBe(0);
  const some = records(
    ["answer", "week-01/day-1/why", { text: "because" }],
    ["answer", "week-01/day-1/guess", { text: "", chosen: { place: 0 } }],
  );
  expect(lessonProgress(some, day).done).toBe(2);
});

it("keeps an exercise done when a later attempt fails", () => {
  const report = {
    version: 1 as const,
    exercise: "week-01/gather",
    contentHash: "h",
    harnessVersion: "1",
    passed: false,
    checks: [],
    logs: [],
    logsDropped: 0,
    environment: { engine: "test" },
  };
  const failed = records(["result", "week-01/gather", { report, code: "worse", at: 2 }]);
  expect(taskDone(failed, day, day.tasks[2]!)).toBe(false);
  const passedBefore = records([
    "result",
    "week-01/gather",
    { report, code: "worse", at: 2, passedCode: "good", passedAt: 1 },
  ]);
  expect(taskDone(passedBefore, day, day.tasks[2]!)).toBe(true);
});

it("needs written text before a day is marked done; a prediction does not count", () => {
  expect(
    hasWritten(records(["answer", "week-01/day-1/guess", { text: "", chosen: { place: 0 } }]), day),
  ).toBe(false);
  expect(hasWritten(records(["answer", "week-01/day-1/why", { text: "x" }]), day)).toBe(true);
  expect(hasWritten(records(["answer", "week-01/day-1/closing", { text: "x" }]), day)).toBe(true);
});

it("continues with the first day not marked done", () => {
  const second = { ...day, id: "day-2" };
  const course = {
    title: "",
    tagline: "",
    weeks: [
      {
        id: "week-01",
        title: "",
        label: "Week 1",
        subtitle: "",
        why: [],
        feedsInto: [],
        exercises: [],
        lessons: [day, second],
      },
    ],
  };
  expect(nextLesson({}, course)?.id).toBe("day-1");
  expect(nextLesson(records(["mark", "week-01/day-1", { done: true, at: 1 }]), course)?.id).toBe("day-2");
});
