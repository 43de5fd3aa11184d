/** The way through the course: contents on every lesson, the way to the exercise, and the places where a reader was. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import { open, workbench } from "./journey.ts";

const contents = (page: Page) => page.getByRole("button", { name: /^Contents/ });
const onThisPage = (page: Page) => page.getByRole("navigation", { name: "On this page" });

async function heightOf(element: Locator): Promise<number> {
  return (await element.boundingBox())?.height ?? 0;
}

/** Files that arrive only when the reader has already acted. */
async function heldBack(page: Page, files: string): Promise<{ arrives(): void }> {
  let arrives = () => {};
  const arrived = new Promise<void>((resolve) => (arrives = resolve));
  await page.route(files, async (route) => {
    await arrived;
    await route.continue();
  });
  return { arrives };
}

test("on a phone the header's contents lead to every section, exercise and day", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  const workbenchCode = await heldBack(page, "**/assets/ExerciseBlock-*.js");
  await open(page, "/week-01/day-3/");
  const toExercise = page.getByRole("link", { name: "Go to the exercise" });
  await toExercise.tap();
  await expect(page.locator("#gather")).toBeFocused();
  workbenchCode.arrives();
  await expect(workbench(page)).toBeVisible();
  await expect(page.locator("#gather"), "what loads late leaves the focus").toBeFocused();
  await expect(page.getByRole("heading", { name: "Concurrent gather" })).toBeInViewport();
  await expect(contents(page)).toContainText("Concurrent gather");

  await contents(page).tap();
  await expect(onThisPage(page).getByRole("link", { name: /^Exercise/ })).toHaveAttribute(
    "aria-current",
    "location",
  );
  const links = page.locator("#contents a");
  for (const link of await links.all()) expect(await heightOf(link)).toBeGreaterThanOrEqual(44);
  await onThisPage(page).getByRole("link", { name: "What a combinator owes" }).tap();
  await expect(page.locator("#contents")).toBeHidden();
  await expect(page.getByRole("heading", { name: "What a combinator owes" })).toBeFocused();
  await expect(contents(page)).toContainText("What a combinator owes");

  await contents(page).tap();
  await page
    .locator("#contents")
    .getByRole("link", { name: /^Day 2/ })
    .tap();
  await expect(page).toHaveURL(/\/week-01\/day-2\/$/);
  await expect(page.locator("#contents")).toBeHidden();
  await context.close();
});

test("the keyboard is at most three stops from the lesson, the exercise and its results", async ({
  page,
}) => {
  await open(page, "/week-01/day-3/");
  await expect(workbench(page)).toBeVisible();
  const stops: [name: string, at: Locator][] = [
    ["Skip to the lesson", page.getByRole("heading", { level: 1 })],
    ["Skip to the exercise", page.getByRole("heading", { name: "Concurrent gather" })],
    ["Skip to the results", workbench(page).getByRole("region", { name: "Results" })],
  ];
  for (const [i, [name, at]] of stops.entries()) {
    await open(page, "/week-01/day-3/");
    await expect(workbench(page)).toBeVisible();
    for (let tabs = 0; tabs <= i; tabs++) await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(at).toBeFocused();
    await expect(at).toBeInViewport();
  }
});

test("the contents mark where the reader is; next, previous and Back return to it", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, "/week-01/day-1/");
  const here = onThisPage(page).locator("[aria-current]");
  await expect(here).toHaveCount(0);
  await onThisPage(page).getByRole("link", { name: "What run_task does" }).click();
  await expect(here).toHaveText("What run_task does");
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem("tokio-internals/place")))
    .toContain("what-run_task-does");

  await page.locator('a[rel="next"]').click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  const previous = page.locator('a[rel="prev"]');
  await expect(previous).toContainText("Day 1, where you were");
  await previous.click();
  await expect(page.getByRole("heading", { name: "What run_task does" })).toBeInViewport();
  await expect(here).toHaveText("What run_task does");

  await page.getByRole("link", { name: /^Day 4/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "What run_task does" })).toBeInViewport();
});

test("an answered prediction plays its run, and shows its end at the next visit", async ({ page }) => {
  await open(page, "/week-01/day-1/");
  const prediction = page.locator("#spawn-order");
  await prediction.getByRole("radio").first().check();
  await prediction.getByRole("button", { name: "Lock it in" }).click();
  const run = prediction.getByRole("figure", { name: /^The run/ });
  await expect(run.getByText("Polled: 0 0! 3 3! 1 1! 2 2!")).toBeVisible();
  const again = run.getByRole("button", { name: "Play the run" });
  await again.click();
  await expect(again).toBeDisabled();

  const game = page.locator("#next-task");
  await game.scrollIntoViewIfNeeded();
  await game
    .getByRole("group", { name: /^Which task/ })
    .locator("label")
    .first()
    .click();
  await game.getByRole("button", { name: /^Lock in/ }).click();
  await expect(game.locator("li[aria-current=step]")).toHaveCount(1);

  await page.reload();
  await expect(run.getByText("Polled: 0 0! 3 3! 1 1! 2 2!")).toBeVisible();
  await expect(again).toBeEnabled();
});
