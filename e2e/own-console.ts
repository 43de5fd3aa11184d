/** Helpers of the journeys over the console on an application of the learner's own. */
import { expect, type Locator, type Page } from "@playwright/test";
import { open } from "./journey.ts";

export const block = (page: Page): Locator => page.locator("#console-run");
export const cell = (page: Page, task: string, column: string): Locator =>
  block(page)
    .getByRole("row", { name: new RegExp(` ${task} `) })
    .locator(`[data-column="${column}"]`);

export async function openConsole(page: Page): Promise<string> {
  await open(page, "/week-01/day-5/");
  await block(page).scrollIntoViewIfNeeded();
  await expect(block(page).getByRole("button", { name: "Connect" })).toBeVisible();
  return new URL(page.url()).origin;
}

export async function connect(page: Page, way: string, address: string): Promise<void> {
  await block(page).getByRole("radio", { name: way }).check();
  await block(page).getByRole("textbox", { name: "Address" }).fill(address);
  await block(page).getByRole("button", { name: "Connect" }).click();
}
