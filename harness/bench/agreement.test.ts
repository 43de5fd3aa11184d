import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreementOf, agreeWell, MAX_WORKERS, MIN_WORKERS, workersNeeded } from "./agreement.ts";
import { seededRandom } from "./random.ts";

const ratio = fc.double({ min: 0.01, max: 5_000, noNaN: true });
const workers = fc.array(ratio, { minLength: 2, maxLength: MAX_WORKERS });

/** Workers whose ratios scatter around `truth` by this share, normally distributed in the logarithm. */
function scatter(random: () => number, truth: number, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return truth * Math.exp(spread * normal);
}

describe("the combined result of several workers", () => {
  it("is Student's t for three numbers, computed by hand", () => {
    // ln 7, ln 8, ln 9: mean 2.074199, standard deviation 0.125737; 4.303 · 0.125737 / √3 = 0.312374
    const { ratio: mean, interval } = agreementOf([7, 8, 9]);
    expect(mean).toBeCloseTo(7.9582, 3);
    expect(interval[0]).toBeCloseTo(7.9582 * Math.exp(-0.312374), 3);
    expect(interval[1]).toBeCloseTo(7.9582 * Math.exp(0.312374), 3);
  });

  it("is between the lowest and the highest, inside its own interval, in any order of workers", () => {
    fc.assert(
      fc.property(workers, (ratios) => {
        const { ratio: mean, interval } = agreementOf(ratios);
        expect(mean).toBeGreaterThanOrEqual(Math.min(...ratios) * (1 - 1e-12));
        expect(mean).toBeLessThanOrEqual(Math.max(...ratios) * (1 + 1e-12));
        expect(interval[0]).toBeLessThanOrEqual(mean);
        expect(interval[1]).toBeGreaterThanOrEqual(mean);
        expect(agreementOf(ratios.toReversed()).ratio).toBeCloseTo(mean, 8);
      }),
    );
  });

  it("gives inverse results for inline / spawn and spawn / inline", () => {
    fc.assert(
      fc.property(workers, (ratios) => {
        const there = agreementOf(ratios);
        const back = agreementOf(ratios.map((value) => 1 / value));
        expect(1 / back.ratio / there.ratio).toBeCloseTo(1, 9);
        expect(back.interval[0] * there.interval[1]).toBeCloseTo(1, 9);
      }),
    );
  });

  it("contains the truth in 95 of 100 intervals, with few workers and with many", () => {
    for (const count of [3, 5, 9]) {
      const random = seededRandom(count);
      const runs = 4_000;
      let held = 0;
      for (let run = 0; run < runs; run++) {
        const { interval } = agreementOf(Array.from({ length: count }, () => scatter(random, 8, 0.07)));
        if (interval[0] <= 8 && 8 <= interval[1]) held++;
      }
      expect(held / runs, `${count} workers`).toBeGreaterThan(0.94);
      expect(held / runs, `${count} workers`).toBeLessThan(0.96);
    }
  });
});

describe("the number of workers needed", () => {
  it("is at least three, at most nine, and lower when they agree better", () => {
    expect(workersNeeded([])).toBe(MIN_WORKERS);
    expect(workersNeeded([8, 80])).toBe(MIN_WORKERS);
    expect(workersNeeded([8, 8, 8])).toBe(3);
    expect(workersNeeded([8, 8.4, 8.2])).toBe(4);
    expect(workersNeeded([8, 12, 9])).toBe(MAX_WORKERS);
    expect(agreeWell([8, 8])).toBe(false);
  });

  it("is never below the workers so far, and stops growing once they agree", () => {
    fc.assert(
      fc.property(workers, (ratios) => {
        const needed = workersNeeded(ratios);
        expect(needed).toBeGreaterThanOrEqual(Math.max(ratios.length, MIN_WORKERS));
        const open = ratios.length >= MIN_WORKERS && ratios.length < MAX_WORKERS;
        expect(!open || (needed === ratios.length) === agreeWell(ratios)).toBe(true);
      }),
    );
  });

  it("repeats within 3 % where single workers scatter by 7 %, and stops early where they do not", () => {
    const random = seededRandom(7);
    const run = (spread: number): number[] => {
      const ratios: number[] = [];
      while (ratios.length < MAX_WORKERS && !agreeWell(ratios)) ratios.push(scatter(random, 8, spread));
      return ratios;
    };
    const logs = Array.from({ length: 2_000 }, () => Math.log(agreementOf(run(0.07)).ratio / 8));
    const variation = Math.sqrt(logs.reduce((sum, log) => sum + log ** 2, 0) / logs.length);
    expect(variation).toBeLessThan(0.03);
    const held = Array.from({ length: 2_000 }, () => agreementOf(run(0.07)).interval);
    const share = held.filter(([low, high]) => low <= 8 && 8 <= high).length / held.length;
    expect(share, "stopping early costs the interval a little").toBeGreaterThan(0.89);
    const quiet = Array.from({ length: 2_000 }, () => run(0.015).length);
    expect(quiet.reduce((sum, length) => sum + length, 0) / quiet.length).toBeLessThan(4);
  });
});
