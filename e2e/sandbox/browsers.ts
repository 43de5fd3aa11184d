/** The other engines, where they are installed: Firefox and WebKitGTK's MiniBrowser, both without a screen. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, marionette, webKitDriver, type WebDriver } from "./web-driver.ts";

export interface OtherBrowser {
  name: string;
  /** Why it is unavailable here; empty if it is available. */
  missing: string;
  /** Starts it, with a profile of its own. */
  start(): Promise<Started>;
}

export interface Started {
  driver: WebDriver;
  close(): void;
}

export const otherBrowsers: readonly OtherBrowser[] = [firefox(), webKit()];

/** No first-run pages, and nothing of its own on the network: what reaches a trap must have come from the page. */
const FIREFOX_PREFS = {
  "browser.shell.checkDefaultBrowser": false,
  "browser.aboutwelcome.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.reportingpolicy.firstRun": false,
  "app.normandy.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "marionette.port": 0,
};

function firefox(): OtherBrowser {
  const program = onPath(["firefox-esr", "firefox"]);
  return {
    name: "Firefox",
    missing: program ? "" : "no firefox or firefox-esr on the PATH",
    async start() {
      const home = mkdtempSync(join(tmpdir(), "firefox-"));
      const prefs = Object.entries(FIREFOX_PREFS).map(([name, value]) => `user_pref("${name}", ${value});`);
      writeFileSync(join(home, "user.js"), prefs.join("\n"));
      const args = ["--headless", "--marionette", "--no-remote", "--new-instance", "--profile", home];
      const browser = spawn(program ?? "", args, inGroup({ HOME: home }));
      return started(browser, home, marionette(home, browser));
    },
  };
}

function webKit(): OtherBrowser {
  const program = miniBrowser();
  const screen = onPath(["xvfb-run"]);
  const driver = onPath(["WebKitWebDriver"]);
  const missing = [
    program ? "" : "no MiniBrowser of WebKitGTK",
    driver ? "" : "no WebKitWebDriver on the PATH",
    screen ? "" : "no xvfb-run for MiniBrowser's window",
  ];
  return {
    name: "WebKit",
    missing: missing.filter(Boolean).join(", "),
    async start() {
      const home = mkdtempSync(join(tmpdir(), "webkit-"));
      const options = inGroup({
        HOME: home,
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
        LIBGL_ALWAYS_SOFTWARE: "1",
      });
      const port = await freePort();
      const server = spawn(screen ?? "", ["-a", driver ?? "", `--port=${port}`], options);
      const browser = { binary: program, args: ["--automation"] };
      return started(server, home, webKitDriver(port, browser, server));
    },
  };
}

/** In a process group of its own, which can be ended as a whole. */
function inGroup(env: Record<string, string>) {
  return { detached: true, stdio: "ignore", env: { ...process.env, ...env } } as const;
}

async function started(browser: ChildProcess, home: string, driver: Promise<WebDriver>): Promise<Started> {
  const close = () => {
    try {
      if (browser.pid) process.kill(-browser.pid, "SIGKILL");
    } catch {
      // It ended by itself.
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    return { driver: await driver, close };
  } catch (error) {
    close();
    throw error;
  }
}

function onPath(names: readonly string[]): string | undefined {
  return names.find((name) => spawnSync("which", [name]).status === 0);
}

function miniBrowser(): string | undefined {
  const roots = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib"];
  const folders = roots
    .filter(existsSync)
    .flatMap((root) => readdirSync(root).map((name) => join(root, name)));
  return folders
    .filter((folder) => folder.includes("webkit"))
    .map((folder) => join(folder, "MiniBrowser"))
    .find(existsSync);
}
