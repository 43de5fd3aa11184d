/** Malicious links and imports: the page stays fast, and stored data cannot break it permanently. */
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { encodeShared } from "../src/features/exercise/share/link.ts";
import { importRecords, open, run, saved, SEQUENTIAL, usePlainEditor, workbench, write } from "./journey.ts";

test.beforeEach(({ page }) => usePlainEditor(page));

const nodes = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll("*").length);

test("a short link to ninety thousand lines is shown in part", async ({ page }) => {
  const link = encodeShared({
    exercise: "week-01/gather",
    language: "typescript",
    code: "\n".repeat(90_000),
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
  await expect(page.getByText(/skipped 1 that are too large or unknown to this version/)).toBeVisible();
  await page.getByText("Show what is stored").click();
  const reset = page.getByRole("button", { name: "Reset Answer: week-01/day-1/somewhere" });
  await reset.click();
  await expect(reset).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(reset).toBeVisible();
  await saved(page);
  await open(page, "/week-01/day-1/");
  await page.locator("#next-task").scrollIntoViewIfNeeded();
  await expect(page.getByText(/^Round 1/)).toBeVisible();
});

test("imports are read and hand-ins written off the page's thread", async ({ page }) => {
  const workers: string[] = [];
  page.on("worker", (worker) => void workers.push(worker.url()));
  const text = "x".repeat(100_000);
  await importRecords(page, [{ key: "answer:week-01/day-1/somewhere", rev: 1, savedAt: 1, value: { text } }]);
  expect(workers).toContainEqual(expect.stringContaining("export-worker"));
  await open(page, "/week-01/capstone/");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the hand-in" }).click();
  const handIn = JSON.parse(readFileSync(await (await downloading).path(), "utf8")) as { answers: object[] };
  expect(handIn.answers).toContainEqual({ id: "week-01/day-1/somewhere", text });
  expect(workers).toContainEqual(expect.stringContaining("write-worker"));
});

test("a block that stored data breaks says so, the rest works, and that piece alone is reset", async ({
  page,
}) => {
  // Stands for a fault that nobody has found yet: one stored number cannot be written.
  await page.addInitScript(() => {
    const { toFixed } = Number.prototype;
    Number.prototype.toFixed = function (digits) {
      if (Number(this) === 12_345.678) throw new RangeError("this number cannot be written");
      return toFixed.call(this, digits);
    };
  });
  const stored = JSON.parse(readFileSync("src/progress/fixtures/records-1.json", "utf8")) as {
    key: string;
    value: { bench?: { profiles: object[] } };
  }[];
  const record = stored.find(({ key }) => key.startsWith("bench:"));
  Object.assign(record?.value.bench?.profiles[0] ?? {}, { ratio: 12_345.678 });
  await importRecords(page, [
    record ?? {},
    { key: "answer:week-01/day-1/somewhere", rev: 1, savedAt: 1, value: { text: "kept" } },
  ]);
  await saved(page);
  await open(page, "/week-01/capstone/");
  const broken = page
    .getByRole("alert")
    .filter({ hasText: "This part of the page cannot be shown (this number cannot be written)" });
  await expect(broken.first()).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Previous and next" })).toBeVisible();
  await broken.first().getByRole("link", { name: "Settings" }).click();
  await page.getByText("Show what is stored").click();
  const reset = page.getByRole("button", { name: /^Reset Measurement: week-01\/capstone/ });
  await reset.click();
  await expect(reset).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Reset Answer: week-01/day-1/somewhere" })).toBeVisible();
  await open(page, "/week-01/capstone/");
  await expect(page.getByRole("button", { name: "Submit", exact: true })).toBeVisible();
  await expect(broken).toHaveCount(0);
});

test("a stored trace of 150,000 steps is cut to what is drawn", async ({ page }) => {
  await open(page, "/week-01/day-3/");
  await write(page, SEQUENTIAL);
  await run(page);
  await expect(
    workbench(page)
      .getByText(/^All \d+ steps as a table$/)
      .first(),
  ).toBeVisible();
  await saved(page);
  await lengthenTraces(page, "result:week-01/gather", 150_000);
  await page.reload();
  await workbench(page).getByRole("button", { name: "Show the first failure" }).click();
  await expect(workbench(page).getByText("All 1000 steps as a table").first()).toBeVisible();
  expect(await nodes(page)).toBeLessThan(20_000);
});

/** As a run of an older version, or somebody with the browser's tools, could have stored it. */
async function lengthenTraces(page: Page, key: string, steps: number): Promise<void> {
  await page.evaluate(
    ([key, steps]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open("tokio-internals");
        request.onsuccess = () => {
          const store = request.result.transaction("records", "readwrite").objectStore("records");
          const get = store.get(key);
          get.onsuccess = () => {
            const record = get.result as { value: { report: { checks: { trace?: unknown[] }[] } } };
            for (const check of record.value.report.checks)
              if (check.trace) check.trace = Array.from({ length: steps }, () => check.trace?.[0]);
            store.put(record).onsuccess = () => {
              request.result.close();
              resolve();
            };
          };
        };
        request.onerror = () => reject(request.error ?? new Error("no database"));
      }),
    [key, steps] as const,
  );
}
