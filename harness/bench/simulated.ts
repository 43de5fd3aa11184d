/** A simulated machine for tests: its time is a number, and the test sets the clock's step and the operations' cost. */
import type { ClockMs } from "./clock.ts";
import type { Round } from "./rounds.ts";
import type { Side, WorkerMeasurement } from "./types.ts";
import { seededRandom } from "./random.ts";

export interface Machine {
  /** The step that the clock is rounded down to, in ns. */
  stepNs: number;
  /** What reading it costs, in ns. */
  readNs: number;
  opNs: Record<Side, number>;
  /** Extra duration of a whole batch, as a share of it; called once per batch. */
  noise?: (side: Side) => number;
}

export class SimulatedMachine {
  nowNs = 0;
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  readonly clock: ClockMs = () => {
    this.nowNs += this.#machine.readNs;
    return (Math.floor(this.nowNs / this.#machine.stepNs) * this.#machine.stepNs) / 1e6;
  };

  /** Runs this many operations. @returns how long they took by the machine's own clock, in ns */
  readonly runBatch = (side: Side, ops: number): number => {
    const startMs = this.clock();
    this.nowNs += ops * this.#machine.opNs[side] * (1 + (this.#machine.noise?.(side) ?? 0));
    return (this.clock() - startMs) * 1e6;
  };

  runRound(order: readonly Side[], batchOps: Record<Side, number>): Round {
    const durationNs = { inline: 0, spawn: 0, control: 0 };
    for (const side of order) durationNs[side] = this.runBatch(side, batchOps[side]);
    return { durationNs, checksumsAgree: true };
  }
}

/** A measurement as a worker would send it, of `rounds` rounds with a little seeded noise. */
export function simulatedMeasurement(
  change: Partial<WorkerMeasurement> & { ratio?: number; rounds?: number } = {},
): WorkerMeasurement {
  const { ratio = 8, rounds = 200, ...rest } = change;
  const random = seededRandom(rounds + Math.round(ratio * 1000));
  const around = (ns: number) => Array.from({ length: rounds }, () => ns * (0.97 + 0.06 * random()));
  return {
    clockStepNs: 5_000,
    warmUp: { durationMs: 150, opsPerSide: 60_000 },
    batchOps: { inline: 10_000, spawn: 1_250, control: 10_000 },
    batchTargetNs: 500_000,
    minRounds: 30,
    inlineNs: around(50),
    spawnNs: around(50 * ratio),
    controlNs: around(50),
    checksumsAgree: true,
    longestPauseMs: 1,
    workRoundNs: 0.8,
    eventsPerOp: null,
    ladder: { turnNs: around(120), detachedNs: around(200), boxedNs: [] },
    curve: [],
    throughGather: null,
    gather: { kind: "used" },
    histogram: { kind: "not-used", reason: "no Histogram in this test." },
    ...rest,
  };
}
