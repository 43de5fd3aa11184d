/** The front door: a guess plays the run, and “Continue” knows what was begun. */
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { importRecords, LESSONS, NO_VIOLATIONS, open, saved, violationsInBothThemes } from "./journey.ts";

const guess = (page: Page, task: number) =>
  page.getByRole("group", { name: "Your guess" }).getByRole("button", { name: `Task ${task}` });

test("a guess plays the run, and the answer stays", async ({ page }) => {
  await open(page, "/");
  await guess(page, 1).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Task 0 spawns task 1/)).toBeVisible();
  const outcome = page.getByRole("status").filter({ hasText: "Not quite: task 3." });
  await expect(outcome).toContainText("so the order is 0, 3, 1, 2", { timeout: 30_000 });
  await expect(guess(page, 1)).toHaveAttribute("aria-pressed", "true");
});

test("with reduced motion the run jumps to its end, and axe finds nothing there", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.clock.install();
  await open(page, "/");
  await guess(page, 3).click();
  await expect(page.getByText("Yes, task 3.")).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual(NO_VIOLATIONS);
});

test("“Continue” leads to the task that was begun last, or to where the reader was", async ({ page }) => {
  const goOn = page.getByRole("link", { name: /^(Begin|Continue) with/ });
  await open(page, "/");
  await expect(goOn).toHaveText("Begin with Day 1");
  await open(page, "/week-01/day-6/");
  await page.locator("#layout").getByRole("textbox").first().fill("One task per connection.");
  await saved(page);
  await page.getByRole("link", { name: "Tokio Internals" }).click();
  await expect(goOn).toHaveText("Continue with Day 6");
  await expect(goOn).toHaveAttribute("href", /\/week-01\/day-6\/#layout$/);

  await open(page, "/week-01/day-2/");
  await page.locator("#four-ways-out").evaluate((heading) => heading.scrollIntoView({ behavior: "instant" }));
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem("tokio-internals/place")))
    .toContain("four-ways-out");
  await page.getByRole("link", { name: "Tokio Internals" }).click();
  await goOn.click();
  await expect(page).toHaveURL(/\/week-01\/day-2\/#four-ways-out$/);
  await expect(page.locator("#four-ways-out")).toBeInViewport();
});

test("a finished course shows the learner's own ratio, and leads to the journal", async ({ page }) => {
  const stored = JSON.parse(readFileSync("src/progress/fixtures/records-1.json", "utf8")) as {
    key: string;
    value: { bench?: { profiles: { ratio: number; recorded: boolean }[] } };
  }[];
  const bench = stored.find(({ key }) => key.startsWith("bench:"));
  for (const profile of bench?.value.bench?.profiles ?? [])
    Object.assign(profile, { ratio: 31.46, recorded: true });
  const marks = LESSONS.map((lesson) => ({
    key: `mark:${lesson}`,
    rev: 1,
    savedAt: 1,
    value: { done: true, at: 1 },
  }));
  await importRecords(page, [bench ?? {}, ...marks]);
  await saved(page);
  await open(page, "/");
  await expect(page.getByText(/^31\.5× what a spawn took you/)).toBeVisible();
  await expect(page.getByText("Every day is marked done.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Read your journal" })).toBeVisible();
});
