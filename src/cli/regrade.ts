/** `course regrade`: runs learners' hand-ins again in the browser sandbox, several pages at a time. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { preview, build, type PreviewServer } from "vite";
import { oneLine } from "../lib/visible.ts";
import { counted } from "../lib/words.ts";
import type { Aliases } from "../course/aliases.ts";
import type {} from "../features/hand-in/window.ts";
import { AS_ROOT, findBrowser } from "./browser.ts";
import { gradingPage } from "./grading-page.ts";
import { listFolder, type Listing } from "./hand-in-folder.ts";
import { regradeAll } from "./regrade-all.ts";
import { inOrder, report, type Options } from "./regrade-report.ts";

const BUILD = "node_modules/.cache/regrade";
const SOURCES = ["src", "harness", "lessons", "public", "index.html", "vite.config.ts", "package-lock.json"];

/** @returns 0 if every result is as claimed, 1 if any differs or could not be graded, 2 for bad use */
export async function run(folder: string, options: Options): Promise<number> {
  const { format = "text" } = options;
  if (format !== "text" && format !== "json")
    return misuse(`unknown format "${format}"; available: text, json`);
  const listing = await listingOf(folder);
  if (typeof listing === "string") return misuse(listing);
  const { entries, litter } = listing;
  const stop = new AbortController();
  // The first Ctrl-C stops the runs and reports the results so far; a second one ends the process.
  const onInterrupt = () => stop.abort();
  process.once("SIGINT", onInterrupt);
  const outDir = await builtPage();
  const server = await preview({
    build: { outDir },
    preview: { port: 0, open: false },
    logLevel: "silent",
  });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    handleSIGINT: false,
    args: [
      ...AS_ROOT,
      "--disable-background-networking",
      // A headless shell would have the sandbox's frame in the page's own process.
      "--site-per-process",
    ],
  });
  try {
    const open = () => openPage(browser, addressOf(server));
    const handIns = entries.filter(({ kind }) => kind === "hand-in").length;
    const width = Math.max(1, Math.min(availableParallelism(), 8, handIns));
    process.stderr.write(
      `Regrading ${counted(entries.length, "file")}. Ctrl-C stops and reports the results so far.\n`,
    );
    const all = await regradeAll(folder, entries, {
      ...(await courseOf(await open())),
      pages: Array.from({ length: width }, () => gradingPage(open)),
      stop: stop.signal,
      onDone: (done) => progress(done, entries.length),
    });
    if (process.stderr.isTTY) process.stderr.write("\n");
    report(all, litter, options);
    return all.every(inOrder) ? 0 : 1;
  } finally {
    process.off("SIGINT", onInterrupt);
    await browser.close();
    await server.close();
  }
}

function misuse(message: string): number {
  process.stderr.write(`course regrade: ${oneLine(message)}\n`);
  return 2;
}

async function listingOf(folder: string): Promise<Listing | string> {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return `${folder} is not a folder. Pass the folder with the hand-ins.`;
  try {
    const listing = await listFolder(folder);
    return listing.entries.length > 0
      ? listing
      : `${folder} has no files. A hand-in is the file that “Save the hand-in” gives the learner.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** @returns the folder of the page: what `npm run build` made of the sources as they are, or a build of its own, made once for each state of them */
async function builtPage(): Promise<string> {
  const newest = Math.max(...SOURCES.filter((path) => existsSync(path)).map(newestIn));
  const isNewer = (stamp: string) => existsSync(stamp) && statSync(stamp).mtimeMs > newest;
  // A build for an address below a host's root would not find its files here.
  if (isNewer("dist/index.html") && readFileSync("dist/index.html", "utf8").includes('src="/assets/'))
    return "dist";
  const stamp = join(BUILD, "built");
  if (isNewer(stamp)) return BUILD;
  process.stderr.write("Building the course…\n");
  await build({ build: { outDir: BUILD, emptyOutDir: true }, logLevel: "error" });
  writeFileSync(stamp, "");
  return BUILD;
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

/** The same page that an instructor would open. */
async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  await page.waitForFunction(() => window.courseRegrade !== undefined);
  return page;
}

async function courseOf(page: Page): Promise<{ known: ReadonlySet<string>; aliases: Aliases | undefined }> {
  const [exercises, aliases] = await page.evaluate(
    () => [window.courseRegrade?.exercises ?? [], window.courseRegrade?.aliases] as const,
  );
  await page.context().close();
  return { known: new Set(exercises), aliases };
}

function progress(done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  const filled = Math.round((30 * done) / total);
  process.stderr.write(`\r${"█".repeat(filled)}${"░".repeat(30 - filled)} ${done}/${total}`);
}
