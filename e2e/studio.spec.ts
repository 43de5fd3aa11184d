/** The task studio: one design in three views, linted, under load, kept, taken home, handed in; also on a phone, by touch and by keyboard. */
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { rustProject } from "../src/recording/studio/rust/project.ts";
import type { Design } from "../src/recording/studio/schema.ts";
import { STARTS } from "../src/recording/studio/starts.ts";
import { readYaml } from "../src/recording/studio/yaml.ts";
import {
  NO_VIOLATIONS,
  open,
  passes,
  run,
  saved,
  solution,
  usePlainEditor,
  violationsInBothThemes,
  workbench,
  write,
} from "./journey.ts";

test("each change shows in all three views, can be undone, runs, and is kept", async ({ page }) => {
  await open(page, "/studio/");
  const shard = page.getByLabel(/^task shard:/);
  await expect(shard).toBeVisible();

  // In the table: a shorter name, and no watcher.
  await page.getByText("Tables", { exact: true }).click();
  await page.getByRole("textbox", { name: "shard: Name" }).fill("matcher");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("textbox", { name: "matcher: How many" })).toBeFocused();
  await page.getByRole("textbox", { name: "matcher: Watched by" }).fill("");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nobody awaits the handle of matcher")).toBeVisible();
  await expect(page.getByRole("link", { name: "Read why" })).toHaveAttribute("href", /week-01\/day-6\/#/);
  const show = page.getByRole("button", { name: "Show matcher" });
  await show.click();
  await expect(page.getByRole("textbox", { name: "matcher: Name" })).toBeFocused();

  // In the text: what the table wrote, and a mistake with its place.
  await page.getByText("Text", { exact: true }).click();
  const text = page.getByRole("textbox", { name: "The design as YAML" });
  await expect(text).toHaveValue(/- id: matcher/);
  await text.fill((await text.inputValue()).replace("workers: 4", "workers: many"));
  const mistake = page.getByText(/^Line \d+, column \d+: workers: expected a number/);
  await expect(mistake).toBeVisible();
  // The text stays as it is while another view is looked at.
  await page.getByText("Tables", { exact: true }).click();
  await page.getByText("Text", { exact: true }).click();
  await expect(mistake).toBeVisible();
  await text.fill((await text.inputValue()).replace("workers: many", "workers: 2"));
  await page.getByText("Canvas", { exact: true }).click();
  const marked = page.getByLabel(/^task matcher:.*, unwatched$/);
  await expect(marked).toBeVisible();
  await show.press("Enter");
  await expect(marked).toBeFocused();

  // Back over all of them.
  for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Undo" }).click();
  await expect(shard).toBeVisible();
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(page.getByLabel(/^task matcher:/)).toBeVisible();

  await fewerConnections(page);
  await page.getByText("Canvas", { exact: true }).click();
  await page.getByRole("textbox", { name: "orders a second" }).fill("2000");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Run", exact: true }).press("Enter");
  await expect(page.getByText("No queue is overloaded.")).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole("row", { name: /^orders [\d.]/ })).toBeVisible();

  // Beside another design; a sweep that is cancelled leaves all that is there.
  await page.getByLabel("beside").selectOption("chat-server");
  await page.getByRole("button", { name: "Run", exact: true }).press("Enter");
  const heading = page.getByRole("heading", { name: "B: A chat server" });
  await expect(heading).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole("row", { name: /^A: orders [\d.]/ })).toBeVisible();
  await page.getByLabel("beside").selectOption("exchange-task-per-subscription");
  const sweep = page.getByRole("button", { name: "Sweep the rate" });
  await sweep.press("Enter");
  await page.getByRole("button", { name: "Cancel" }).press("Enter");
  await expect(page.getByText("The sweep was cancelled. It has no results.")).toBeVisible();
  await expect(sweep).toBeFocused();
  await expect(heading).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual(NO_VIOLATIONS);
  await saved(page);
  await page.reload();
  await expect(page.getByLabel(/^task matcher:/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "orders a second" })).toHaveValue("2000");
});

test("a box that is asked for before the canvas has come is shown when it has", async ({ page }) => {
  let release!: () => void;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/Canvas-[^/]*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await open(page, "/studio/");
  await page.getByLabel("Start from").selectOption({ label: "An exchange: a task for each subscription" });
  await page.getByRole("button", { name: "Show updates" }).click();
  release();
  await expect(page.getByLabel(/^channel updates:/)).toBeFocused();
});

test("on a phone it is a table; in the lesson it fulfils what is asked and fills in the journal", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, "/");
  await page.getByRole("button", { name: "Lessons" }).click();
  await page.getByRole("link", { name: "Task studio" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Task studio" })).toBeVisible();

  await open(page, "/week-01/day-6/");
  const sheet = page.locator("#sheet");
  await sheet.scrollIntoViewIfNeeded();
  await expect(sheet.getByRole("textbox", { name: "shard: How many" })).toHaveValue("8");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expect(sheet.getByText("p99<2ms: not known yet")).toBeVisible();
  await sheet.getByLabel("beside").selectOption("feed-handler");
  await sheet.getByRole("button", { name: "Run", exact: true }).click();
  await expect(sheet.getByText("p99<2ms: met")).toBeVisible({ timeout: 120_000 });
  await expect(sheet.getByRole("heading", { name: "B: A feed handler" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await sheet.getByRole("button", { name: /^Fill in/ }).click();
  await expect(page.locator("#task-table").getByRole("textbox")).toHaveValue(
    /\| shard \| 8 \(one per 50 instruments\) \| books \| shard-orders \|/,
  );
  await saved(page);
  await page.goto("/journal/");
  await expect(page.getByText("# All requirements are met.")).toBeVisible();

  // The instructor sees it drawn, by itself and beside the table that it filled in.
  await open(page, "/week-01/capstone/");
  const [handIn] = await download(page, "Save the hand-in");
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, "/regrade/");
  await page
    .getByLabel("Hand-ins", { exact: true })
    .setInputFiles({ name: "a.json", mimeType: "application/json", buffer: handIn });
  for (const name of [/^Day 6: Draw your exchange \(1\)/, /^Day 6: The table behind the sketch \(1\)/])
    await page.getByText(name).click();
  const pictures = page.getByRole("img", {
    name: /^The design “An exchange: a task owns each shard's books”/,
  });
  await expect(pictures).toHaveCount(2);
  await expect
    .poll(() => pictures.last().evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(600);
  const table = page.getByText(/\| shard \| 8 \(one per 50 instruments\)/);
  const [beside, text] = [await pictures.last().boundingBox(), await table.boundingBox()];
  expect(beside!.x).toBeGreaterThan(text!.x + text!.width);
  await expect(page.getByText("Linted here: nothing to say.")).toHaveCount(2);
  expect(await violationsInBothThemes(page)).toEqual(NO_VIOLATIONS);
});

/** Fewer timers: the runs of a journey are short. */
async function fewerConnections(page: Page): Promise<void> {
  await page.getByText("Tables", { exact: true }).click();
  await page.getByRole("textbox", { name: "connection: How many" }).fill("100");
  await page.keyboard.press("Enter");
}

async function download(page: Page, button: string): Promise<[bytes: Buffer, name: string]> {
  const waited = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).click();
  const saving = await waited;
  return [readFileSync(await saving.path()), saving.suggestedFilename()];
}

test("taken home as YAML, SVG, PNG, Rust, Mermaid, a table and a link; counted by the learner's own Histogram", async ({
  page,
  context,
}) => {
  await usePlainEditor(page);
  await open(page, "/week-01/day-4/");
  await write(page, solution("histogram"));
  await run(page);
  await passes(page);
  await saved(page);
  await workbench(page).scrollIntoViewIfNeeded();

  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = async (what: string, button: string): Promise<string> => {
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(page.getByText(`${what} copied.`)).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const design: Design = STARTS["exchange-owner-per-shard"];
  await open(page, "/studio/");
  await page.getByText(/^Take it home/).click();
  const [yaml, yamlName] = await download(page, "Save YAML");
  expect(yamlName).toBe("an-exchange-a-task-owns-each-shard-s-boo.yaml");
  expect(readYaml(yaml.toString())).toEqual({ ok: true, design });
  const [svg] = await download(page, "Save SVG");
  expect(svg.toString()).toMatch(/^<svg .*>shard-orders<\/text>/s);
  const [png] = await download(page, "Save PNG");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  // Its width, twice the picture's.
  expect(png.readUInt32BE(16)).toBeGreaterThan(2_000);
  const [zip] = await download(page, "Save a Rust project");
  const files = Object.entries(unzipSync(zip)).map(([path, bytes]) => [
    path.slice(path.indexOf("/") + 1),
    strFromU8(bytes),
  ]);
  expect(Object.fromEntries(files)).toEqual(rustProject(design));
  expect(await copied("Mermaid", "Copy Mermaid")).toMatch(/^flowchart LR\n.*connection <--> shard_orders/s);
  expect(await copied("Table", "Copy the table and the route")).toMatch(
    /^\| task \| how many .*Route of one message of orders/s,
  );

  // The link brings a design and the one beside it to somebody who has one of their own, and leaves that alone.
  await fewerConnections(page);
  await page.getByRole("textbox", { name: "orders a second" }).fill("1000");
  await page.keyboard.press("Enter");
  await page.getByLabel("beside").selectOption("chat-server");
  const link = await copied("Link", "Copy link");
  await page.getByLabel("beside").selectOption("no other design");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText(/^In your own Histogram: orders p50 [\d.]+\s[µm]s, p99 /)).toBeVisible({
    timeout: 120_000,
  });
  await page.getByRole("textbox", { name: "orders a second" }).fill("500");
  await page.keyboard.press("Enter");
  await saved(page);
  await page.goto("about:blank");
  await page.goto(link);
  await expect(page.getByText("This design came with the link.", { exact: false })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "orders a second" })).toHaveValue("1000");
  await expect(page.getByLabel("beside")).toHaveValue("chat-server");
  await expect(page.getByLabel("beside").getByRole("option", { name: "your own design" })).toBeAttached();
  await page.getByRole("button", { name: "Show your own" }).click();
  await expect(page.getByRole("textbox", { name: "orders a second" })).toHaveValue("500");
});

test.describe("the canvas", () => {
  test.use({ hasTouch: true });

  test("by touch and by keyboard alone: boxes are moved, connected and removed", async ({ page }) => {
    await open(page, "/studio/");
    const source = page.getByLabel(/^source orders:/);
    await expect(source).toBeVisible();
    const yaml = async (): Promise<Design> => {
      await page.getByText("Text", { exact: true }).click();
      const read = readYaml(await page.getByRole("textbox", { name: "The design as YAML" }).inputValue());
      await page.getByText("Canvas", { exact: true }).click();
      await expect(source).toBeVisible();
      if (!read.ok) throw new Error(read.mistakes[0]?.message);
      return read.design;
    };
    const cdp = await page.context().newCDPSession(page);
    const drag = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
      const touch = (
        type: "touchStart" | "touchMove" | "touchEnd",
        touchPoints: { x: number; y: number }[],
      ) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
      await touch("touchStart", [from]);
      for (let i = 1; i <= 8; i++)
        await touch("touchMove", [
          { x: from.x + ((to.x - from.x) * i) / 8, y: from.y + ((to.y - from.y) * i) / 8 },
        ]);
      await touch("touchEnd", []);
    };
    const middle = async (label: RegExp) => {
      const box = (await page.getByLabel(label).boundingBox())!;
      return { x: box.x + box.width / 2, y: box.y + box.height / 2, right: box.x + box.width };
    };

    // By touch: a box is moved, and a line is pulled from one box to another.
    await page.locator(".react-flow").scrollIntoViewIfNeeded();
    const from = await middle(/^source orders:/);
    await drag(from, { x: from.x, y: from.y + 60 });
    const [, movedY = 0] = (await yaml()).picture["orders"] ?? [];
    expect(movedY).toBeGreaterThan(90);
    const shard = await middle(/^task shard:/);
    await drag({ x: shard.right, y: shard.y }, await middle(/^sink sockets:/));
    await expect(page.getByLabel("shard writes to sockets")).toBeAttached();

    // By keyboard: a line is removed.
    await page.getByLabel("shard writes to sockets").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Delete");
    await expect(page.getByLabel("shard writes to sockets")).toHaveCount(0);

    // A box is chosen, moved, seen as a form, and removed.
    await source.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "orders: Name" })).toBeVisible();
    await page.keyboard.press("ArrowRight");
    const [movedX = 0] = (await yaml()).picture["orders"] ?? [];
    expect(movedX).toBeGreaterThan(0);
    await page.getByLabel(/^sink sockets:/).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Delete");
    await expect(page.getByLabel(/^sink sockets:/)).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(page.getByLabel(/^sink sockets:/)).toBeVisible();
  });
});
