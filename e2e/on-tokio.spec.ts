/** Real tokio in the tab: the learner's gather polled by it, the orders of programs checked against it, and what is said without it. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import {
  inSettings,
  NO_VIOLATIONS,
  open,
  passes,
  run,
  SEQUENTIAL,
  solution,
  usePlainEditor,
  violationsInBothThemes,
  workbench,
  write,
} from "./journey.ts";

const DAY_1 = "/week-01/day-1/";
const DAY_3 = "/week-01/day-3/";

const OWN_CODE = `
import { asyncBlock, awaited } from "std/future";
import { spawn } from "tokio";
import { oneshot } from "tokio/sync";

const [tx, rx] = oneshot.channel<number>();

export function* main() {
  const waits = spawn(rx);
  spawn(asyncBlock(function* () {
    tx.send(1);
  }));
  yield* awaited(waits);
}
`;

async function onCurrentThread(page: Page): Promise<Locator> {
  const figure = page.locator("#watch-spawns");
  await figure.scrollIntoViewIfNeeded();
  await inSettings(figure, (all) => all.getByLabel("Runtime").selectOption("current_thread"));
  return figure;
}

test("a gather that passes is polled by real tokio as well, and both orders can be compared", async ({
  page,
}) => {
  await usePlainEditor(page);
  await open(page, DAY_3);
  await write(page, solution("gather"));
  await run(page);
  await passes(page);
  const line = workbench(page).getByText(
    /^Real tokio 1\.53\.1 polled your gather \d+ times in the same order\.$/,
  );
  await expect(line).toBeVisible();
  await workbench(page).getByText("Compare both orders").click();
  const table = workbench(page).getByRole("table").filter({ hasText: "On tokio 1.53.1" });
  const row = table.getByRole("row").filter({ hasText: "sleeps of 30, 10, 20 ms" });
  await expect(row.getByRole("cell")).toHaveCount(2);
  const [model, tokio] = await row.getByRole("cell").allTextContents();
  expect(tokio).toBe(model);
  expect(tokio).toMatch(/^gather 0 1 2 gather .* gather!$/);
  expect(await violationsInBothThemes(page, "main")).toEqual(NO_VIOLATIONS);

  // Of an answer that fails, nothing is said.
  await write(page, SEQUENTIAL);
  await run(page);
  await expect(workbench(page).getByText(/of \d+ checks pass/)).toBeVisible();
  await expect(line).toHaveCount(0);
});

test("a run of the explorer on current_thread is checked on the spot; what takes threads says where it is known from", async ({
  page,
}) => {
  await open(page, DAY_1);
  const figure = page.locator("#watch-spawns");
  await figure.scrollIntoViewIfNeeded();
  await expect(
    figure.getByText("Native tokio 1.53.1 polled in this order when it was recorded."),
  ).toBeVisible();
  await inSettings(figure, (all) =>
    all.getByRole("combobox", { name: "Workers", exact: true }).selectOption("2"),
  );
  await expect(
    figure.getByText(/^With 2 workers tokio can poll in many orders\. The model shows what usually/),
  ).toBeVisible();
  await onCurrentThread(page);
  const mark = figure.getByText("tokio 1.53.1 polled in this order, just now, in this tab.");
  await expect(mark).toBeVisible();
  expect(await violationsInBothThemes(page, "#watch-spawns")).toEqual(NO_VIOLATIONS);
});

test("the learner's own code in the explorer runs on real tokio too", async ({ page }) => {
  await open(page, DAY_1);
  const figure = await onCurrentThread(page);
  const mark = figure.getByText("tokio 1.53.1 polled in this order, just now, in this tab.");
  await expect(mark).toBeVisible();
  await figure.getByRole("radio", { name: "TypeScript" }).check();
  const box = figure.getByRole("textbox", { name: /^Program in TypeScript/ });
  await box.fill(OWN_CODE);
  await box.press("Control+Enter");
  // That of the run before goes with it.
  await expect(mark).toHaveCount(0);
  await expect(mark).toBeVisible();
  await figure.getByRole("button", { name: "To the end" }).click();
  await figure.getByText("This step as a table").click();
  await expect(figure.getByText("0 1 2 2! 1 1! 0 0!")).toBeVisible();
});

test("an order that differs is shown token by token, with both orders to report", async ({ page }) => {
  // The worker's answer on its way to the page, one token changed.
  await page.addInitScript(() => {
    if (window !== window.top) return;
    const parse = JSON.parse.bind(JSON);
    JSON.parse = (text: string, ...more: []) => {
      const value = parse(text, ...more) as { kind?: string; order?: string } | null;
      return value?.kind === "order"
        ? { ...value, order: value.order?.replace("1!", "7!") }
        : (value as unknown);
    };
  });
  await open(page, DAY_1);
  const figure = await onCurrentThread(page);
  await expect(figure.getByText(/polled in another order than the model/)).toContainText(
    /Token \d+ is 7! on tokio and 1! on the model/,
  );
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await figure.getByRole("button", { name: "Copy both orders" }).click();
  await expect(figure.getByText("Orders copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^model: 0 .* 1! .*\ntokio 1\.53\.1: 0 .* 7! /,
  );
});

test("a module that does not arrive is said, and tried again", async ({ page }) => {
  await page.route("**/tokio/recorder-*.wasm", (route) => route.fulfill({ status: 404 }));
  await open(page, DAY_1);
  const figure = await onCurrentThread(page);
  await expect(figure.getByText(/^Real tokio could not be loaded/)).toBeVisible();
  await page.unrouteAll();
  await figure.getByRole("button", { name: "Try again" }).click();
  await expect(figure.getByText("tokio 1.53.1 polled in this order, just now, in this tab.")).toBeVisible();
});

test("a browser without WebAssembly is told so in a sentence", async ({ page }) => {
  // As the engine would find it there.
  await page.route("**/assets/debug-*.js", async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const without = text.replace(/(\\?["'`])use strict\1;/, "$&delete globalThis.WebAssembly;");
    expect(without).not.toBe(text);
    await route.fulfill({ response, body: without });
  });
  await open(page, DAY_1);
  const figure = await onCurrentThread(page);
  await expect(
    figure.getByText("This browser does not run WebAssembly here, so the order is the model’s alone."),
  ).toBeVisible();
});
