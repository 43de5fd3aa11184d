import { describe, expect, it } from "vitest";
import { collectRounds, goalOfRounds } from "./rounds.ts";
import { SimulatedMachine } from "./simulated.ts";
import { median, pairedRatios } from "./stats.ts";
import type { Side } from "./types.ts";

const batchOps = { inline: 10_000, spawn: 1_000, control: 10_000 };
const goal = { measureMs: 500, minRounds: 30, maxMs: 1_500 };

function machineOf(change: Partial<ConstructorParameters<typeof SimulatedMachine>[0]> = {}) {
  return new SimulatedMachine({
    stepNs: 5_000,
    readNs: 200,
    opNs: { inline: 50, spawn: 500, control: 50 },
    ...change,
  });
}

describe("the rounds", () => {
  it("measure ns per operation of each side", () => {
    const machine = machineOf();
    const rounds = collectRounds(
      (order) => machine.runRound(order, batchOps),
      batchOps,
      machine.clock,
      goal,
      1,
    );
    expect(median(rounds.inlineNs)).toBeCloseTo(50, 0);
    expect(median(rounds.spawnNs)).toBeCloseTo(500, -1);
    expect(median(rounds.controlNs)).toBeCloseTo(50, 0);
    expect(rounds.inlineNs).toHaveLength(rounds.spawnNs.length);
  });

  it("put each side first, second and last equally often", () => {
    const machine = machineOf();
    const places: Record<Side, number[]> = { inline: [0, 0, 0], spawn: [0, 0, 0], control: [0, 0, 0] };
    let left = 60;
    collectRounds(
      (order) => {
        if (left-- > 0) order.forEach((side, place) => places[side][place]!++);
        return machine.runRound(order, batchOps);
      },
      batchOps,
      machine.clock,
      goal,
      3,
    );
    expect(places).toEqual({ inline: [20, 20, 20], spawn: [20, 20, 20], control: [20, 20, 20] });
  });

  it("cancel a drift that would bias one side if the order were fixed", () => {
    // Each batch is 2 % slower than the one before, and every six batches the machine recovers.
    let batch = 0;
    const machine = machineOf({ noise: () => 0.02 * (batch++ % 6) });
    const rounds = collectRounds(
      (order) => machine.runRound(order, batchOps),
      batchOps,
      machine.clock,
      goal,
      1,
    );
    expect(median(pairedRatios(rounds.controlNs, rounds.inlineNs))).toBeCloseTo(1, 2);
  });

  it("continue past the time until there are enough, and stop at the limit even if there are not", () => {
    const slow = machineOf({ opNs: { inline: 2_000, spawn: 20_000, control: 2_000 } });
    const rounds = collectRounds((order) => slow.runRound(order, batchOps), batchOps, slow.clock, goal, 1);
    expect(rounds.inlineNs.length).toBe(25);
    expect(slow.nowNs / 1e6).toBeLessThan(1_700);
    const slower = machineOf({ opNs: { inline: 1_000, spawn: 10_000, control: 1_000 } });
    expect(
      collectRounds((order) => slower.runRound(order, batchOps), batchOps, slower.clock, goal, 1).inlineNs
        .length,
    ).toBe(30);
  });

  it("notice a pause between batches and a wrong checksum", () => {
    const machine = machineOf();
    let round = 0;
    const rounds = collectRounds(
      (order) => {
        if (++round === 10) machine.nowNs += 400e6;
        return { ...machine.runRound(order, batchOps), checksumsAgree: round !== 12 };
      },
      batchOps,
      machine.clock,
      goal,
      1,
    );
    expect(rounds.longestPauseMs).toBeGreaterThan(390);
    expect(rounds.longestPauseMs).toBeLessThan(410);
    expect(rounds.checksumsAgree).toBe(false);
  });
});

it("gives a fine clock the requested time, and a coarse clock the time of forty rounds", () => {
  expect(goalOfRounds(500, 5_000, 500_000)).toEqual({ measureMs: 500, minRounds: 30, maxMs: 1_500 });
  expect(goalOfRounds(500, 100_000, 10_000_000)).toEqual({ measureMs: 1_200, minRounds: 12, maxMs: 3_600 });
});
