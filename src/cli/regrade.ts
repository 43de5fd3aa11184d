/** `course regrade`: runs learners' hand-ins again, in the browser sandbox, several pages at a time. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { preview, build, type PreviewServer } from "vite";
import { findBrowser } from "./browser.ts";
import type { HandInFile, Regraded } from "../features/hand-in/regrade.ts";
import { asClaimed, report, type Options } from "./regrade-report.ts";

/** A hand-in that brings its page down or never comes back costs this much, and itself only. */
const FILE_TIMEOUT_MS = 120_000;
const BUILD = "node_modules/.cache/regrade";

/** @returns 0 when all that was run again is as claimed, 1 when any differs, 2 for bad use */
export async function run(folder: string, options: Options): Promise<number> {
  const files = filesIn(folder);
  if (typeof files === "string") {
    process.stderr.write(`course regrade: ${files}\n`);
    return 2;
  }
  await buildPage();
  const server = await preview({
    build: { outDir: BUILD },
    preview: { port: 0, open: false },
    logLevel: "silent",
  });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-background-networking"],
  });
  try {
    const all = await regradeAll(browser, addressOf(server), files);
    report(all, options);
    return all.every(asClaimed) ? 0 : 1;
  } finally {
    await browser.close();
    await server.close();
  }
}

function filesIn(folder: string): HandInFile[] | string {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return `${folder} is not a folder. Name the folder that holds the hand-ins.`;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".json"),
  );
  if (names.length === 0)
    return `${folder} holds no .json file. A hand-in is the file that “Save the hand-in” gave the learner.`;
  return names.toSorted().map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
}

/** The page is built once for each state of the sources. */
async function buildPage(): Promise<void> {
  const stamp = join(BUILD, "built");
  const newest = Math.max(...["src", "harness", "lessons", "package-lock.json"].map(newestIn));
  if (existsSync(stamp) && statSync(stamp).mtimeMs > newest) return;
  process.stderr.write("Building the course…\n");
  await build({ build: { outDir: BUILD, emptyOutDir: true }, logLevel: "error" });
  writeFileSync(stamp, "");
}

function newestIn(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(path)
    .filter((name) => name !== "target" && name !== "node_modules")
    .map((name) => newestIn(join(path, name)));
  return Math.max(stats.mtimeMs, ...inside);
}

function addressOf(server: PreviewServer): string {
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error("the preview server has no address");
  return new URL("regrade/", url).href;
}

async function regradeAll(browser: Browser, address: string, files: HandInFile[]): Promise<Regraded[]> {
  const waiting = files.map((file, index) => ({ file, index }));
  const done: Regraded[] = [];
  const width = Math.min(availableParallelism(), 8, files.length);
  await Promise.all(
    Array.from({ length: width }, async () => {
      let page = await open(browser, address);
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        try {
          done[next.index] = await regradeIn(page, next.file);
        } catch (error) {
          const message = `the page did not survive it (${error instanceof Error ? error.message.split("\n")[0] : String(error)})`;
          done[next.index] = { file: next.file.name, kind: "unreadable", message };
          await page
            .context()
            .close()
            .catch(() => {});
          page = await open(browser, address);
        }
        progress(done.filter(Boolean).length, files.length);
      }
    }),
  );
  if (process.stderr.isTTY) process.stderr.write("\n");
  return done;
}

async function open(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  await page.goto(address);
  return page;
}

/** Drives the same page that an instructor would: one file in, its result out. */
async function regradeIn(page: Page, file: HandInFile): Promise<Regraded> {
  const died = new Promise<never>((_, reject) =>
    page.once("crash", () => reject(new Error("its process ran out of memory"))),
  );
  const graded = (async () => {
    await page.getByLabel("Hand-ins", { exact: true }).setInputFiles({
      name: basename(file.name),
      mimeType: "application/json",
      buffer: Buffer.from(file.text),
    });
    const download = page.waitForEvent("download", { timeout: FILE_TIMEOUT_MS });
    await page.getByRole("button", { name: "JSON" }).click({ timeout: FILE_TIMEOUT_MS });
    const [one] = JSON.parse(readFileSync(await (await download).path(), "utf8")) as Regraded[];
    if (!one) throw new Error("the page gave no result");
    return { ...one, file: file.name };
  })();
  return Promise.race([graded, died]);
}

function progress(done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  const filled = Math.round((30 * done) / total);
  process.stderr.write(`\r${"█".repeat(filled)}${"░".repeat(30 - filled)} ${done}/${total}`);
}
