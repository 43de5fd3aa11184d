/** Seeing the scheduler: the explorer by mouse, keyboard and link, the game of the next task, the walk through a state word. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { open, saved } from "./journey.ts";

const DAY = "/week-01/day-1/";

async function explorer(page: Page): Promise<Locator> {
  const figure = page.locator("#watch-spawns");
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole("slider")).toBeVisible();
  return figure;
}

/** The line that says what the step did. */
const said = (figure: Locator, words: RegExp) =>
  expect(figure.locator('[aria-live="polite"]').filter({ hasText: words })).toBeVisible();

test("step through three spawns: the slot changes hands, and the last is polled first", async ({ page }) => {
  await open(page, DAY);
  const figure = await explorer(page);
  const step = figure.getByRole("button", { name: "Step", exact: true });
  for (let i = 0; i < 6; i++) await step.click();
  await said(
    figure,
    /Task 0 spawns task 3, which takes the LIFO slot, and task 2, which had it, goes to the back/,
  );
  const worker = figure.getByRole("group", { name: "Worker 0" });
  await expect(worker).toContainText(/LIFO slot3/);
  await expect(worker).toContainText(/Local queue12/);
  await figure.getByRole("button", { name: "To the end" }).click();
  await figure.getByText("This step as a table").click();
  await expect(figure.getByText("0 0! 3 3! 1 1! 2 2!")).toBeVisible();
  await figure.getByText("What held in this run").click();
  await expect(figure.getByLabel("did not hold")).toHaveCount(0);
  expect(await figure.getByLabel("held", { exact: true }).count()).toBeGreaterThan(2);
});

test("by keyboard alone: play, step, jump, ask who woke a task", async ({ page }) => {
  await open(page, DAY);
  const figure = await explorer(page);
  const slider = figure.getByRole("slider");
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveValue("0");
  await page.keyboard.press("End");
  await said(figure, /goes to sleep/);
  await page.keyboard.press("Home");
  await expect(slider).toHaveValue("-1");
  await page.keyboard.press("Shift+ArrowRight");
  await said(figure, /polls task 0/);
  await page.keyboard.press("Space");
  await expect(figure.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.keyboard.press("Space");
  await expect(figure.getByRole("button", { name: "Play" })).toBeVisible();
  await page.keyboard.press("End");
  await figure.getByLabel("Task to ask about").fill("3");
  await expect(figure.getByText("Task 3 is complete, and will not run again.")).toBeVisible();
  await figure.getByRole("button", { name: /^spawned by task 0/ }).press("Enter");
  await said(figure, /Task 0 spawns task 3/);
});

test("the hostage: why is it not running?", async ({ page }) => {
  await open(page, DAY);
  const figure = await explorer(page);
  await figure.getByLabel("Program of the gallery").selectOption("hostage");
  await figure.getByLabel("Task to ask about").fill("11");
  for (let i = 0; i < 3; i++) await figure.getByRole("button", { name: "Next poll" }).click();
  await expect(figure.getByText(/Nobody can steal from a LIFO slot: it is a hostage/)).toBeVisible();
});

test("the learner's own program: mistakes have line and column, then it runs", async ({ page }) => {
  await open(page, DAY);
  const figure = await explorer(page);
  await figure.getByText("The program, to be read and changed").click();
  const text = figure.getByRole("textbox", { name: /^Program/ });
  await text.fill("body 0\n  spwan 1\nbody 1");
  await expect(
    figure.getByText("line 2, column 3: there is no op `spwan`; did you mean `spawn`?"),
  ).toBeVisible();
  await text.fill("body 0\n  spawn 1\n  block 7\nbody 1");
  await text.press("Control+Enter");
  await expect(figure.getByLabel("Program of the gallery")).toHaveValue("");
  await figure.getByRole("button", { name: "To the end" }).click();
  await expect(figure.getByText(/7 ms/).first()).toBeVisible();
});

test("current_thread beside multi_thread has made as many polls, in its own order", async ({ page }) => {
  await open(page, DAY);
  const figure = await explorer(page);
  await figure.getByLabel("current_thread beside it").check();
  const other = figure.getByRole("group", { name: "The same program on current_thread" });
  for (let i = 0; i < 2; i++) await figure.getByRole("button", { name: "Next poll" }).click();
  await expect(figure.getByRole("group", { name: "Order of polls" }).first()).toContainText("0!3");
  await expect(other.getByRole("group", { name: "Order of polls" })).toContainText("0!1");
});

test("a link leads to its step, and a broken one says so", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, DAY);
  const figure = await explorer(page);
  await figure.getByLabel("Program of the gallery").selectOption("overflow");
  await figure.getByRole("spinbutton", { name: "Seed" }).fill("7");
  for (let i = 0; i < 9; i++) await figure.getByRole("button", { name: "Step", exact: true }).click();
  await figure.getByRole("button", { name: "Link to this step" }).click();
  await expect(figure.getByRole("button", { name: "Copied" })).toBeVisible();
  const href = page.url();

  const other = await context.newPage();
  await open(other, href);
  const there = other.locator("#watch-spawns");
  await expect(there.getByRole("slider")).toHaveValue("8");
  await expect(there.getByRole("spinbutton", { name: "Seed" })).toHaveValue("7");
  await expect(there).toBeInViewport();

  await other.goto("about:blank");
  await open(other, href.slice(0, -7));
  await expect(other.getByText(/^The link to a step of this run is broken/)).toBeVisible();
  await other.close();
});

test("rounds of the next task: the rule is told, and what was learned is there after a reload", async ({
  page,
}) => {
  await open(page, DAY);
  const game = page.locator("#next-task");
  await game.scrollIntoViewIfNeeded();
  for (let round = 1; round <= 2; round++) {
    await expect(game.getByText(`Round ${round}`, { exact: true })).toBeVisible();
    await game.getByRole("radio").first().press("Space");
    await game.getByRole("button", { name: /^Commit to task/ }).click();
    await expect(game.getByText(/^(Yes\.|No: task \d+\.)$/)).toBeVisible();
    await expect(game.getByRole("link", { name: /opens in a new tab/ })).toHaveAttribute(
      "href",
      /\/blob\/tokio-1\.53\.1\//,
    );
    await game.getByRole("button", { name: "Next round" }).click();
  }
  await saved(page);
  await page.reload();
  await game.scrollIntoViewIfNeeded();
  await expect(game.getByText("Round 3", { exact: true })).toBeVisible();
});

test("the state word goes from 0xcc through a wake", async ({ page }) => {
  await open(page, DAY);
  const walk = page.locator("#state-word");
  await walk.scrollIntoViewIfNeeded();
  await expect(walk.getByText("0xcc", { exact: true }).first()).toBeVisible();
  const next = walk.getByRole("button", { name: "Next transition" });
  for (const word of ["0xc9", "0x109", "0xc8", "0xcc"]) {
    await next.press("Enter");
    await expect(walk.getByText(`${word} · held by`)).toBeVisible();
  }
  await walk.getByText("Aborted while parked").click();
  await expect(walk.getByText(/abort\(\) finds the task idle/)).toBeVisible();
});

for (const theme of ["light", "dark"] as const) {
  test(`nothing for axe to find in the ${theme} theme, and nothing wider than a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, DAY);
    const figure = await explorer(page);
    await figure.getByText("This step as a table").click();
    await figure.getByText("What held in this run").click();
    for (const id of ["watch-spawns", "next-task", "state-word"]) {
      await page.locator(`#${id}`).scrollIntoViewIfNeeded();
      await expect(page.locator(`#${id} [aria-busy]`)).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).include(`#${id}`).analyze();
      expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([]);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
