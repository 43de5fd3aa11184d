/** Runs the measurement itself: rounds of three batches in rotated order, until the time and the count are reached. */
import type { ClockMs } from "./clock.ts";
import { SIDES, type Side } from "./types.ts";
import { minRounds } from "./verdict.ts";

/** The result of one round: the duration of each side's batch, in ns, and whether its checksum was right. */
export interface Round {
  durationNs: Record<Side, number>;
  checksumsAgree: boolean;
}

export interface RoundsGoal {
  measureMs: number;
  minRounds: number;
  /** The measurement stops after this time, whatever the count; the verdict then reports too few rounds. */
  maxMs: number;
}

export interface Rounds {
  inlineNs: number[];
  spawnNs: number[];
  controlNs: number[];
  checksumsAgree: boolean;
  longestPauseMs: number;
}

/** With a coarse clock, few long rounds fit into the time, and the verdict's minimum would scatter too much. */
const ROUNDS_AIMED_AT = 40;

/** @param batchNs the calibrated duration of each batch */
export function goalOfRounds(measureMs: number, clockStepNs: number, batchNs: number): RoundsGoal {
  const longEnoughMs = Math.max(measureMs, (ROUNDS_AIMED_AT * SIDES.length * batchNs) / 1e6);
  return { measureMs: longEnoughMs, minRounds: minRounds(clockStepNs), maxMs: longEnoughMs * 3 };
}

/** Every order of the three sides: each side comes first, second and last equally often. */
const ORDERS: readonly (readonly Side[])[] = [
  ["inline", "spawn", "control"],
  ["spawn", "control", "inline"],
  ["control", "inline", "spawn"],
  ["control", "spawn", "inline"],
  ["spawn", "inline", "control"],
  ["inline", "control", "spawn"],
];

/** @param onRound called after each round with the rounds so far, outside every timed region */
export function collectRounds(
  runRound: (order: readonly Side[]) => Round,
  batchOps: Record<Side, number>,
  clock: ClockMs,
  goal: RoundsGoal,
  seed: number,
  onRound: (rounds: Rounds, elapsedMs: number) => void = () => {},
): Rounds {
  const rounds: Rounds = {
    inlineNs: [],
    spawnNs: [],
    controlNs: [],
    checksumsAgree: true,
    longestPauseMs: 0,
  };
  const start = clock();
  for (let index = 0; ; index++) {
    const before = clock();
    const round = runRound(ORDERS[(seed + index) % ORDERS.length]!);
    const elapsedMs = clock() - start;
    const timedNs = SIDES.reduce((sum, side) => sum + round.durationNs[side], 0);
    rounds.inlineNs.push(round.durationNs.inline / batchOps.inline);
    rounds.spawnNs.push(round.durationNs.spawn / batchOps.spawn);
    rounds.controlNs.push(round.durationNs.control / batchOps.control);
    rounds.checksumsAgree &&= round.checksumsAgree;
    rounds.longestPauseMs = Math.max(rounds.longestPauseMs, clock() - before - timedNs / 1e6);
    onRound(rounds, elapsedMs);
    const enough = elapsedMs >= goal.measureMs && index + 1 >= goal.minRounds;
    if (enough || elapsedMs >= goal.maxMs) return rounds;
  }
}
