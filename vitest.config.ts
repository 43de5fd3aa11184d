/** Unit and property tests; the browser journeys live in e2e/ and run under Playwright. */
import { defineConfig } from "vitest/config";

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
    exclude: ["**/node_modules/**", "harness/tokio/**"],
  },
});
