/** Finds a Chromium for the browser journeys or installs one: the machine's own, Playwright's, or one from npm. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { chromium } from "playwright-core";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "chrome",
];

/** Install locations on systems that do not use PATH. */
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => {
    const folder = process.env[name];
    return folder
      ? [
          join(folder, "Google/Chrome/Application/chrome.exe"),
          join(folder, "Microsoft/Edge/Application/msedge.exe"),
        ]
      : [];
  }),
];

/** What Chromium must be told when root starts it. */
export const AS_ROOT: readonly string[] = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** The newest build of this package that runs on Node 20; Linux x64 only. */
const NPM_CHROMIUM = "@sparticuz/chromium@147.0.0";
const CACHE = "node_modules/.cache/npm-chromium";

/**
 * @param first names of programs that are taken before any other
 * @returns the path of an executable Chromium, Chrome or Edge
 */
export async function findBrowser(first: readonly string[] = []): Promise<string> {
  const found =
    named() ??
    onPath(first) ??
    playwrights() ??
    onPath(NAMES) ??
    PLACES.find(existsSync) ??
    installed() ??
    fromNpm();
  if (found) return found;
  throw new Error(
    "No Chromium found, and none could be installed. Install Chrome, Chromium or Edge, or set CHROMIUM_PATH to one.",
  );
}

function named(): string | undefined {
  const path = process.env["CHROMIUM_PATH"];
  if (path && !existsSync(path)) throw new Error(`CHROMIUM_PATH names ${path}, which does not exist.`);
  return path;
}

function playwrights(): string | undefined {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path) && statSync(path).isFile());
}

function installed(): string | undefined {
  process.stderr.write("No browser found; asking Playwright for one…\n");
  const npx = process.platform === "win32" ? "npx.cmd" : "npx";
  spawnSync(npx, ["playwright", "install", "chromium-headless-shell"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  const path = playwrights();
  if (path) return path;
  const shell = join(homedir(), ".cache/ms-playwright");
  if (!existsSync(shell)) return undefined;
  const out = spawnSync("find", [shell, "-name", "headless_shell", "-type", "f"], { encoding: "utf8" });
  return out.stdout?.split("\n")[0] || undefined;
}

/** A Chromium from an npm package, unpacked with its libraries. */
function fromNpm(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const target = join(process.cwd(), CACHE, "chromium");
  const wrapper = join(process.cwd(), CACHE, "chromium.sh");
  if (existsSync(wrapper)) return wrapper;
  process.stderr.write(`Playwright has none; fetching ${NPM_CHROMIUM}…\n`);
  try {
    mkdirSync(CACHE, { recursive: true });
    execFileSync("npm", ["install", "--prefix", CACHE, "--no-save", NPM_CHROMIUM], { stdio: "inherit" });
    const bin = join(CACHE, "node_modules/@sparticuz/chromium/bin");
    writeFileSync(target, brotliDecompressSync(readFileSync(join(bin, "chromium.br"))), { mode: 0o755 });
    const libraries = join(process.cwd(), CACHE, "lib");
    mkdirSync(libraries, { recursive: true });
    execFileSync("tar", ["x", "-C", libraries], {
      input: brotliDecompressSync(readFileSync(join(bin, "al2023.tar.br"))),
    });
    writeFileSync(
      wrapper,
      `#!/bin/sh\nLD_LIBRARY_PATH="${libraries}/lib:$LD_LIBRARY_PATH" exec "${target}" "$@"\n`,
      { mode: 0o755 },
    );
    return wrapper;
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    return undefined;
  }
}
