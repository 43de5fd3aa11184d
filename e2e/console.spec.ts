/** The console on Day 5: driven by its keys; its question is graded with the run's own numbers. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import { open, saved, violations, SWEEP } from "./journey.ts";

const block = (page: Page): Locator => page.locator("#arb-bot");
const screen = (page: Page): Locator => page.getByRole("group", { name: "A minute of an arb bot" });

async function openConsole(page: Page): Promise<void> {
  await open(page, "/week-01/day-5/");
  await block(page).scrollIntoViewIfNeeded();
  await expect(block(page).getByText(/^1\.0 s of 60 s$/)).toBeVisible();
}

async function toTheEnd(page: Page): Promise<void> {
  await block(page).getByRole("button", { name: "Skip to the end" }).click();
  await expect(block(page).getByText("60.0 s of 60 s")).toBeVisible();
}

test("select, sort, open details and come back with the keys of the terminal program", async ({ page }) => {
  await openConsole(page);
  await screen(page).focus();
  const total = block(page).getByRole("columnheader", { name: "Total" });
  await expect(total).toHaveAttribute("aria-sort", "descending");
  await page.keyboard.press("l");
  await expect(block(page).getByRole("columnheader", { name: "Busy" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  // spread is busy all the time: it is the first by Busy.
  await expect(block(page).getByText("100 % of its wakes came from its own polls")).toBeVisible();
  await expect(block(page).getByRole("region", { name: "Waker" })).toContainText("Self Wakes:");
  await expect(block(page).getByRole("region", { name: "Poll Times" })).toContainText("p95");
  await expect(block(page).getByRole("application", { name: "Poll Times, as a histogram" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("i");
  await expect(block(page).getByRole("columnheader", { name: "Busy" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
});

test("space plays and pauses", async ({ page }) => {
  await openConsole(page);
  await screen(page).focus();
  await page.keyboard.press("Space");
  await expect(block(page).getByText(/^[2-9]\.\d s of 60 s$/)).toBeVisible();
  await page.keyboard.press("Space");
  await expect(block(page).getByRole("button", { name: "Play" })).toBeVisible();
});

test("the question about the longest p95 comes after the minute, is graded, and is kept", async ({
  page,
}) => {
  await openConsole(page);
  await expect(block(page).getByRole("button", { name: "Watch the whole minute first" })).toBeVisible();
  await toTheEnd(page);
  for (const lint of ["self-wakes", "lost-waker", "never-yielded", "auto-boxed-future", "large-future"])
    await expect(block(page).getByRole("list", { name: "Warnings" })).toContainText(lint);
  await block(page).getByRole("radio", { name: "book" }).check();
  await block(page).getByRole("button", { name: "Check" }).click();
  await expect(block(page).getByText("Another task's p95 is longer.")).toBeVisible();
  await block(page).getByRole("radio", { name: "risk" }).check();
  await block(page).getByRole("button", { name: "Check" }).click();
  await expect(
    block(page).getByText(/^Longest p95 poll duration: risk, p95 [\d.]+ ms .*Right\.$/),
  ).toBeVisible();
  await block(page)
    .getByLabel(/^What would you change/)
    .fill("risk computes for 4 ms in each poll: move it to rayon, then its p95 is microseconds.");
  await block(page).getByText("Compare with the planted faults").click();
  await saved(page);
  await page.getByRole("link", { name: "Journal", exact: true }).click();
  await expect(page.getByText(/Longest p95 poll duration: risk/)).toBeVisible();
  await expect(page.getByText(/move it to rayon/)).toBeVisible();
});

for (const [width, colorScheme] of [
  [1280, "light"],
  [390, "dark"],
] as const)
  test(
    `nothing is inaccessible, nor wider than the window (${width} px, ${colorScheme})`,
    SWEEP,
    async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await openConsole(page);
      expect(await violations(page, "#arb-bot")).toEqual([]);
      await screen(page).focus();
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      expect(await violations(page, "#arb-bot")).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    },
  );
