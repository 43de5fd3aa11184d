/** The search: opened by shortcut or button, used by keyboard, with links to the places found. */
import { expect, test } from "@playwright/test";
import { NO_VIOLATIONS, open, violationsInBothThemes } from "./journey.ts";

test("Ctrl+K, a word, arrows and Enter lead to the place; Escape gives the focus back", async ({ page }) => {
  await open(page, "/");
  const button = page.getByRole("button", { name: "Search the course" });
  await button.focus();
  await page.keyboard.press("Control+K");
  const words = page.getByRole("combobox", { name: "Search lessons, headings, corrections and rules" });
  await expect(words).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await button.click();
  await words.fill("tokio-console-subscriber");
  const first = page.getByRole("option").first();
  await expect(first).toContainText("Correction:");
  await expect(words).toHaveAttribute("aria-activedescendant", (await first.getAttribute("id")) ?? "");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(first).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/week-01\/day-5\/#crate-name$/);
  await expect(page.locator("#crate-name")).toBeInViewport();

  // On the same page, and a rule of the scheduler.
  await page.keyboard.press("Control+K");
  await words.fill("crate name");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+K");
  await words.fill("three from the slot");
  await expect(page.getByRole("option").first()).toContainText("Rule: Three from the slot");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/week-01\/day-\d\/#/);
  await page.keyboard.press("Control+K");
  await words.fill("task studio");
  await expect(page.getByRole("option").first()).toContainText("Task studio");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/studio\/$/);
  await page.keyboard.press("Control+K");
  await words.fill("wordthatisnowhere");
  await expect(page.getByText("No results for “wordthatisnowhere”")).toBeVisible();
});

test("a search that does not load says so, and the page keeps working", async ({ page }) => {
  const box = "**/assets/SearchBox-*.js";
  await page.route(box, (route) => route.abort());
  await page.route("**/assets/index-in-page-*.js", (route) => route.abort());
  await open(page, "/week-01/day-1/");
  await page.keyboard.press("Control+K");
  const dialog = page.getByRole("dialog", { name: "Search the course" });
  await expect(dialog.getByRole("alert")).toContainText("The search could not be loaded");
  await page.unroute(box);
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await expect(dialog.getByRole("status")).toContainText("The search could not be loaded");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("axe finds nothing in it, and on a phone it stays within the screen", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "/");
  await page.getByRole("button", { name: "Search the course" }).click();
  await page.getByRole("combobox").fill("waker");
  await expect(page.getByRole("option").first()).toBeVisible();
  const box = await page.getByRole("dialog").boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
  expect(await violationsInBothThemes(page)).toEqual(NO_VIOLATIONS);
  await page.screenshot({ path: "test-results/search-390.png" });
});
