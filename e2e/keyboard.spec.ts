/** The course with the keyboard alone: from the home page into a day, a prediction, a run, and out again. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import { open, workbench } from "./journey.ts";

/** Presses Tab until the element has the focus; fails if it never gets it. */
async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
  }
  throw new Error(`Tab did not reach ${String(target)}`);
}

test("into Day 1 and through a prediction", async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await tabTo(page, page.getByRole("link", { name: /^Begin with Day 1/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Reading the scheduler" })).toBeFocused();
  const group = page.getByRole("group", { name: /^Your prediction/ }).first();
  await tabTo(page, group.getByRole("radio").first(), 120);
  await page.keyboard.press("ArrowDown");
  await expect(group.getByRole("radio").nth(1)).toBeChecked();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("You predicted it.").or(page.getByText("Not quite.")).first()).toBeVisible();
  // The button is gone, and the focus is where its answer is.
  await expect(page.locator(":focus")).toContainText(/^(You predicted it\.|Not quite\.)/);
});

test("Monaco: types are known, Ctrl+Enter runs, Tab goes in and out", async ({ page }) => {
  await open(page, "/week-01/day-3/");
  const editor = workbench(page).locator(".monaco-editor").first();
  await expect(editor).toBeVisible();
  await tabTo(page, workbench(page).getByRole("button", { name: /^Run/ }), 160);
  // In and through the editor: no trap.
  await tabTo(page, workbench(page).getByRole("combobox").last(), 12);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+Enter");
  await expect(workbench(page).getByText(/todo/i).first()).toBeVisible();
});

test("the focus is always visible", async ({ page }) => {
  await open(page, "/");
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press("Tab");
    const outline = await page.evaluate(() => {
      const element = document.activeElement;
      return element && element !== document.body ? getComputedStyle(element).outlineStyle : "none";
    });
    expect(outline).not.toBe("none");
  }
});
