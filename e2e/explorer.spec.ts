/** Seeing the scheduler: the explorer by mouse, keyboard and link, the game of the next task, the walk through a state word. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import { DEFAULT_CONFIG } from "../src/recording/run/config.ts";
import { ringOf, stageLayout } from "../src/ui/stage/stage-layout.ts";
import type { Plan } from "../src/ui/stage/stage-plan.ts";
import { NO_VIOLATIONS, open, inSettings, saved, violationsInBothThemes, SWEEP } from "./journey.ts";

const DAY = "/week-01/day-1/";

/** What three spawns need on the stage. */
const SPAWNS: Plan = {
  lanes: [0],
  idle: [],
  uses: { inject: true, deferred: false, timers: false, sleepers: false, main: false },
  stations: [],
  tasks: 4,
};

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
    /Task 0 spawns task 3, which takes the LIFO slot, and task 2, which was there, goes to the back/,
  );
  await figure.getByText("This step as a table").click();
  const worker = figure.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "0" }) });
  await expect(worker.getByRole("cell")).toHaveText(["polling", "2", "0", "128", "3", "1, 2", "empty"]);
  await figure.getByRole("button", { name: "To the end" }).click();
  await expect(figure.getByText("0 0! 3 3! 1 1! 2 2!")).toBeVisible();
  await figure.getByText("Invariants checked").click();
  await expect(figure.getByLabel("did not hold")).toHaveCount(0);
  await expect(figure.getByLabel("held", { exact: true }).nth(2)).toBeVisible();
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
  await expect(figure.getByText("Task 3 is done and will not run again.")).toBeVisible();
  await figure.getByRole("button", { name: /^spawned by task 0/ }).press("Enter");
  await said(figure, /Task 0 spawns task 3/);
});

test("a task is chosen in the picture, by pointer and by the arrow keys, and the page says where it is", async ({
  page,
}) => {
  await open(page, DAY);
  const figure = await explorer(page);
  const step = figure.getByRole("button", { name: "Step", exact: true });
  for (let i = 0; i < 6; i++) await step.click();
  const tasks = figure.getByRole("listbox", { name: "Tasks in the picture" });
  const { width = 0 } = (await tasks.boundingBox()) ?? {};
  const { boxes, sizes } = stageLayout(Math.round(width), DEFAULT_CONFIG, SPAWNS);
  const ring = boxes.find(({ kind }) => kind === "ring");
  if (ring === undefined) throw new Error("the stage has no ring");
  // The second cell of the ring.
  const { x, y } = ringOf(ring, sizes).at(1);
  await tasks.click({ position: { x: x + sizes.wide / 2, y: y + sizes.chip / 2 } });
  await expect(figure.getByLabel("Task to ask about")).toHaveValue("2");
  await expect(figure.getByText("Task 2 has 1 before it in the local queue of worker 0")).toBeVisible();
  await expect(tasks.getByRole("option")).toHaveText("task 2, in the local queue of worker 0");

  // The pointer has put the focus there.
  await page.keyboard.press("ArrowLeft");
  await expect(tasks.getByRole("option")).toHaveText("task 1, in the local queue of worker 0");
  await page.keyboard.press("ArrowLeft");
  await expect(tasks.getByRole("option", { selected: true })).toHaveText(
    "task 3, in the LIFO slot of worker 0",
  );
  await expect(figure.getByText(/Task 3 is in the LIFO slot of worker 0: it runs next there/)).toBeVisible();
  // With Shift it is the run that moves on, and the choice stays.
  await page.keyboard.press("Shift+ArrowRight");
  await said(figure, /polls task 3/);
  await expect(tasks.getByRole("option")).toHaveText("task 3, running on worker 0");
});

test("sleeping workers in wake order, and the times of timers", async ({ page }) => {
  await open(page, DAY);
  const figure = await explorer(page);
  await figure.getByLabel("Program of the gallery").selectOption("steal-half");
  await figure.getByText("This step as a table").click();
  const sleepers = figure.getByText(/^Sleeping workers, next to wake first: /);
  await expect(sleepers).toHaveText(/: (0, 1|1, 0)$/);
  const first = /: (\d)/.exec((await sleepers.textContent()) ?? "")?.[1];
  await figure.getByRole("button", { name: "Step", exact: true }).click();
  await said(figure, new RegExp(`worker ${first} is notified`));
  await expect(sleepers).toHaveText(first === "0" ? /: 1$/ : /: 0$/);
  await expect(
    figure.getByRole("row").filter({ has: page.getByRole("rowheader", { name: first ?? "" }) }),
  ).toContainText("notified");
  await figure.getByLabel("Program of the gallery").selectOption("timers-together");
  await figure.getByText("This step as a table").click();
  for (let i = 0; i < 2; i++) await figure.getByRole("button", { name: "Next poll" }).click();
  await expect(figure.getByText(/^Timers, first to fire first: /)).toHaveText(/\d at \d+ ms/);
});

test("at high speed the picture keeps up, and the page is exact at a pause", async ({ page }) => {
  await open(page, DAY);
  const figure = await explorer(page);
  await figure.getByLabel("Program of the gallery").selectOption("overflow");
  await figure.getByLabel("Speed of playing").selectOption({ label: "fast" });
  const slider = figure.getByRole("slider");
  const last = Number(await slider.getAttribute("max"));
  const still = () => expect(figure.locator("[data-moving]")).toHaveCount(0);
  const drawn = () =>
    figure
      .locator("canvas")
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await drawn();
  await figure.getByRole("button", { name: "Play" }).click();
  await expect.poll(drawn).not.toBe(before);
  await figure.getByRole("button", { name: "Pause" }).click();
  const beat = Number(await slider.inputValue());
  expect(beat).toBeGreaterThan(-1);
  await expect(figure.getByText(`${beat + 1}/${last + 1}`)).toBeVisible();
  // What is drawn at the pause is what stepping there draws.
  const paused = await drawn();
  await figure.getByRole("button", { name: "Step", exact: true }).click();
  await figure.getByRole("button", { name: "Step back" }).click();
  await expect(slider).toHaveValue(String(beat));
  await still();
  expect(await drawn()).toBe(paused);
  await figure.getByLabel("Speed of playing").selectOption({ label: "fastest" });
  await figure.getByRole("button", { name: "Play" }).click();
  await expect(slider).toHaveValue(String(last));
  await expect(figure.getByRole("button", { name: "Play" })).toBeVisible();
});

test("drawing box by box gives the same picture as drawing all at once", SWEEP, async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await open(page, DAY);
  const figure = await explorer(page);
  const pictures = () =>
    figure
      .locator("canvas")
      .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
  await figure.getByLabel("Program of the gallery").selectOption("hostage");
  await figure.getByLabel("Speed of playing").selectOption({ label: "fast" });
  const slider = figure.getByRole("slider");
  await figure.getByRole("button", { name: "Play" }).click();
  await expect(slider).toHaveValue((await slider.getAttribute("max")) ?? "");
  for (let i = 0; i < 6; i++) {
    await expect(figure.locator("[data-moving]")).toHaveCount(0);
    const boxByBox = await pictures();
    // A change of theme and back redraws every picture.
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(async () => (await pictures())[0]).not.toBe(boxByBox[0]);
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(pictures).toEqual(boxByBox);
    for (let back = 0; back < 3; back++) await figure.getByRole("button", { name: "Step back" }).click();
  }
});

test("the hostage: why is it not running?", async ({ page }) => {
  await open(page, DAY);
  const figure = await explorer(page);
  await figure.getByLabel("Program of the gallery").selectOption("hostage");
  await figure.getByLabel("Task to ask about").fill("11");
  for (let i = 0; i < 3; i++) await figure.getByRole("button", { name: "Next poll" }).click();
  await expect(figure.getByText(/No worker can steal from a LIFO slot: it is a hostage/)).toBeVisible();
});

test("the learner's own program: mistakes have line and column, then it runs", async ({ page }) => {
  await open(page, DAY);
  const figure = await explorer(page);
  await figure.getByRole("radio", { name: "Task program" }).check();
  const text = figure.getByRole("textbox", { name: /^Program/ });
  await text.fill("body 0\n  spwan 1\nbody 1");
  await expect(figure.getByText("line 2, column 3: unknown op `spwan`; did you mean `spawn`?")).toBeVisible();
  await text.fill("body 0\n  spawn 1\n  block 7\nbody 1");
  await text.press("Control+Enter");
  await expect(figure.getByLabel("Program of the gallery")).toHaveValue(/^\d+$/);
  await figure.getByRole("button", { name: "To the end" }).click();
  await figure.getByText("This step as a table").click();
  await expect(figure.getByText("Time: 7 ms")).toBeVisible();
});

test("current_thread beside multi_thread shows as many polls, in its own order", async ({ page }) => {
  await open(page, DAY);
  const figure = await explorer(page);
  await inSettings(figure, (all) => all.getByLabel("Compare with current_thread").check());
  const other = figure.getByRole("group", { name: "The same program on current_thread" });
  for (let i = 0; i < 2; i++) await figure.getByRole("button", { name: "Next poll" }).click();
  await expect(figure.getByRole("group", { name: "Order of polls" }).first()).toContainText("0! 3");
  await expect(other.getByRole("group", { name: "Order of polls" })).toContainText("0! 1");
});

test("a link leads to its step, and a broken one says so", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, DAY);
  const figure = await explorer(page);
  await figure.getByLabel("Program of the gallery").selectOption("overflow");
  await inSettings(figure, (all) => all.getByRole("spinbutton", { name: "Seed" }).fill("7"));
  for (let i = 0; i < 9; i++) await figure.getByRole("button", { name: "Step", exact: true }).click();
  await figure.getByRole("button", { name: "Link to this step" }).click();
  await expect(figure.getByText("Link copied.")).toBeVisible();
  const href = page.url();

  const other = await context.newPage();
  await open(other, href);
  const there = other.locator("#watch-spawns");
  await expect(there.getByRole("slider")).toHaveValue("8");
  await expect(there.getByLabel("Seed", { exact: true })).toHaveValue("7");
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
    await game.getByRole("button", { name: /^Lock in task/ }).click();
    await expect(game.getByText(/^(Yes\.|Not quite: task \d+\.)$/)).toBeVisible();
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

test("nothing for axe to find in either theme, and nothing wider than a phone", SWEEP, async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, DAY);
  const figure = await explorer(page);
  await figure.getByText("This step as a table").click();
  await figure.getByText("Invariants checked").click();
  for (const id of ["watch-spawns", "next-task", "state-word"]) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await expect(page.locator(`#${id} [aria-busy]`)).toHaveCount(0);
    expect(await violationsInBothThemes(page, `#${id}`)).toEqual(NO_VIOLATIONS);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
