/** The blocking lab on Day 2: run, edited from the keyboard, kept in the journal, counted by the learner's own Histogram. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import {
  open,
  passes,
  run,
  saved,
  solution,
  usePlainEditor,
  violations,
  workbench,
  write,
  SWEEP,
} from "./journey.ts";

const block = (page: Page): Locator => page.locator("#lab");
const results = (page: Page): Locator => block(page).getByRole("region", { name: "Results" });

async function openLab(page: Page): Promise<void> {
  await open(page, "/week-01/day-2/");
  await block(page).scrollIntoViewIfNeeded();
  await expect(block(page).getByText(/^One virtual second on the model runtime/)).toBeVisible();
}

/** The three delays of the other tasks in a row. */
const waits = async (page: Page, name: string): Promise<string[]> =>
  (await results(page).getByRole("row", { name }).getByRole("cell").allTextContents()).slice(0, 3);

test("inline makes the others wait for milliseconds; no other strategy does", async ({ page }) => {
  await openLab(page);
  await expect(results(page).getByRole("row")).toHaveCount(7);
  expect((await waits(page, "inline"))[1]).toMatch(/ ms$/);
  for (const way of ["spawn_blocking", "a rayon pool", "a loop that yields", "block_in_place"])
    expect((await waits(page, way))[1]).toMatch(/ µs$/);
  await results(page).getByRole("radio", { name: "spawn_blocking" }).check();
  await block(page).getByText("This window as a table").click();
  await expect(block(page).getByRole("rowheader", { name: "thread 1", exact: true })).toBeVisible();
});

test("the arrow keys read the bars of the chart, and its table says the same", async ({ page }) => {
  await openLab(page);
  const chart = block(page).getByRole("application", { name: "The longest a request holds a worker" });
  await chart.focus();
  const tooltip = block(page).locator(".recharts-tooltip-wrapper").first();
  // Where bars lie one below the other, Recharts takes left for forward.
  await page.keyboard.press("ArrowLeft");
  await expect(tooltip).toContainText("spawn_blocking");
  await page.keyboard.press("ArrowRight");
  await expect(tooltip).toContainText(/^inline[\d.]+ ms, longer than the rule$/);
  const longest = /[\d.]+ ms/.exec((await tooltip.textContent())!)![0];
  await block(page).getByText("These times as a table").click();
  const table = block(page).getByRole("table", { name: "The longest a request holds a worker" });
  await expect(table.getByRole("row", { name: "inline" })).toContainText(longest);
  await expect(chart.getByText(longest, { exact: true })).toBeVisible();
});

test("the learner's own handler, entered by keyboard, runs, is kept, and is in the journal", async ({
  page,
}) => {
  await openLab(page);
  await block(page).getByRole("button", { name: "quick" }).click();
  await block(page).getByRole("textbox", { name: "Handler" }).fill("checkout");
  const second = block(page).getByRole("textbox", { name: "Step 2: duration in ms" });
  await second.fill("0");
  await expect(second).toHaveAttribute("aria-invalid", "true");
  await second.fill("7.5");
  await block(page).getByRole("textbox", { name: "Step 2: what it does" }).fill("build the invoice");
  await block(page).getByRole("combobox", { name: "Step 2: your remedy" }).selectOption("rayon");
  await block(page).getByRole("button", { name: "Move step 2 down" }).focus();
  await page.keyboard.press("Enter");
  await expect(block(page).getByRole("textbox", { name: "Step 3: what it does" })).toHaveValue(
    "build the invoice",
  );
  await expect(block(page).getByRole("button", { name: "Move step 3 up" })).toBeEnabled();
  await expect(block(page).getByText("You have changed the handler or its load")).toBeVisible();
  await block(page).getByRole("button", { name: "Run" }).click();
  await expect(results(page).getByRole("row", { name: "your choice for each" })).toBeVisible();
  await expect(block(page).getByText(/^One virtual second on the model runtime/)).toBeVisible();
  await saved(page);
  await page.reload();
  await block(page).scrollIntoViewIfNeeded();
  await expect(block(page).getByRole("textbox", { name: "Handler" })).toHaveValue("checkout");
  await page.getByRole("link", { name: "Journal", exact: true }).click();
  await expect(page.getByText(/Handler: checkout/)).toBeVisible();
  await expect(page.getByText(/3\. CPU, 7\.5 ms: build the invoice → rayon/)).toBeVisible();
  await expect(page.getByText(/your choice for each: .* threads/)).toBeVisible();
});

test("increasing the load shows where each strategy breaks the budget", SWEEP, async ({ page }) => {
  await openLab(page);
  await block(page).getByRole("button", { name: "price" }).click();
  await block(page).getByRole("button", { name: "Increase the load" }).click();
  await expect(block(page).getByText(/block_in_place keeps the others' p99 within 1\sms/)).toBeVisible({
    timeout: 100_000,
  });
  await expect(
    block(page).getByText(/inline keeps the others' p99 within 1\sms up to \d+ requests\/s/),
  ).toBeVisible();
  await block(page).getByRole("textbox", { name: "Budget of the other tasks, in ms" }).fill("0.01");
  await expect(
    block(page).getByText(/inline (never keeps|keeps) the others' p99 within 10\sµs/),
  ).toBeVisible();
  await block(page).getByText("All loads as a table").click();
  await expect(
    block(page).getByRole("table", { name: "p99 of the other tasks" }).getByRole("row"),
  ).not.toHaveCount(0);
});

test("the learner's own Histogram counts the waits, once it has passed", SWEEP, async ({ page }) => {
  await usePlainEditor(page);
  await openLab(page);
  await expect(block(page).getByRole("button", { name: "Count them with your Histogram" })).toHaveCount(0);
  await open(page, "/week-01/day-4/");
  await workbench(page).scrollIntoViewIfNeeded();
  await write(page, solution("histogram"));
  await run(page);
  await passes(page);
  await saved(page);
  await openLab(page);
  const [, byCourse] = await waits(page, "inline");
  await block(page).getByRole("button", { name: "Count them with your Histogram" }).click();
  await expect(block(page).getByText(/Counted with your own Histogram/)).toBeVisible();
  const [, byLearner] = await waits(page, "inline");
  expect(byLearner).toMatch(/ ms$/);
  expect(byCourse).toMatch(/ ms$/);
});

for (const [width, colorScheme] of [
  [1280, "light"],
  [390, "dark"],
] as const)
  test(
    `nothing is inaccessible, nor wider than the window (${width} px, ${colorScheme})`,
    SWEEP,
    async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await openLab(page);
      expect(await violations(page, "#lab")).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    },
  );
