import { describe, expect, it } from "vitest";
import { simulatedMeasurement } from "./simulated.ts";
import { judgeWorker } from "./verdict.ts";

const problems = (change: Parameters<typeof simulatedMeasurement>[0]) =>
  judgeWorker(simulatedMeasurement(change), 1).problems;

function withControl(control: number) {
  const quiet = simulatedMeasurement();
  return { ...quiet, controlNs: quiet.inlineNs.map((ns) => ns * control) };
}

describe("the verdict on one worker", () => {
  it("accepts a quiet worker and reads its ratio", () => {
    const verdict = judgeWorker(simulatedMeasurement({ ratio: 8 }), 1);
    expect(verdict.problems).toEqual([]);
    expect(verdict.ratio).toBeCloseTo(8, 0);
    expect(verdict.control).toBeCloseTo(1, 1);
    expect(verdict.interval[0]).toBeLessThan(8.1);
    expect(verdict.interval[1]).toBeGreaterThan(7.9);
  });

  it.each([0.89, 1.12])("refuses a control of %f and names it", (control) => {
    expect(problems(withControl(control))).toEqual([expect.stringContaining(`read ${control.toFixed(3)}`)]);
  });

  it.each([0.91, 1.09])("accepts a control of %f", (control) => {
    expect(problems(withControl(control))).toEqual([]);
  });

  it("refuses too few rounds for the clock", () => {
    expect(problems({ rounds: 29 })[0]).toContain("only 29 rounds");
    expect(problems({ rounds: 30 })).toEqual([]);
    expect(problems({ rounds: 13, minRounds: 12 })).toEqual([]);
  });

  it("refuses rounds that scatter", () => {
    const spawnNs = Array.from({ length: 200 }, (_, i) => (i % 2 ? 200 : 800));
    expect(problems({ spawnNs }).join()).toContain("an interval");
  });

  it("refuses a batch of no length, an empty run, and lost work", () => {
    const quiet = simulatedMeasurement();
    expect(problems({ spawnNs: quiet.spawnNs.with(7, 0) })[0]).toContain("no time at all");
    expect(problems({ rounds: 0 })[0]).toContain("only 0 rounds");
    expect(problems({ checksumsAgree: false })[0]).toContain("something else");
  });

  it("ignores a few outliers, because it reads medians", () => {
    const quiet = simulatedMeasurement();
    const spawnNs = quiet.spawnNs.map((ns, i) => (i % 20 === 0 ? ns * 50 : ns));
    expect(problems({ spawnNs })).toEqual([]);
    expect(judgeWorker({ ...quiet, spawnNs }, 1).ratio).toBeCloseTo(8, 0);
  });
});
