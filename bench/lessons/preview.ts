/** Measures how soon the page shows a saved file: `npx tsx bench/lessons/preview.ts`, in a real Chromium, on a copy of the project. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createServer } from "vite";
import { launch } from "../browser.ts";
import { copyProject } from "../../tools/course-copy.ts";

const SAVES = 10;

const { root, remove } = await copyProject();
const server = await createServer({
  root,
  configFile: join(root, "vite.config.ts"),
  cacheDir: join(root, ".vite"),
  logLevel: "error",
  // The packages are links to a folder outside the copy.
  server: { port: 0, fs: { strict: false } },
});
await server.listen();
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls?.local[0]}week-01/day-1/`);
  const journal = await page.locator("textarea").first().elementHandle({ timeout: 60_000 });
  await journal?.fill("what the learner is writing");
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  const file = join(root, "lessons/week-01/day-1.md");
  const good = await readFile(file, "utf8");
  const heading = good.indexOf("\n## ") + 1;
  const shownAfter = async (words: string, shown: () => Promise<void>): Promise<number> => {
    const start = performance.now();
    await writeFile(file, `${good.slice(0, heading)}${words}\n\n${good.slice(heading)}`);
    await shown();
    return performance.now() - start;
  };
  const texts: number[] = [];
  const mistakes: number[] = [];
  for (let n = 1; n <= SAVES; n++) {
    texts.push(
      await shownAfter(`Saved for the ${n}th time.`, () =>
        page.getByText(`Saved for the ${n}th time.`).waitFor(),
      ),
    );
    const overlay = page.locator("vite-error-overlay");
    mistakes.push(
      await shownAfter(":::nota\nNot a block.\n:::", () => overlay.waitFor({ state: "attached" })),
    );
  }
  // It must be the same element, with its cursor and undo history, not a similar one.
  const kept =
    (await journal?.inputValue()) === "what the learner is writing" &&
    (await journal?.evaluate((node) => node.isConnected)) === true;
  const same = await page.evaluate(() => "sameDocument" in window);
  print("a saved text is on the page after", texts);
  print("a mistake is shown over it after", mistakes);
  process.stdout.write(
    `what was being written is still there: ${kept}; the page was not reloaded: ${same}\n`,
  );
} finally {
  await browser.close();
  await server.close();
  await remove();
}

function print(what: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b).map(Math.round);
  process.stdout.write(
    `${what} ${sorted[Math.floor(SAVES / 2)]} ms (median of ${SAVES}, ${sorted[0]} to ${sorted.at(-1)})\n`,
  );
}
