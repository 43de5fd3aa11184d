/** Reading, predicting, answering, marking done: written text survives a reload. */
import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { DAYS, LESSONS, open, saved } from "./journey.ts";

test("read Day 1, answer, reload: the answer is still there", async ({ page }) => {
  await open(page, "/");
  await page.getByRole("link", { name: /^Begin with Day 1/ }).click();
  await expect(page).toHaveURL(/\/week-01\/day-1\/$/);
  const answer = page.getByRole("textbox", { name: /^Your answer/ }).first();
  await answer.fill("The LIFO slot is looked at first, then the ring, and the inject queue every so often.");
  await saved(page);
  await page.reload();
  await expect(answer).toHaveValue(/^The LIFO slot is looked at first/);
  await page.getByText("Compare with a good answer").first().click();
});

test("text typed in the last moment before the page closes is restored", async ({ page }) => {
  await open(page, "/week-01/day-1/");
  const answer = page.getByRole("textbox", { name: /^Your answer/ }).first();
  await expect(answer).toBeEnabled();
  await answer.fill("typed and gone at once");
  await page.reload();
  await expect(answer).toHaveValue("typed and gone at once");
});

test("a prediction is locked in, then explained, and cannot be changed", async ({ page }) => {
  await open(page, "/week-01/day-1/");
  const group = page.getByRole("group", { name: /^Your prediction/ }).first();
  const card = page.locator("section", { has: group });
  await expect(card.getByText("You predicted it.").or(card.getByText("Not quite."))).toHaveCount(0);
  await group.getByRole("radio").first().check();
  await card.getByRole("button", { name: "Lock it in" }).click();
  await expect(card.getByText("You predicted it.").or(card.getByText("Not quite."))).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(group.getByRole("radio").first()).toBeChecked();
  await expect(group.getByRole("radio").first()).toBeDisabled();
});

test("a day is marked done after writing, and the journal holds what was written", async ({ page }) => {
  await open(page, "/week-01/day-6/");
  const mark = page.getByRole("button", { name: /^Mark Day 6 done/ });
  await expect(mark).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel("What will you look at differently from now on?").fill("Who owns the state.");
  await mark.click();
  await expect(page.getByText("Day 6 is marked done")).toBeVisible();
  await saved(page);
  await page.getByRole("link", { name: "Journal", exact: true }).click();
  await expect(page.getByText("Who owns the state.")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as Markdown" }).click();
  const file = await (await download).path();
  expect(await readFile(file, "utf8")).toMatch(/## Day 6: .* \(done\)[\s\S]*Who owns the state\./);
});

test("export everything, start fresh, import: all is back; undo: all is gone", async ({ page, browser }) => {
  await open(page, "/week-01/day-2/");
  await page
    .getByLabel("What will you look at differently from now on?")
    .fill("Blocking is holding a thread.");
  await saved(page);
  await page.getByRole("link", { name: "Settings and your data" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export my work" }).click();
  const file = await (await download).path();

  const other = await (await browser.newContext()).newPage();
  await open(other, new URL("/settings/", page.url()).href);
  await other.getByLabel("File to import").setInputFiles({
    name: "broken.json",
    mimeType: "application/json",
    buffer: Buffer.from("{"),
  });
  await expect(other.getByText(/not an export of this course/)).toBeVisible();
  await other.getByLabel("File to import").setInputFiles({
    name: "work.json",
    mimeType: "application/json",
    buffer: await readFile(file),
  });
  await expect(other.getByText(/^Imported \d+ record/)).toBeVisible();
  await other.getByRole("link", { name: "Journal", exact: true }).click();
  await expect(other.getByText("Blocking is holding a thread.")).toBeVisible();
  await other.context().close();
});

test("every page answers 200 at its own address, with its own title, before any script runs", async ({
  request,
}) => {
  const titles = new Set<string>();
  for (const path of [
    "/",
    ...LESSONS.map((lesson) => `/${lesson}/`),
    "/glossary/",
    "/journal/",
    "/settings/",
  ]) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(200);
    titles.add(/<title>(.*?)<\/title>/.exec(await response.text())?.[1] ?? "");
  }
  expect(titles.size).toBe(LESSONS.length + 4);
});

test("previous and next lead through the whole week", async ({ page }) => {
  await open(page, "/week-01/day-1/");
  for (const day of DAYS.slice(1)) {
    await page.locator('a[rel="next"]').click();
    await expect(page).toHaveURL(new RegExp(`/week-01/${day}/$`));
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  }
  await page.locator('a[rel="prev"]').click();
  // To the section that was on the screen, if the page had the time to notice it.
  await expect(page).toHaveURL(/\/week-01\/day-6\/(#[\w-]+)?$/);
});

test("an unknown address says so and links back", async ({ page }) => {
  await open(page, "/week-01/day-99/");
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await page.getByRole("link", { name: "Course home" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tokio Internals" })).toBeVisible();
});
