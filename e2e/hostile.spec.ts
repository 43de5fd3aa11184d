/** Links and imports made to harm: the page stays as quick as ever, and what is stored cannot break it for good. */
import { expect, test, type Page } from "@playwright/test";
import { encodeShared } from "../src/features/exercise/share/link.ts";
import { open, saved, usePlainEditor, workbench } from "./journey.ts";

test.beforeEach(({ page }) => usePlainEditor(page));

async function importRecords(page: Page, records: object[]): Promise<void> {
  await open(page, "/settings/");
  const file = JSON.stringify({ format: "tokio-internals-progress", version: 1, records });
  await page
    .getByLabel("File to import")
    .setInputFiles({ name: "work.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await expect(page.getByText(/^Imported \d+ records?/)).toBeVisible();
}

const nodes = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll("*").length);

test("a short link to a hundred thousand lines is shown in part", async ({ page }) => {
  const link = encodeShared({
    exercise: "week-01/gather",
    language: "typescript",
    code: "\n".repeat(100_000),
  });
  if (!link.ok) throw new Error(link.message);
  expect(link.fragment.length).toBeLessThan(500);
  await open(page, `/week-01/day-3/${link.fragment}`);
  await expect(page.getByRole("region", { name: "Your code, and the code in the link" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Show 400 more of \d+ lines$/ })).toBeVisible();
  expect(await nodes(page)).toBeLessThan(10_000);
});

test("an import of numbers without end leaves Day 1 as it was, and what is stored can be reset alone", async ({
  page,
}) => {
  const stored = (key: string, value: object) => ({ key, rev: 1, savedAt: 1, value });
  await importRecords(page, [
    stored("mastery:week-01/day-1/next-task", { answered: Number.MAX_SAFE_INTEGER, rules: {} }),
    stored("answer:week-01/day-1/somewhere", { text: "kept" }),
  ]);
  await expect(page.getByText(/1 that this version does not know or that are too large/)).toBeVisible();
  await page.getByText("Show what is stored").click();
  const reset = page.getByRole("button", { name: "Reset Answer: week-01/day-1/somewhere" });
  await reset.click();
  await expect(reset).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(reset).toBeVisible();
  await saved(page);
  await open(page, "/week-01/day-1/");
  await page.getByText(/^Round 1/).scrollIntoViewIfNeeded();
  await expect(page.getByText(/^Round 1/)).toBeVisible();
});

test("a stored trace of 150,000 steps is cut to what is drawn", async ({ page }) => {
  const trace = Array.from({ length: 150_000 }, () => ({ kind: "wake", who: "gather", what: "a wake" }));
  const check = { id: "lazy", title: "Lazy", status: "fail", message: "It was not.", trace };
  const report = {
    version: 1,
    exercise: "week-01/gather",
    contentHash: "h",
    harnessVersion: "1",
    passed: false,
    checks: [check],
    logs: [],
    logsDropped: 0,
    environment: { engine: "test" },
  };
  const value = { report, code: "export {}", at: 1 };
  await importRecords(page, [{ key: "result:week-01/gather", rev: 1, savedAt: 1, value }]);
  await saved(page);
  await open(page, "/week-01/day-3/");
  await expect(workbench(page).getByText("It was not.")).toBeVisible();
  await expect(workbench(page).getByText("All 1000 steps as a table")).toBeVisible();
  expect(await nodes(page)).toBeLessThan(20_000);
});
