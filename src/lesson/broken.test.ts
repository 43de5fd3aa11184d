/** Each fixture is a correct course with one mistake, and the exact message that its author reads. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileAll } from "./course.ts";
import { FIXTURES, fixtureText, goodCourse, parseFixture } from "./fixture.ts";
import { plain } from "./highlight.ts";
import { Memo } from "./memo.ts";
import { formatProblem } from "../course/problem.ts";
import { rules } from "../course/rules.ts";

/** Of 280 courses that differ in one place; `memo.test.ts` has a compilation with it equal to one from scratch. */
const memo = new Memo();

const fixtures = await Promise.all(
  readdirSync(`${FIXTURES}/broken`)
    .toSorted()
    .map(async (name) => {
      const [change = "", expected = ""] = fixtureText(`broken/${name}`).split("=== expected\n");
      const { problems } = await compileAll(parseFixture(change, goodCourse()), plain, memo);
      return { name, expected, problems };
    }),
);

describe("a broken course", () => {
  it.each(fixtures)("$name", ({ problems, expected }) => {
    expect(`${problems.map(formatProblem).join("\n\n")}\n`).toBe(expected);
  });
});

it("there is a fixture for every rule", () => {
  const met = new Set<string>(fixtures.flatMap(({ problems }) => problems.map((problem) => problem.rule)));
  expect(Object.keys(rules).filter((rule) => !met.has(rule))).toEqual([]);
});
