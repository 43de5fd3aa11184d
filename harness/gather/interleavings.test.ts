/** Interleavings: replayable from their seed, harmless to right answers of any kind, and shown at their smallest. */
import { readdirSync } from "node:fs";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { CheckFailure } from "../check.ts";
import type { Learner } from "../check.ts";
import { compileFile } from "../testing/load.ts";
import { interleavings, SCHEDULES } from "./interleavings.ts";
import { scheduleFor, sizeOf } from "./schedule.ts";

// Thousands of runs, which take long on a busy machine.
const fixtures = new URL("../fixtures/right/gather/", import.meta.url);
const wrong = (name: string): Promise<() => Record<string, unknown>> =>
  compileFile(new URL(`../../lessons/week-01/gather/wrong/${name}.ts`, import.meta.url));

function failureOf(learner: Learner, seed?: number): CheckFailure | undefined {
  try {
    interleavings.run(learner, { here: () => ({ line: 1, column: 1 }), seed, firstSeed: 0 });
    return undefined;
  } catch (thrown) {
    if (thrown instanceof CheckFailure) return thrown;
    throw thrown;
  }
}

describe("a schedule", () => {
  it("is decided by its seed", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(scheduleFor(seed)).toEqual(scheduleFor(seed));
      }),
    );
  });

  it("is small when its seed is, and varied", () => {
    const sizes = Array.from({ length: SCHEDULES }, (_, seed) => sizeOf(scheduleFor(seed)));
    expect(Math.max(...sizes.slice(0, 10))).toBeLessThan(10);
    expect(Math.max(...sizes)).toBeGreaterThan(25);
    expect(new Set(sizes).size).toBeGreaterThan(15);
  });
});

describe("right answers", () => {
  const learners: Learner[] = [];
  beforeAll(async () => {
    for (const name of readdirSync(fixtures).filter((each) => each.endsWith(".ts")))
      learners.push((await compileFile(new URL(name, fixtures)))());
  });

  it("survive any seed", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        for (const learner of learners) expect(failureOf(learner, seed)?.message).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });
});

describe("a wrong answer", () => {
  it.each(["clears-after-sweep", "stores-waker-last", "last-woken-only", "keeps-first-waker"])(
    "%s fails, and the seed shown replays it",
    async (name) => {
      const learner = (await wrong(name))();
      const failure = failureOf(learner);
      const seed = failure?.details.seed;
      expect(failure?.message).toMatch(`Interleaving ${seed}, with `);
      expect(failureOf(learner, seed)?.message).toBe(failure?.message);
      expect(failure?.details.trace?.filter((step) => step.diverges)).toHaveLength(1);
    },
  );

  it("is shown at its smallest", async () => {
    const learner = (await wrong("clears-after-sweep"))();
    const smallest = scheduleFor(failureOf(learner)?.details.seed ?? -1);
    const failing = Array.from({ length: SCHEDULES }, (_, seed) => scheduleFor(seed)).filter(
      (schedule) => failureOf(learner, schedule.seed) !== undefined,
    );
    expect(failing.length).toBeGreaterThan(3);
    expect(sizeOf(smallest)).toBe(Math.min(...failing.map(sizeOf)));
  });
});
