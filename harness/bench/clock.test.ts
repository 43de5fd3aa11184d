import { describe, expect, it } from "vitest";
import { probeClock } from "./clock.ts";
import { SimulatedMachine } from "./simulated.ts";

const ops = { inline: 50, spawn: 500, control: 50 };

describe("the clock probe", () => {
  it.each([
    ["isolated", 5_000, 170],
    ["not isolated", 100_000, 400],
    ["Firefox without headers", 1_000_000, 300],
  ])("finds the step of a clock that is %s", (_, stepNs, readNs) => {
    const machine = new SimulatedMachine({ stepNs, readNs, opNs: ops });
    expect(probeClock(machine.clock)).toBe(stepNs);
  });

  it("uses the cost of a reading as the step if that is longer", () => {
    const machine = new SimulatedMachine({ stepNs: 1, readNs: 60, opNs: ops });
    expect(probeClock(machine.clock)).toBe(60);
  });

  it("takes the smallest step, not the first or the last", () => {
    const times = [0, 0.1, 0.1, 0.3, 0.305, 0.7, 9];
    let read = 0;
    expect(probeClock(() => times[Math.min(read++, times.length - 1)]!, 1)).toBe(5_000);
  });

  it("does not count a clock that was set back as a step", () => {
    const times = [5, 5.1, 1, 1.2, 20];
    let read = 0;
    expect(probeClock(() => times[Math.min(read++, times.length - 1)]!, 1)).toBe(100_000);
  });

  it("does not mistake a pause at the start for the step", () => {
    const machine = new SimulatedMachine({ stepNs: 5_000, readNs: 200, opNs: ops });
    let paused = false;
    const clock = () => {
      const now = machine.clock();
      if (!paused) machine.nowNs += 11_000_000;
      paused = true;
      return now;
    };
    expect(probeClock(clock)).toBe(5_000);
  });

  it("ends on a clock that stands still", () => {
    expect(probeClock(() => 7)).toBe(Infinity);
  });
});
