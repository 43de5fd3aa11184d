/** The arithmetic behind two pictures: the parts of a spawn, and how the work decides the ratio. */
import type { BenchProfile } from "../../../harness/report.ts";

export type Ladder = NonNullable<BenchProfile["ladder"]>;

export interface Part {
  name: string;
  /** The part of tokio's work that it represents. */
  what: string;
  ns: number;
}

/** Inline, and what each of the two steps towards a spawn adds. The parts sum to the spawn. */
export function spawnParts({ inlineNs, detachedNs, spawnNs }: Ladder): Part[] {
  return [
    { name: "The work itself", what: "awaited inline, ready at its first poll", ns: inlineNs },
    {
      name: "A task of its own",
      what: "allocation, the owned-task list, the run queue, the state machine, the first poll, completion",
      ns: detachedNs - inlineNs,
    },
    {
      name: "Waiting for it",
      what: "the join waker, Pending, a turn of the executor for the waiter, its second poll",
      ns: spawnNs - detachedNs,
    },
  ];
}

/** The parts in whole percent of the spawn, which sum to 100. A part that noise made negative has none. */
export function sharesOf(ladder: Ladder): (Part & { percent: number })[] {
  const parts = spawnParts(ladder).map((part) => ({ ...part, ns: Math.max(0, part.ns) }));
  const total = parts.reduce((sum, { ns }) => sum + ns, 0);
  const exact = parts.map(({ ns }) => (total > 0 ? (100 * ns) / total : 0));
  const percents = exact.map(Math.floor);
  // What rounding down left over goes to the largest remainders.
  const byRemainder = [...exact.keys()].toSorted((a, b) => (exact[b]! % 1) - (exact[a]! % 1));
  const left = 100 - percents.reduce((sum, percent) => sum + percent, 0);
  for (const index of byRemainder.slice(0, left)) percents[index]!++;
  return parts.map((part, index) => ({ ...part, percent: percents[index]! }));
}

export interface CostModel {
  /** W at `workRounds`, in ns, including the cost of awaiting a ready future. */
  inlineNs: number;
  /** S: what the spawn adds, in ns. */
  overheadNs: number;
  workRounds: number;
  /** ns of one further round of work. */
  workRoundNs: number;
}

/** @returns null if the profile has no slope for the work */
export function costModel(profile: BenchProfile, workRounds: number): CostModel | null {
  const { inline, ratio, workRoundNs } = profile;
  if (workRoundNs === undefined) return null;
  // S comes from the paired ratio, not from the two medians: the workers agree on the ratio.
  return { inlineNs: inline.p50, overheadNs: inline.p50 * (ratio - 1), workRounds, workRoundNs };
}

/** (W + S) / W at another amount of work. W never falls below a tenth of the measured one: awaiting is never free. */
export function predictedRatio(model: CostModel, rounds: number): number {
  const workNs = Math.max(
    model.inlineNs / 10,
    model.inlineNs + (rounds - model.workRounds) * model.workRoundNs,
  );
  return (workNs + model.overheadNs) / workNs;
}

/** The work at which a spawn still takes `ratio` times as long: W = S / (ratio - 1). */
export function roundsForRatio(model: CostModel, ratio: number): number {
  const workNs = model.overheadNs / (ratio - 1);
  return model.workRounds + (workNs - model.inlineNs) / model.workRoundNs;
}
