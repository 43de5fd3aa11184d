/** Unit and property tests; the browser journeys live in e2e/ and run under Playwright. */
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that wait for rustc: begun first, or they would run alone at the end. */
const SLOW = /cargo\.test|rust-bench\.test|rust-playground\.test/;

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(SLOW.test(b.moduleId)) - Number(SLOW.test(a.moduleId)));
  }
}

export default defineConfig({
  define: { __TRACE__: "true" },
  test: {
    include: ["src/**/*.test.ts", "harness/**/*.test.ts", "tools/**/*.test.ts"],
    // A loaded machine is slow, not wrong: no test asserts a time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // For a whole file: `// @module-tag slow` under its first line.
    tags: [
      {
        name: "slow",
        description: "needs cargo, a build or many seconds; `npm run test:quick` leaves it out",
      },
    ],
    // Of two processors Vitest would leave one free.
    maxWorkers: "100%",
    sequence: { sequencer: SlowFirst },
    exclude: ["**/node_modules/**", "harness/tokio/**"],
  },
});
