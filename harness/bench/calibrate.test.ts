import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchTargetNs, calibrate } from "./calibrate.ts";
import { SimulatedMachine } from "./simulated.ts";

describe("calibration", () => {
  it("asks for 100 clock steps, at least half a millisecond and at most 30 ms", () => {
    expect(batchTargetNs(100)).toBe(500_000);
    expect(batchTargetNs(5_000)).toBe(500_000);
    expect(batchTargetNs(100_000)).toBe(10_000_000);
    expect(batchTargetNs(1_000_000)).toBe(30_000_000);
  });

  it("makes batches last the target time for any operation cost and any clock", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 20_000, noNaN: true }),
        fc.constantFrom(5_000, 20_000, 100_000),
        (opNs, stepNs) => {
          const machine = new SimulatedMachine({
            stepNs,
            readNs: 200,
            opNs: { inline: opNs, spawn: opNs, control: opNs },
          });
          const target = batchTargetNs(stepNs);
          const ops = calibrate((n) => machine.runBatch("inline", n), target);
          const lasts = ops * opNs;
          expect(lasts).toBeGreaterThan(target * 0.95);
          expect(lasts).toBeLessThan(target * 1.1 + 2 * opNs);
        },
      ),
    );
  });

  it("is not fooled by one interruption", () => {
    let calls = 0;
    const ops = calibrate((n) => n * 50 + (++calls === 2 ? 40_000_000 : 0), 500_000);
    expect(ops).toBe(10_000);
  });

  it("ends when the clock never moves", () => {
    expect(calibrate(() => 0, 500_000)).toBe(1 << 26);
  });
});
