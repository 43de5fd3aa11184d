import { defineConfig } from "@playwright/test";
export default defineConfig({
  testDir: "/work/main/e2e",
  outputDir: "/tmp/pw-out",
  workers: 1,
  timeout: 60000,
  reporter: [["list"]],
  use: {
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
    },
  },
});
