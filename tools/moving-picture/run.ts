/** Films the explorer for the README, in both themes: `npx vite build`, then `npx tsx tools/moving-picture/run.ts`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { chromium, type Browser, type Locator } from "playwright-core";
import { preview } from "vite";
import { findBrowser } from "../../src/cli/browser.ts";
import { joinPngs, type Frame } from "./apng.ts";

const BLOCK = "watch-spawns";
const PAGE = `week-01/day-1/#${BLOCK}`;
const STEPS = 15;
const SETTLED_MS = 400;
const [STEP_MS, LAST_MS] = [1_300, 3_500];

const server = await preview({ preview: { port: 0 }, logLevel: "silent" });
const address = server.resolvedUrls?.local[0] ?? "";
const browser = await chromium.launch({ executablePath: await findBrowser() });
mkdirSync("docs", { recursive: true });
for (const theme of ["light", "dark"] as const) {
  const film = joinPngs(await framesOf(browser, theme));
  writeFileSync(`docs/explorer-${theme}.png`, film);
  process.stdout.write(`docs/explorer-${theme}.png: ${(film.length / 1e3).toFixed(0)} kB\n`);
}
await browser.close();
await server.close();

async function framesOf(within: Browser, colorScheme: "light" | "dark"): Promise<Frame[]> {
  const page = await within.newPage({
    // The sentence is under the stage, as on a tablet.
    viewport: { width: 780, height: 1200 },
    colorScheme,
    reducedMotion: "reduce",
  });
  await page.goto(`${address}${PAGE}`);
  const block = page.locator(`#${BLOCK}`);
  await block.evaluate((element) => element.scrollIntoView({ behavior: "instant" }));
  const parts = [
    block.getByRole("listbox"),
    block.getByRole("group", { name: "Order of polls" }),
    block.locator("p[aria-live]").first(),
  ];
  await parts.at(-1)?.waitFor();
  await page.evaluate(() => document.fonts.ready);
  await block.getByRole("slider").first().focus();
  await page.waitForTimeout(SETTLED_MS);
  const clip = await around(parts);
  const frames: Frame[] = [];
  for (let step = 0; step <= STEPS; step++) {
    await page.waitForTimeout(SETTLED_MS);
    const png = await page.screenshot({ clip });
    frames.push({ png, shownMs: step === STEPS ? LAST_MS : STEP_MS });
    await page.keyboard.press("ArrowRight");
  }
  await page.close();
  return frames;
}

/** From the stage to the sentence below it, which gets the height of two lines. */
async function around([stage, ...rest]: readonly Locator[]) {
  const box = await stage?.boundingBox();
  const last = await rest.at(-1)?.boundingBox();
  if (!box || !last) throw new Error("the explorer is not on the page");
  return { x: box.x, y: box.y, width: box.width, height: last.y + 60 - box.y };
}
