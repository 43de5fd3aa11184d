/** Any unambiguous name is accepted; any other gets the list of available ones. */
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

  it("accepts a week without exercises as none", () => {
    expect(findExercises("week-03", ALL, ["week-03"])).toEqual({ ids: [] });
  });

  it.each([
    ["gather", 'ambiguous name "gather": week-01/gather or week-02/gather; write the full name'],
    ["limt", 'unknown exercise "limt", did you mean "limit"?; available: '],
    ["week-1", 'unknown exercise "week-1"; available: week-01/capstone'],
    ["", 'unknown exercise ""; available: '],
  ])("refuses %j", (wanted, message) =>
    expect(findExercises(wanted, ALL)).toMatchObject({ message: expect.stringContaining(message) as string }),
  );
});

describe("findExercise", () => {
  it("takes one exercise; for a week it lists the week's exercises", () => {
    expect(findExercise("limit", ALL)).toEqual({ id: "week-02/limit" });
    expect(findExercise("week-02", ALL)).toEqual({
      message: '"week-02" is a week; name one of its exercises: week-02/gather, week-02/limit',
    });
  });
});
