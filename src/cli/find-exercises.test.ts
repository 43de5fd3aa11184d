/** Any name that can mean only one thing is understood; all else is answered with what there is. */
import { describe, expect, it } from "vitest";
import { findExercise, findExercises } from "./find-exercises.ts";

const ALL = ["week-01/capstone", "week-01/gather", "week-02/gather", "week-02/limit"];

describe("findExercises", () => {
  it.each([
    ["week-01", ["week-01/capstone", "week-01/gather"]],
    ["week-01/", ["week-01/capstone", "week-01/gather"]],
    ["week-01/gather", ["week-01/gather"]],
    ["limit", ["week-02/limit"]],
  ])("%s", (wanted, ids) => expect(findExercises(wanted, ALL)).toEqual({ ids }));

  it("takes a week that has lessons only for no exercise", () => {
    expect(findExercises("week-03", ALL, ["week-03"])).toEqual({ ids: [] });
  });

  it.each([
    ["gather", '"gather" could be week-01/gather or week-02/gather; write the one you mean in full'],
    ["limt", 'unknown exercise "limt", did you mean "limit"?; available: '],
    ["week-1", 'unknown exercise "week-1"; available: week-01/capstone'],
    ["", 'unknown exercise ""; available: '],
  ])("refuses %j", (wanted, message) =>
    expect(findExercises(wanted, ALL)).toMatchObject({ message: expect.stringContaining(message) as string }),
  );
});

describe("findExercise", () => {
  it("takes one, and says of a week which it has", () => {
    expect(findExercise("limit", ALL)).toEqual({ id: "week-02/limit" });
    expect(findExercise("week-02", ALL)).toEqual({
      message: '"week-02" is a week; name one of its exercises: week-02/gather, week-02/limit',
    });
  });
});
