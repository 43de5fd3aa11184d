/** Browser journeys against the production build, in whichever Chromium tools/browser.ts finds. */
import { defineConfig } from "@playwright/test";
import { findBrowser } from "../src/cli/browser.ts";

const PORT = Number(process.env["E2E_PORT"] ?? 4179);

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  fullyParallel: true,
  workers: 2,
  // Against waiting for ever, and nothing else: a loaded machine is slow, not wrong, and no journey asserts a time.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: !!process.env["CI"],
  // A busy machine can lose a race between driver and browser. What passes at the second try only is named at the end.
  retries: 1,
  reporter: [["list"], ["json", { outputFile: "../test-results/e2e.json" }]],
  use: {
    // It fetches the whole course ahead; the journey that is about it turns it on.
    serviceWorkers: "block",
    baseURL: `http://localhost:${PORT}`,
    launchOptions: {
      executablePath: await findBrowser(),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
      ],
    },
  },
  webServer: {
    command: `npx vite preview --strictPort --port ${PORT}`,
    cwd: "..",
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
  },
});
