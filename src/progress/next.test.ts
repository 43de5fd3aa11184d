/** Where a learner goes on, after every kind of work and of reading. */
import { describe, expect, it } from "vitest";
import type { Course, LessonMeta, TaskMeta } from "../course/types.ts";
import { whereNext } from "./next.ts";
import { keyOf, type Kind, type Stored } from "./schema.ts";

const lesson = (id: string, tasks: TaskMeta[]): LessonMeta => ({
  id,
  weekId: "week-01",
  kind: "day",
  label: id,
  title: id,
  summary: "",
  minutes: 1,
  time: { now: 1, deeper: 0, later: 0 },
  tasks,
});
const [one, two, three] = [
  lesson("day-1", [{ id: "why", kind: "question", title: "Why" }]),
  lesson("day-2", [{ id: "lab", kind: "blocking-lab", title: "Lab" }]),
  lesson("day-3", [{ id: "write-it", kind: "exercise", title: "Gather", exercise: "week-01/gather" }]),
];
const week = {
  id: "week-01",
  label: "Week 1",
  title: "",
  subtitle: "",
  why: [],
  feedsInto: [],
  exercises: [],
};
const course: Course = { title: "", tagline: "", weeks: [{ ...week, lessons: [one, two, three] }] };

type Entry = [kind: Kind, id: string, savedAt: number];
const records = (...entries: Entry[]): Record<string, Stored> =>
  Object.fromEntries(
    entries.map(([kind, id, savedAt]) => {
      const value = kind === "mark" ? { done: true, at: savedAt } : { text: "x" };
      return [keyOf(kind, id), { key: keyOf(kind, id), rev: 1, savedAt, value } as Stored];
    }),
  );
const at = (anchor: string, time: number) => ({ lesson: "week-01/day-2", anchor, at: time });

describe("a learner goes on", () => {
  it("with the first lesson, at the first visit", () => {
    expect(whereNext({}, course, undefined)).toEqual({ lesson: one, begun: false });
  });

  it.each<[string, Entry, LessonMeta, string | undefined]>([
    ["an answer", ["answer", "week-01/day-1/why", 5], one, "why"],
    ["a finding in a picture", ["answer", "week-01/day-2/lab-finding", 5], two, "lab"],
    ["a closing note", ["answer", "week-01/day-2/closing", 5], two, undefined],
    ["code of an exercise", ["draft", "week-01/gather", 5], three, "write-it"],
    ["code in Rust", ["draft", "week-01/gather#rust", 5], three, "write-it"],
  ])("where they left %s", (_, entry, expected, anchor) => {
    const earlier: Entry = ["answer", "week-01/day-1/closing", 2];
    const next = whereNext(records(earlier, entry), course, undefined);
    expect(next).toEqual({ lesson: expected, begun: true, ...(anchor && { anchor }) });
  });

  it("where they read, when that was later than what they wrote", () => {
    const written = records(["answer", "week-01/day-1/why", 5]);
    expect(whereNext(written, course, at("the-reactor", 6))).toEqual({
      lesson: two,
      anchor: "the-reactor",
      begun: true,
    });
    expect(whereNext(written, course, at("the-reactor", 4))?.lesson).toBe(one);
  });

  it("with the lesson after one that is marked done, or the first that is left", () => {
    const done = (...ids: string[]) => ids.map((id, i): Entry => ["mark", `week-01/${id}`, 10 + i]);
    expect(whereNext(records(...done("day-1")), course, undefined)).toEqual({ lesson: two, begun: true });
    expect(whereNext(records(...done("day-2", "day-3")), course, undefined)?.lesson).toBe(one);
    expect(whereNext(records(...done("day-1", "day-2", "day-3")), course, undefined)).toBeUndefined();
  });

  it("past work on what the course no longer has", () => {
    const gone = records(["answer", "week-09/day-1/x", 9], ["bench", "2026-01-01", 9]);
    expect(whereNext(gone, course, { lesson: "week-09/day-1", anchor: "x", at: 9 })?.begun).toBe(false);
  });
});
