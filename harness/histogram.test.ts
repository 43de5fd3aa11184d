/** The checks of Histogram on the course's own solution; the wrong answers live in lessons/. */
import { describe, expect, it } from "vitest";
import { Histogram } from "../lessons/week-01/histogram/solution.ts";
import { histogramChecks } from "./histogram.ts";
import { runChecks } from "./run.ts";

describe("histogram", () => {
  it("passes the solution", () => {
    const results = runChecks(histogramChecks, () => ({ Histogram }), { begin() {}, end() {}, locate: () => undefined });
    expect(results.filter((r) => r.status !== "pass")).toEqual([]);
  });
});
