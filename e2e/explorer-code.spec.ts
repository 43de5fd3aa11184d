/** The explorer with the learner's own code: written over the learner API, run in the sandbox alone, looked at poll by poll, sent by link. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import { NO_VIOLATIONS, open, inSettings, saved, violationsInBothThemes, SWEEP } from "./journey.ts";

const DAY = "/week-01/day-1/";
const BLOCK = "watch-spawns";
const IMPORTS = `import { asyncBlock, awaited } from "std/future";
import { spawn, yieldNow } from "tokio";
`;
const YIELDS = `${IMPORTS}export function* main() {
  spawn(asyncBlock(child));
  spawn(asyncBlock(child));
  yield* awaited(yieldNow());
}
function* child() {
  console.log("a child");
}
`;

async function editor(page: Page): Promise<Locator> {
  const figure = page.locator(`#${BLOCK}`);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole("slider")).toBeVisible();
  await figure.getByRole("radio", { name: "TypeScript" }).check();
  return figure;
}

const code = (figure: Locator): Locator => figure.getByRole("textbox", { name: /^Program in TypeScript/ });

async function write(figure: Locator, text: string): Promise<void> {
  await code(figure).fill(text);
  await code(figure).press("Control+Enter");
}

/** The remarks on the run, below the program. */
const says = (figure: Locator, words: string | RegExp) =>
  expect(figure.getByText(words).first()).toBeVisible();

async function order(figure: Locator): Promise<Locator> {
  await figure.getByRole("button", { name: "To the end" }).click();
  const table = figure.getByText("This step as a table");
  if (!(await figure.getByText(/^Order of polls so far/).isVisible())) await table.click();
  return figure.getByText(/^Order of polls so far/);
}

test("the learner's own program runs, and each of its polls is shown with its line", async ({ page }) => {
  await open(page, DAY);
  const figure = await editor(page);
  // What the gallery shows in words is there in TypeScript, and is the same run.
  await expect(code(figure)).toHaveValue(/spawn\(asyncBlock\(body1\)\)/);
  await figure.getByRole("button", { name: "Run this program" }).click();
  await expect(figure.getByText("line 5", { exact: true })).toHaveCount(0);
  await expect(await order(figure)).toContainText("0 0! 3 3! 1 1! 2 2!");

  await write(figure, YIELDS);
  await says(figure, /^a child\na child$/);
  await expect(figure.getByLabel("Program of the gallery")).toHaveValue(/^\d+$/);
  await expect(await order(figure)).toContainText("0 2 2! 1 1! 0 0!");
  await figure.getByRole("button", { name: "To the beginning" }).click();
  await figure.getByRole("button", { name: "Next poll" }).click();
  await figure.getByRole("button", { name: "Step", exact: true }).click();
  await says(figure, "line 4");
  await expect(figure.locator("[data-highlighted]")).toContainText("spawn(asyncBlock(child));");

  // The same code on another scheduler needs no new consent.
  await inSettings(figure, (all) => all.getByLabel("Runtime").selectOption("current_thread"));
  await expect(await order(figure)).toContainText("0 1 1! 2 2! 0 0!");
});

test("compile errors and exceptions are shown at their line; the next run works", async ({ page }) => {
  await open(page, DAY);
  const figure = await editor(page);
  await write(figure, `${IMPORTS}export function* main() {\n  const x = ;\n}\n`);
  await figure.getByRole("button", { name: "line 4, column 13" }).click();
  await expect(code(figure)).toBeFocused();
  await says(figure, "Showing the previous run.");
  await write(figure, `import { spown } from "tokio";\nexport const main = spown;\n`);
  await says(figure, /exports no value named "spown"/);
  await write(figure, `${IMPORTS}export function* main() {\n  throw new Error("no luck");\n}\n`);
  await says(figure, /line 4, column 9: In task 0: Your code threw Error: no luck\./);
  await write(figure, `export async function main() {}\n`);
  await says(figure, /`main` is an async function/);
  await write(figure, YIELDS);
  await says(figure, /^a child\na child$/);
});

test("an endless loop is killed, and the run is shown up to the poll that never ended", async ({ page }) => {
  await open(page, DAY);
  const figure = await editor(page);
  await write(
    figure,
    `${IMPORTS}export function* main() {\n  spawn(asyncBlock(busy));\n}\nfunction* busy() {\n  for (;;) {}\n}\n`,
  );
  await says(figure, /While task 1 was being polled: Your code never returned/);
  await expect(await order(figure)).toContainText("0 0! 1");
  await write(figure, `for (;;) {}\nexport function* main() {}\n`);
  await says(figure, /The top level of your file never returned/);
  await write(figure, YIELDS);
  await says(figure, /^a child\na child$/);
});

test("an endless run is cut, and a long one can be stopped", async ({ page }) => {
  await open(page, DAY);
  const figure = await editor(page);
  await write(figure, `${IMPORTS}export function* main() {\n  for (;;) yield* awaited(yieldNow());\n}\n`);
  await says(figure, /the first 160,000 events are kept/);
  await write(figure, `export function* main() {\n  for (;;) {}\n}\n`);
  await figure.getByRole("button", { name: "Stop" }).click();
  await says(figure, "Stopped.");
});

test("code can reach nothing, and cannot manipulate its recorder", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await open(page, DAY);
  const figure = await editor(page);
  const reach = `["postMessage", "XMLHttpRequest", "indexedDB", "importScripts", "Worker", "caches", "close"]`;
  await write(
    figure,
    `${IMPORTS}try { Error.prepareStackTrace = () => { throw new Error("no stack"); }; } catch (error) { console.log(error.name); }
export function* main() {
  console.log("within reach:", ${reach}.filter((name) => name in globalThis).length);
  const url = "https://example.com/from-the-sandbox.js";
  void import(url).catch(() => {});
  spawn(asyncBlock(forger));
  try { Array.prototype.push = () => 0; } catch (error) { console.log(error.name); }
}
function* forger() {
  Int32Array.prototype.fill = Map.prototype.get = undefined;
}
`,
  );
  await says(figure, /^TypeError\nwithin reach: 0\nTypeError$/);
  await expect(await order(figure)).toContainText("0 0! 1");
  await figure.getByText("Invariants checked").click();
  await expect(figure.getByLabel("did not hold")).toHaveCount(0);
  expect(asked.filter((url) => url.includes("from-the-sandbox"))).toEqual([]);
  await page.getByRole("link", { name: "Day 2" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a link brings program, seed and step to somebody who has not run it yet", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, DAY);
  const figure = await editor(page);
  await inSettings(figure, (all) => all.getByRole("spinbutton", { name: "Seed" }).fill("7"));
  await write(figure, YIELDS);
  await says(figure, /^a child\na child$/);
  await figure.getByRole("button", { name: "To the beginning" }).click();
  for (let i = 0; i < 5; i++) await figure.getByRole("button", { name: "Step", exact: true }).click();
  await figure.getByRole("button", { name: "Link to this step" }).click();
  await expect(figure.getByText("Link copied.")).toBeVisible();

  const other = await context.newPage();
  await open(other, page.url());
  const there = other.locator(`#${BLOCK}`);
  await expect(there.getByText(/came with a link and has not run/)).toBeVisible();
  await expect(code(there)).toHaveValue(YIELDS);
  await expect(there.getByRole("slider")).toHaveCount(0);
  await there.getByRole("button", { name: "Run it", exact: true }).click();
  await expect(there.getByRole("slider")).toHaveValue("4");
  await expect(there.getByLabel("Seed", { exact: true })).toHaveValue("7");
  await other.close();
});

test("the gallery's programs in TypeScript run on request; looking at them does not lose the learner's own", async ({
  page,
}) => {
  await open(page, DAY);
  const figure = await editor(page);
  await code(figure).fill(YIELDS);
  await figure.getByLabel("Program of the gallery").selectOption("one-permit");
  await expect(figure.getByRole("slider")).toHaveCount(0);
  await figure.getByRole("button", { name: "Run it", exact: true }).click();
  await says(
    figure,
    "line 15: Task 1 is in no queue: it waits for a notification, and nothing has woken it since.",
  );
  await figure.getByText("Why this happened").click();
  await says(figure, /One permit, not a counter/);
  await figure.getByLabel("Program of the gallery").selectOption({ index: 0 });
  await expect(code(figure)).toHaveValue(YIELDS);

  // A second program does not replace it, and both are there after a reload.
  await figure.getByLabel("Program of the gallery").selectOption("backpressure");
  await code(figure).fill("export function* main() {}\n");
  await saved(page);
  await page.reload();
  const again = await editor(page);
  await again.getByLabel("Program of the gallery").selectOption({ index: 0 });
  await expect(code(again)).toHaveValue(YIELDS);
  await again.getByLabel("Program of the gallery").selectOption({ index: 1 });
  await expect(code(again)).toHaveValue("export function* main() {}\n");
});

test(
  "code and its run: nothing for axe to find in either theme, nor anything wider than a phone",
  SWEEP,
  async ({ page }) => {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, DAY);
    const figure = await editor(page);
    await write(
      figure,
      `${IMPORTS}export function* main() {\n  throw new Error("${"long ".repeat(40)}");\n}\n`,
    );
    await says(figure, /In task 0: Your code threw/);
    await expect(figure.locator("[data-stale]")).toHaveCount(0);
    expect(await violationsInBothThemes(page, `#${BLOCK}`)).toEqual(NO_VIOLATIONS);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);

    // Many words on the program leave the editor little room: its line for the keyboard stays below the code.
    await write(
      figure,
      `${IMPORTS}export function* main() {\n${"  console.log(1);\n".repeat(12)}  throw 1;\n}\n`,
    );
    await expect(figure.locator("[data-stale]")).toHaveCount(0);
    const area = await figure.locator("[data-editor]").boundingBox();
    const line = await figure.getByText(/^Tab leaves the editor/).boundingBox();
    expect(area!.y + area!.height).toBeLessThanOrEqual(line!.y + 1);
  },
);
