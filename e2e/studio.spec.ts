/** The task studio: one design in three views, linted, under load, kept, handed to the journal; also on a phone. */
import { expect, test } from "@playwright/test";
import { NO_VIOLATIONS, open, saved, violationsInBothThemes } from "./journey.ts";

test("each change shows in all three views, can be undone, runs, and is kept", async ({ page }) => {
  await open(page, "/studio/");
  const shard = page.getByLabel(/^task shard:/);
  await expect(shard).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual(NO_VIOLATIONS);

  // In the table: a shorter name, and no watcher.
  await page.getByText("Tables", { exact: true }).click();
  await page.getByRole("textbox", { name: "shard: Name" }).fill("matcher");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "matcher: Watched by" }).fill("");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nobody awaits the handle of matcher")).toBeVisible();
  await expect(page.getByRole("link", { name: "Read why" })).toHaveAttribute("href", /week-01\/day-6\/#/);

  // In the text: what the table wrote, and a mistake with its place.
  await page.getByText("Text", { exact: true }).click();
  const text = page.getByRole("textbox", { name: "The design as YAML" });
  await expect(text).toHaveValue(/- id: matcher/);
  await text.fill((await text.inputValue()).replace("workers: 4", "workers: many"));
  await expect(page.getByText(/^Line \d+, column \d+: workers: expected number/)).toBeVisible();
  await text.fill((await text.inputValue()).replace("workers: many", "workers: 2"));
  await page.getByText("Canvas", { exact: true }).click();
  await expect(page.getByLabel(/^task matcher:/)).toBeVisible();

  // Back over all of them.
  for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Undo" }).click();
  await expect(shard).toBeVisible();
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(page.getByLabel(/^task matcher:/)).toBeVisible();

  await page.getByRole("textbox", { name: "orders a second" }).fill("2000");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText("No queue is overloaded.")).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole("row", { name: /^orders [\d.]/ })).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual(NO_VIOLATIONS);
  await saved(page);
  await page.reload();
  await expect(page.getByLabel(/^task matcher:/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "orders a second" })).toHaveValue("2000");
});

test("on a phone it is a table; in the lesson it fulfils what is asked and fills in the journal", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, "/week-01/day-6/");
  const sheet = page.locator("#sheet");
  await sheet.scrollIntoViewIfNeeded();
  await expect(sheet.getByRole("textbox", { name: "shard: How many" })).toHaveValue("8");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expect(sheet.getByText("p99<2ms: not known yet")).toBeVisible();
  await sheet.getByRole("button", { name: "Run", exact: true }).click();
  await expect(sheet.getByText("p99<2ms: met")).toBeVisible({ timeout: 120_000 });
  await sheet.getByRole("button", { name: /^Fill in/ }).click();
  await expect(page.locator("#task-table").getByRole("textbox")).toHaveValue(
    /\| shard \| 8 \(one per 50 instruments\) \| books \| shard-orders \|/,
  );
  await saved(page);
  await page.goto("/journal/");
  await expect(page.getByText("# All requirements are met.")).toBeVisible();
});
