import { describe, expect, it } from "vitest";
import { SimulatedMachine } from "./simulated.ts";
import { SIDES, type Side } from "./types.ts";
import { warmUp } from "./warm-up.ts";

function warm(opNs: number, goal: { minMs: number; minOpsPerSide: number; maxMs: number }) {
  const machine = new SimulatedMachine({
    stepNs: 5_000,
    readNs: 200,
    opNs: { inline: opNs, spawn: opNs, control: opNs },
  });
  const batches: [Side, number][] = [];
  const done = warmUp(
    (side, ops) => {
      batches.push([side, ops]);
      machine.runBatch(side, ops);
    },
    SIDES,
    machine.clock,
    goal,
  );
  return { done, batches };
}

describe("the warm-up", () => {
  it("continues until both the time and the count are reached", () => {
    const fast = warm(10, { minMs: 150, minOpsPerSide: 50_000, maxMs: 1_500 }).done;
    expect(fast.durationMs).toBeGreaterThanOrEqual(150);
    expect(fast.opsPerSide).toBeGreaterThan(50_000 * 50);
    const slow = warm(2_000, { minMs: 150, minOpsPerSide: 50_000, maxMs: 1_500 }).done;
    expect(slow.opsPerSide).toBeGreaterThanOrEqual(50_000);
    expect(slow.durationMs).toBeGreaterThan(150);
  });

  it("alternates the sides and runs each of them equally often", () => {
    const { batches } = warm(100, { minMs: 1, minOpsPerSide: 5_000, maxMs: 1_500 });
    batches.forEach(([side], i) => expect(side).toBe(SIDES[i % 3]));
    const opsOf = (wanted: Side) =>
      batches.reduce((sum, [side, ops]) => sum + (side === wanted ? ops : 0), 0);
    expect(opsOf("spawn")).toBe(opsOf("inline"));
    expect(opsOf("control")).toBe(opsOf("inline"));
  });

  it("gives up on a machine that is too slow for the count", () => {
    const { done } = warm(100_000, { minMs: 150, minOpsPerSide: 50_000, maxMs: 1_500 });
    expect(done.opsPerSide).toBeLessThan(50_000);
  });
});
