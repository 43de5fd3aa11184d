/** A renamed week, lesson or exercise is found under every id that it had, and nothing else changes its name. */
import { expect, it } from "vitest";
import { currentId, currentPath, earlierIds, NO_ALIASES, type Aliases } from "./aliases.ts";

/** week-01/day-2 became week-01/blocking; then week-01 became queues; then queues/day-3 became queues/wakers. */
const aliases: Aliases = {
  weeks: { "week-01": "queues" },
  lessons: { "week-01/day-2": "queues/blocking", "queues/day-3": "queues/wakers" },
  exercises: { "week-01/gather": "queues/join" },
};

it.each([
  ["lessons", "week-01/day-2", "queues/blocking"],
  ["lessons", "week-01/day-2/invariant", "queues/blocking/invariant"],
  ["lessons", "week-01/blocking/closing", "queues/blocking/closing"],
  ["lessons", "queues/day-3", "queues/wakers"],
  ["lessons", "week-01/day-3", "queues/wakers"],
  ["lessons", "week-01/day-20", "queues/day-20"],
  ["lessons", "week-01/gather", "queues/gather"],
  ["exercises", "week-01/gather#rust", "queues/join#rust"],
  ["exercises", "week-01/gather/1700000000000", "queues/join/1700000000000"],
  ["exercises", "week-01/day-2", "queues/day-2"],
  ["exercises", "week-02/gather", "week-02/gather"],
  ["lessons", "studio", "studio"],
  ["lessons", "constructor/toString", "constructor/toString"],
] as const)("in %s, %s is %s", (of, id, today) => expect(currentId(aliases, of, id)).toBe(today));

it.each([
  ["/", "/"],
  ["/week-01", "/queues"],
  ["/week-01/", "/queues/"],
  ["/week-01/day-2/", "/queues/blocking/"],
  ["/week-01/day-1", "/queues/day-1"],
  ["/glossary/", "/glossary/"],
])("leads %s to %s", (path, today) => {
  expect(currentPath(aliases, path)).toBe(today);
  expect(currentPath(NO_ALIASES, path)).toBe(path);
});

it("lists every earlier id of a lesson or exercise", () => {
  expect(earlierIds(aliases, "lessons", "queues/wakers").toSorted()).toEqual([
    "queues/day-3",
    "week-01/day-3",
    "week-01/wakers",
  ]);
  expect(earlierIds(aliases, "lessons", "queues/blocking")).toEqual(["week-01/day-2", "week-01/blocking"]);
  expect(earlierIds(aliases, "exercises", "queues/join")).toEqual(["week-01/gather", "week-01/join"]);
  expect(earlierIds(aliases, "lessons", "week-02/day-1")).toEqual([]);
});
