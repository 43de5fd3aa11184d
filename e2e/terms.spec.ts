/** Terms say what they mean where they stand, and a link into a part that is folded opens it. */
import { expect, test } from "@playwright/test";
import { open } from "./journey.ts";

const DAY = "/week-01/day-1/";
const MEANING = /^The box that holds what a worker needs/;

test("a term opens on hover and on focus, stays while the pointer is on it, and Escape closes it", async ({
  page,
}) => {
  await open(page, DAY);
  const core = page.getByRole("link", { name: "core", exact: true }).first();
  const tip = page.getByRole("tooltip");
  await core.hover();
  await expect(tip).toHaveText(MEANING);
  await tip.hover();
  await expect(tip).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(tip).toHaveCount(0);
  await core.focus();
  await expect(tip).toHaveText(MEANING);
  await expect(core).toHaveAccessibleDescription(MEANING);
  await page.keyboard.press("Escape");
  await expect(tip).toHaveCount(0);
  await expect(core).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/glossary\/#core$/);
  await expect(page.locator("#core")).toBeInViewport();
  await expect(page.locator("#core")).toContainText("Day 1");
});

test("the search finds a term's entry, and a week leads to the glossary", async ({ page }) => {
  await open(page, "/week-01/");
  await page.getByRole("link", { name: "Glossary" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Glossary");
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox", { name: /^Search/ }).fill("defer list");
  await page.getByRole("option").filter({ hasText: "Glossary" }).first().click();
  await expect(page).toHaveURL(/\/glossary\/#defer-list$/);
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("the first tap shows what a term means, the second leads to the glossary", async ({ page }) => {
    await open(page, DAY);
    const core = page.getByRole("link", { name: "core", exact: true }).first();
    const tip = page.getByRole("tooltip");
    await core.scrollIntoViewIfNeeded();
    await core.tap();
    await expect(tip).toHaveText(MEANING);
    const box = await tip.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
    await page.getByRole("heading", { level: 1 }).tap();
    await expect(tip).toHaveCount(0);
    await core.tap();
    await expect(tip).toBeVisible();
    await core.tap();
    await expect(page).toHaveURL(/\/glossary\/#core$/);
  });
});

test("a part in depth opens for a link into it, from the page and from elsewhere, and on paper", async ({
  page,
}) => {
  await open(page, DAY);
  const inside = page.locator("#every-61");
  await expect(inside).toBeHidden();
  await page.evaluate(() => void (location.hash = "every-61"));
  await expect(inside).toBeVisible();
  await expect(inside).toBeInViewport();
  // A page of its own, so that it is loaded again.
  await open(page, "/glossary/");
  await open(page, `${DAY}#old-scheduler`);
  await expect(page.locator("#old-scheduler")).toBeVisible();
  await expect(inside).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(inside).toBeVisible();
});
