/** A history of a Histogram: what is recorded and what is asked, decided by a seed and shaped to reach every corner. */
import { Random } from "../random.ts";

/** The same latency, so many times. */
export interface Run {
  ns: number;
  n: number;
}

export interface History {
  seed: number;
  runs: readonly Run[];
  /** Values of q. */
  asks: readonly number[];
}

const BUCKETS = 128;
/** What belongs to no bucket, or to the last one only because nothing is lost. The longest comes alone: a few of it are too much for a u64 sum. */
const BEYOND = [0, 0.4, 2 ** 32, 2 ** 32 + 1e3, 2 ** 32 + 1e9, 5e9, 2 ** 33, 1e12, 2 ** 53, 2 ** 60];

/** Histories below this seed are fixed: the two ends of each bucket, and each value beyond them. */
export const FIXED = BUCKETS + BEYOND.length;

export function historyFor(seed: number): History {
  if (seed < BUCKETS) return { seed, runs: bothSidesOf(seed), asks: [0, 0.5, 1] };
  if (seed < FIXED) return { seed, runs: [{ ns: BEYOND[seed - BUCKETS] as number, n: 1 }], asks: [0.5, 1] };
  return shaped(seed);
}

/** The smallest whole number of ns in the bucket. */
function lowest(bucket: number): number {
  return Math.ceil(2 ** (bucket / 4));
}

function bothSidesOf(bucket: number): Run[] {
  const ns = [lowest(bucket), lowest(bucket + 1) - 1];
  return ns.map((each) => ({ ns: each, n: 1 }));
}

/** How far from a whole rank, in ranks: far enough for any way to round q * n, near enough to belong to that rank. */
const NEAR = 2 ** -10;

function shaped(seed: number): History {
  const random = new Random(seed);
  const runs = random.pick([spreadOut, atBounds, inRuns, shifted, withBeyond])(random);
  // Of a power of two, every k / n is exact.
  const even = random.chance(0.5);
  const recorded = total(runs);
  const missing = 2 ** Math.ceil(Math.log2(recorded)) - recorded;
  if (even && missing > 0) runs.push({ ns: runs[0]?.ns ?? 1, n: missing });
  const n = total(runs);
  const around = Array.from({ length: 3 }, () => {
    const k = 1 + random.below(n);
    return [(k - 0.5) / n, (k - NEAR) / n, k / n, Math.min(1, (k + NEAR) / n)];
  });
  return { seed, runs, asks: [0, ...around.flat(), 1] };
}

function several(random: Random, most: number, run: () => Run): Run[] {
  return Array.from({ length: 1 + random.below(most) }, run);
}

function anyNs(random: Random): number {
  return Math.floor(2 ** (random.next() * 31.7));
}

function spreadOut(random: Random): Run[] {
  return several(random, 60, () => ({ ns: anyNs(random), n: 1 }));
}

function atBounds(random: Random): Run[] {
  return several(random, 60, () => ({ ns: lowest(random.below(127)) - random.below(2), n: 1 }));
}

/** On both sides of what one byte counts. */
function inRuns(random: Random): Run[] {
  return several(random, 4, () => ({ ns: anyNs(random), n: random.pick([1, 3, 255, 256, 257, 300]) }));
}

/** Latencies that go up or down in time and stay there. */
function shifted(random: Random): Run[] {
  const ns = 10 + Math.floor(2 ** (random.next() * 18));
  const n = 100 + random.below(200);
  const levels = [
    { ns, n },
    { ns: ns * (4 + random.below(500)), n },
  ];
  return random.shuffled(levels);
}

function withBeyond(random: Random): Run[] {
  return several(random, 12, () => {
    const ns = random.chance(0.4) ? random.pick(BEYOND.slice(0, -1)) : anyNs(random);
    return { ns, n: 1 + random.below(3) };
  });
}

export function total(runs: readonly Run[]): number {
  return runs.reduce((sum, { n }) => sum + n, 0);
}
