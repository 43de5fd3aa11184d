/** Explanations are read off what happened: the lane, the step and the learner's line at which it went wrong. */
import { describe, expect, it } from "vitest";
import type { TraceStep } from "../report.ts";
import { gatherChecks } from "../gather.ts";
import { runChecks } from "../run.ts";
import { compileFile } from "../testing/load.ts";

/** The named check's result, with the learner's lines as `locate` gives them: each call one more. */
async function explained(name: string, check: string) {
  const load = await compileFile(new URL(`../../lessons/week-01/gather/wrong/${name}.ts`, import.meta.url));
  let line = 0;
  const host = { begin() {}, end() {}, locate: () => ({ line: (line += 1), column: 7 }) };
  const [result] = runChecks(gatherChecks, load, host, { only: check });
  const trace = result?.trace ?? [];
  return { result, trace, diverges: trace.findIndex((step) => step.diverges) };
}

function story(trace: readonly TraceStep[]): string[] {
  return trace.map(({ who, what }) => `${who}: ${what}`);
}

describe("a lost wake", () => {
  it("shows the wake that reached nobody, and the line that polled the child", async () => {
    const { result, trace, diverges } = await explained("noop-waker", "wakes");
    expect(story(trace)).toEqual([
      "gather: poll 1",
      "child 0: polled",
      "child 0: Pending",
      "child 1: polled",
      "child 1: Pending",
      "child 2: polled",
      "child 2: Pending",
      "gather: Pending",
      "child 0: calls its waker, which wakes nobody",
      "task: parked: nothing will wake it",
    ]);
    expect(diverges).toBe(8);
    expect(result?.position).toEqual({ line: trace[1]?.line, column: 7 });
  });

  it("shows the wake of a waker that the task has replaced", async () => {
    const { trace, diverges } = await explained("keeps-first-waker", "newest-waker");
    expect(story(trace)[diverges]).toBe(
      "child 0: calls its waker, which wakes one that the task has replaced",
    );
    expect(story(trace)).toContain("gather: poll 2, with a new waker");
  });

  it("shows the poll that passed over a woken child", async () => {
    const { trace, diverges } = await explained("clears-after-sweep", "wake-in-poll");
    expect(story(trace).slice(-3)).toEqual([
      "gather: poll 2",
      "gather: Pending",
      "task: parked: nothing will wake it",
    ]);
    expect(diverges).toBe(trace.length - 2);
  });
});

describe("a fault", () => {
  it("shows the second poll of a child that nothing had woken", async () => {
    const { result, trace, diverges } = await explained("sweeps-while-progress", "one-poll");
    expect(story(trace)[diverges]).toMatch(/^child \d: polled again, \d times in all$/);
    expect(result?.position?.line).toBe(trace[diverges]?.line);
  });

  it("shows the wake that nobody had asked for", async () => {
    const { trace, diverges } = await explained("self-wakes", "quiet");
    expect(story(trace)[diverges]).toBe("gather: wakes its own task");
  });

  it("has virtual time if the run has it", async () => {
    const { trace } = await explained("sequential", "concurrent");
    expect(new Set(trace.map(({ time }) => time))).toEqual(new Set([0, 30, 40, 60]));
  });
});
