/** The right answers that mutants are made of, by exercise. */

export const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  "week-01/gather": [
    "lessons/week-01/gather/solution.ts",
    "harness/fixtures/right/gather/per-child-wakers.ts",
    "harness/fixtures/right/gather/whole-set.ts",
    "harness/fixtures/right/gather/woken-queue.ts",
    "lessons/week-01/gather/solution.rs",
    "harness/fixtures/right/gather/by-hand.rs",
    "harness/fixtures/right/gather/woken-flags.rs",
  ],
  "week-01/histogram": [
    "lessons/week-01/histogram/solution.ts",
    "harness/fixtures/right/histogram/bounds-table.ts",
    "lessons/week-01/histogram/solution.rs",
    "harness/fixtures/right/histogram/partition-point.rs",
  ],
  "week-01/capstone": ["lessons/week-01/capstone/solution.ts", "lessons/week-01/capstone/solution.rs"],
};
