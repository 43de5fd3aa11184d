/** Unit and property tests; the browser journeys live in e2e/ and run under Playwright. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { __TRACE__: "true" },
  test: {
    include: ["src/**/*.test.ts", "harness/**/*.test.ts", "tools/**/*.test.ts"],
    exclude: ["**/node_modules/**", "harness/tokio/**"],
  },
});
