/** The browser refuses what the course asks for: the reader is told what happened and what to do. */
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { open, saved, usePlainEditor, workbench, write } from "./journey.ts";

test("without a clipboard, as on plain http, a link can be copied by hand", async ({ page }) => {
  await usePlainEditor(page);
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await open(page, "/week-01/day-3/");
  await workbench(page).getByRole("button", { name: "Share" }).click();
  const field = page.getByRole("textbox", { name: "Link to copy" });
  await expect(field).toHaveValue(/\/week-01\/day-3\/#code=2\./);
  await expect(field).toBeFocused();
  await expect(page.getByText("The text is selected; copy it yourself")).toBeVisible();
  expect(
    await field.evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd]),
  ).toEqual([0, (await field.inputValue()).length]);

  await open(page, "/week-01/day-1/");
  const figure = page.locator("#watch-spawns");
  await figure.scrollIntoViewIfNeeded();
  await figure.getByRole("button", { name: "Link to this step" }).click();
  await expect(figure.getByRole("textbox", { name: "Link to copy" })).toHaveValue(/#watch-spawns~2\./);
});

test("storage cleared while the page is open is reported, and typed text can still be exported", async ({
  page,
}) => {
  await usePlainEditor(page);
  await open(page, "/week-01/day-3/");
  await write(page, "export const before = 1;\n");
  await saved(page);
  await page.evaluate(() => void indexedDB.deleteDatabase("tokio-internals"));
  await expect(page.getByText(/storage was cleared while this page was open/)).toBeVisible();
  await write(page, "export const after = 1;\n");
  await expect(page.getByText(/newer version/)).toHaveCount(0);
  await page.getByRole("link", { name: "Settings and your data" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export my work" }).click();
  const file = await (await download).path();
  expect(readFileSync(file, "utf8")).toContain("export const after = 1;");
});

for (const [answer, words] of [
  [true, "This browser keeps your work until you delete it."],
  [false, "This browser has not promised to keep your work"],
] as const)
  test(`the browser is asked to keep the first work, and Settings says that it said ${answer ? "yes" : "no"}`, async ({
    page,
  }) => {
    await usePlainEditor(page);
    await page.addInitScript((kept) => {
      let asked = 0;
      Object.assign(window, { timesAsked: () => asked });
      navigator.storage.persist = async () => (asked++, kept);
      navigator.storage.persisted = async () => kept && asked > 0;
    }, answer);
    await open(page, "/week-01/day-3/");
    const asked = () => page.evaluate(() => (window as unknown as { timesAsked(): number }).timesAsked());
    expect(await asked()).toBe(0);
    await write(page, "export const first = 1;\n");
    await saved(page);
    await expect.poll(asked).toBe(1);
    await write(page, "export const second = 1;\n");
    await saved(page);
    expect(await asked()).toBe(1);
    await page.getByRole("link", { name: "Settings and your data" }).click();
    await expect(page.getByText(words)).toBeVisible();
  });
