/**
 * Every page at three widths: nothing moves while it loads, at the first visit and at the next, it does not scroll
 * sideways, and what was written at build time stands where the app's page has it.
 */
import { expect, test, type Page } from "@playwright/test";
import { open, PAGES, saved, SWEEP } from "./journey.ts";

/** The licences are a page by itself, and no page of the app is written for an address that nothing has. */
const notWritten = (path: string) => path === "/licences.html" || path === "/nowhere/";
/** Those that show what a learner left, at the next visit. */
const WITH_WORK = ["/", "/week-01/", "/week-01/day-1/", "/week-01/day-6/", "/journal/"];
const MOST = 0.02;

interface Shift {
  value: number;
  of: string[];
}

async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window !== window.top) return;
    const shifts: Shift[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      })[])
        if (!entry.hadRecentInput)
          shifts.push({
            value: entry.value,
            of: entry.sources.map(({ node }) => node?.textContent?.slice(0, 40) ?? ""),
          });
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** Of the page from its first paint until nothing more arrives. */
async function expectStill(page: Page, path: string, visit: "first" | "second"): Promise<void> {
  await open(page, path);
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  const shifts = await page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts);
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  expect(sum, `${visit} visit of ${path}: ${JSON.stringify(shifts)}`).toBeLessThan(MOST);
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Where the texts of the first screen stand, whole px. */
const texts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("header a, main :is(h1, h2, h3, p, pre, li, table):not([role=status])")]
      .filter((element) => element.getClientRects().length > 0)
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom < innerHeight)
      .map(
        ({ element, box }) =>
          `${element.tagName} ${element.textContent?.slice(0, 30)} ${Math.round(box.x)}, ${Math.round(box.y)}, ${Math.round(box.width)} × ${Math.round(box.height)}`,
      ),
  );

for (const [width, height] of [
  [390, 844],
  [1024, 768],
  [1440, 900],
] as const)
  test(
    `every page loads without moving, and fits, ${width} px wide`,
    width === 390 ? {} : SWEEP,
    async ({ page, browser }) => {
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height } });
      const written = await context.newPage();
      await page.setViewportSize({ width, height });
      await watchShifts(page);
      for (const path of PAGES) {
        await expectStill(page, path, "first");
        expect(await overflow(page), `${path} scrolls sideways`).toBeLessThanOrEqual(0);
        if (notWritten(path)) continue;
        await written.goto(new URL(path, test.info().project.use.baseURL).href);
        const before = await texts(written);
        expect(before.length, path).toBeGreaterThan(3);
        expect(await texts(page), path).toEqual(expect.arrayContaining(before));
      }
      await context.close();
      // What a learner left on a page arrives with the page, not in it.
      await open(page, "/week-01/day-1/");
      const prediction = page.locator("#spawn-order");
      await prediction.getByRole("radio").first().check();
      await prediction.getByRole("button", { name: "Lock it in" }).click();
      await open(page, "/week-01/day-6/");
      await page.getByLabel("What will you look at differently from now on?").fill("Who owns the state.");
      await saved(page);
      for (const path of WITH_WORK) await expectStill(page, path, "second");
    },
  );
