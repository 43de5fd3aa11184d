/** Positions go through the source map; unmapped ones are dropped, and nothing else of a result changes. */
import { expect, it } from "vitest";
import { mapPositions } from "./positions.ts";
import type { CheckResult } from "./report.ts";

const result: CheckResult = {
  id: "wakes",
  title: "t",
  status: "fail",
  message: "m",
  seed: 4,
  position: { line: 10, column: 5 },
  trace: [
    { kind: "wake", who: "child 0", what: "w", line: 10, column: 2, diverges: true },
    { kind: "note", who: "gather", what: "n" },
    { kind: "note", who: "gather", what: "ours", line: 99 },
  ],
};

it("maps the result's position and each step's", () => {
  const mapped = mapPositions(result, (line, column) =>
    line === 99 ? undefined : { line: line - 8, column: column + 1 },
  );
  expect(mapped).toEqual({
    ...result,
    position: { line: 2, column: 6 },
    trace: [
      { kind: "wake", who: "child 0", what: "w", line: 2, column: 3, diverges: true },
      { kind: "note", who: "gather", what: "n" },
      { kind: "note", who: "gather", what: "ours" },
    ],
  });
});

it("drops positions outside the learner's file", () => {
  const { position, trace, ...rest } = mapPositions(result, () => undefined);
  expect(position).toBeUndefined();
  expect(trace?.every((step) => step.line === undefined && step.column === undefined)).toBe(true);
  expect(rest).toEqual({ id: "wakes", title: "t", status: "fail", message: "m", seed: 4 });
});
