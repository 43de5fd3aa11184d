/** Browser journeys against the production build, in whichever Chromium tools/browser.ts finds. */
import { defineConfig } from "@playwright/test";
import { findBrowser } from "../src/cli/browser.ts";

const PORT = Number(process.env["E2E_PORT"] ?? 4179);

/** What needs Firefox, WebKit or cargo, which `npm run test:extra` runs, and what is tagged `@sweep`. */
const EXTRA = "*.extra.spec.ts";

const DISABLED = [
  // Each window would load the suggestions of its address bar, two hidden pages that cost more than most of ours.
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  // Playwright's own, because only the last `--disable-features` counts.
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  fullyParallel: true,
  // Journeys wait for runs, limits and files: a third one keeps two processors busy.
  workers: 3,
  // Against waiting forever, and nothing else: a loaded machine is slow, not wrong, and no journey asserts a time.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: !!process.env["CI"],
  // A busy machine can lose a race between driver and browser. What passes at the second try only is named at the end.
  retries: 1,
  reporter: [["list"], ["json", { outputFile: "../test-results/e2e.json" }]],
  use: {
    // What never appears costs this, and not a whole journey's time.
    actionTimeout: 60_000,
    // It fetches the whole course ahead; the journey that is about it turns it on.
    serviceWorkers: "block",
    baseURL: `http://localhost:${PORT}`,
    launchOptions: {
      // The same engine without a browser's windows around it, which takes less time.
      executablePath: await findBrowser(["chromium-headless-shell"]),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        // As every Chrome on a desktop has it, and a headless shell does not.
        "--site-per-process",
        // Only what runs for long is optimized: it takes seconds for esbuild, which runs for moments here.
        "--js-flags=--wasm-tiering-budget=1000000000",
        `--disable-features=${DISABLED.join(",")}`,
      ],
    },
  },
  projects: [
    { name: "chromium", testIgnore: EXTRA, grepInvert: /@sweep/ },
    { name: "sweep", testIgnore: EXTRA, grep: /@sweep/ },
    { name: "extra", testMatch: EXTRA },
  ],
  webServer: {
    command: `npx vite preview --strictPort --port ${PORT}`,
    cwd: "..",
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
  },
});
