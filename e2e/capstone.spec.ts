/** The capstone, from the learner's code to the report card with BENCH on the chart. */
import { readFileSync } from "node:fs";
import { expect, test, type Locator, type Page } from "@playwright/test";
import {
  chooseLanguage,
  importRecords,
  open,
  run,
  saved,
  solution,
  usePlainEditor,
  passes,
  violations,
  workbench,
  write,
  SWEEP,
} from "./journey.ts";

test.beforeEach(({ page }) => usePlainEditor(page));
test.describe.configure({ mode: "serial" });

const report = (page: Page) => page.getByRole("region", { name: "Report card" });
const measurement = (page: Page) => page.getByRole("region", { name: /^Measurement/ });
const openMethod = (page: Page) => measurement(page).getByText("Method and data", { exact: true }).click();
const guess = (page: Page, name: RegExp) => measurement(page).getByRole("slider", { name });

async function dragBy(page: Page, handle: Locator, px: number): Promise<void> {
  await handle.scrollIntoViewIfNeeded();
  const box = (await handle.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + px, y + 30, { steps: 5 });
  await page.mouse.up();
}

test("the guess is dragged on the chart, or moved by keys, and kept", async ({ page }) => {
  await open(page, "/week-01/capstone/");
  const [ratio, spawn, inline] = [/ratio/, /p99 of spawn/, /p99 of inline/].map((name) => guess(page, name));
  await expect(spawn!).toHaveAttribute("aria-valuetext", "not said yet; waits at 200 ns");
  await dragBy(page, spawn!, 80);
  const dragged = Number(await spawn!.getAttribute("aria-valuenow"));
  expect(dragged).toBeGreaterThan(200);
  await expect(spawn!).toHaveAttribute("aria-valuetext", /^\d+(\.\d+)? (ns|µs)$/);
  await expect(inline!).toHaveAttribute("aria-valuetext", /^not said yet/);

  await ratio!.focus();
  await page.keyboard.press("Home");
  await expect(ratio!).toHaveAttribute("aria-valuetext", "1×");
  await page.keyboard.press("ArrowRight");
  await expect(ratio!).toHaveAttribute("aria-valuetext", "1.1×");
  await page.keyboard.press("PageUp");
  await expect(ratio!).toHaveAttribute("aria-valuetext", "2×");
  await expect(
    measurement(page).getByText(/^You expect: ratio, spawn to inline 2×, p99 of spawn/),
  ).toBeVisible();

  await saved(page);
  await page.reload();
  await expect(ratio!).toHaveAttribute("aria-valuetext", "2×");
  await expect(spawn!).toHaveAttribute("aria-valuenow", String(dragged));
  await expect(inline!).toHaveAttribute("aria-valuetext", /^not said yet/);
  expect(await violations(page, '[aria-label^="Measurement"]')).toEqual([]);
});

test.describe("with a finger, on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  /** Blocks above it still find their height, so where it is scrolled to once it may not be. */
  const inTheMiddle = (handle: Locator) =>
    expect(async () => {
      await handle.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
      const { y } = (await handle.boundingBox())!;
      await handle.page().waitForTimeout(200);
      expect((await handle.boundingBox())!.y).toBe(y);
      expect(y).toBeGreaterThan(300);
    }).toPass();

  /** A finger set down on the handle, moved in steps and lifted, as the browser's own input would have it. */
  async function swipe(page: Page, handle: Locator, dx: number, dy: number): Promise<void> {
    await inTheMiddle(handle);
    const box = (await handle.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const cdp = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", at: { x: number; y: number }[]) =>
      cdp.send("Input.dispatchTouchEvent", { type, touchPoints: at });
    await touch("touchStart", [{ x, y }]);
    for (let step = 1; step <= 8; step++)
      await touch("touchMove", [{ x: x + (dx * step) / 8, y: y + (dy * step) / 8 }]);
    await touch("touchEnd", []);
  }

  test("a guess is dragged sideways; up and down scrolls the page", async ({ page }) => {
    await open(page, "/week-01/capstone/");
    const spawn = guess(page, /p99 of spawn/);
    await swipe(page, spawn, 60, 4);
    await expect(spawn).toHaveAttribute("aria-valuetext", /^\d+(\.\d+)? (ns|µs)$/);
    const dragged = await spawn.getAttribute("aria-valuenow");
    expect(Number(dragged)).toBeGreaterThan(200);

    await inTheMiddle(spawn);
    const before = await page.evaluate(() => scrollY);
    await swipe(page, spawn, 0, -160);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 60);
    await expect(spawn).toHaveAttribute("aria-valuenow", dragged!);
  });
});

/** A measurement on tokio and on the model, as an earlier submission left it. */
const KEPT = {
  at: 1_790_000_000_000,
  bench: JSON.parse(readFileSync("harness/fixtures/benches/both-engines.json", "utf8")) as object,
};

test("the code of both days, submitted and cancelled; the measurement before it is read, told and marked done", async ({
  page,
}) => {
  for (const [day, name] of [
    ["day-3", "gather"],
    ["day-4", "histogram"],
  ] as const) {
    await open(page, `/week-01/${day}/`);
    await write(page, solution(name));
    await run(page);
    await passes(page);
  }
  await open(page, "/week-01/capstone/");
  await guess(page, /ratio/).press("PageUp");
  await saved(page);
  await importRecords(page, [
    { key: `bench:week-01/capstone/${KEPT.at}`, rev: 1, savedAt: KEPT.at, value: KEPT },
  ]);
  await open(page, "/week-01/capstone/");
  await workbench(page).getByRole("button", { name: "Bring in my code" }).click();
  await expect(workbench(page).getByRole("textbox")).toHaveValue(
    /export function gather[\s\S]*export class Histogram/,
  );

  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await passes(page);
  const panel = measurement(page);
  await expect(panel.getByRole("button", { name: "Cancel" })).toBeVisible();
  await expect(panel.getByText(/\d+ samples/).first()).toBeVisible();
  // It goes on while one reads elsewhere, and is there when one comes back.
  await page
    .getByRole("link", { name: /^Day 6/ })
    .first()
    .click();
  await expect(page.getByText("The capstone is being measured.")).toBeVisible();
  await page.getByRole("link", { name: "See it" }).click();
  await panel.getByRole("button", { name: "Cancel" }).click();

  await expect(panel.getByText(/^You guessed 3\.6×: [\d.]+ times too low\.$/)).toBeVisible();
  // The number stands once, and so does what it is made of.
  await expect(panel.getByText("24.7×", { exact: true })).toBeVisible();
  await expect(
    panel.getByText(/^95 % interval 23\.8× to 25\.7×, on real tokio 1\.53\.1, debug/),
  ).toBeVisible();
  await expect(panel.getByRole("figure").getByText("24.7×", { exact: true })).toHaveCount(0);
  await expect(report(page).getByText("24.7×")).toHaveCount(0);
  const made = panel.getByRole("region", { name: /^What one spawn of .* is made of/ });
  await expect(made.getByRole("listitem").filter({ hasText: /^Waiting for it \d+ %/ })).toBeVisible();

  const card = report(page);
  await expect(card.getByText(/p99 inline .+, spawned .+, reported by your own Histogram/)).toBeVisible();
  await expect(card.getByText("BENCH is at least that.")).toBeVisible();
  await page.getByRole("button", { name: "Fill in my measurements" }).click();
  const entry = page.getByRole("textbox", { name: /Methodology/i });
  await expect(entry).toHaveValue(/Tokio itself, .* \(tokio 1\.53\.1, rustc [\d.]+, wasm32-wasip1\)/);
  await expect(entry).toHaveValue(/What I expected: ratio, spawn to inline 3\.6×\n/);
  await expect(card.getByText("The entry has no text after “What I found, and why”.")).toBeVisible();
  const draft = await entry.inputValue();
  await entry.fill(draft.replace("and why:", "and why: the queue."));
  await expect(card.getByText("It is in your journal.")).toBeVisible();
  await page.getByRole("button", { name: /^Mark Capstone done/ }).click();
  await saved(page);
  await page.reload();
  await expect(page.getByText("Capstone is marked done")).toBeVisible();
  await expect(card.getByText(/\d of 3 targets met/)).toBeVisible();
});

test(
  "measured to the end: the result beside the guess, its method, its picture and its chart",
  SWEEP,
  async ({ page }) => {
    await open(page, "/week-01/capstone/");
    await write(page, solution("capstone"));
    await guess(page, /ratio/).press("PageUp");
    await page.getByRole("button", { name: "Submit", exact: true }).click();
    await passes(page);
    const panel = measurement(page);
    await expect(panel.getByRole("button", { name: "Measure again" })).toBeVisible({
      // Four builds, on a machine with other things to do.
      timeout: 420_000,
    });

    // Too late to expect anything else; it is held against what came, unless that was too noisy.
    await expect(guess(page, /./)).toHaveCount(0);
    // A busy machine may make it too noisy to record; the page then says so instead of a number.
    const ending = panel.getByText(
      /^You guessed 3\.6×: (within a tenth|[\d.]+ times too (low|high))\.$|^Not recorded: too noisy$/,
    );
    await expect(ending).toBeVisible();
    if ((await ending.textContent())!.startsWith("You")) {
      // The number stands once, and so does what it is made of.
      const number = panel.getByText(/^[\d.]+×$/);
      const ratio = (await number.first().textContent())!;
      await expect(panel.getByRole("figure").getByText(ratio, { exact: true })).toHaveCount(0);
      await expect(report(page).getByText(ratio)).toHaveCount(0);
      await expect(
        panel.getByText(/^95 % interval [\d.]+× to [\d.]+×, on real tokio 1\.53\.1, debug/),
      ).toBeVisible();
      const made = panel.getByRole("region", { name: /^What one spawn of .* is made of/ });
      await expect(made.getByRole("listitem").filter({ hasText: /^Waiting for it \d+ %/ })).toBeVisible();
      // A card to show: a picture of 1200 × 630, as its header says.
      const picture = page.waitForEvent("download");
      await panel.getByRole("button", { name: "Share this result" }).click();
      const png = readFileSync(await (await picture).path());
      expect([png.toString("latin1", 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
        "PNG",
        1200,
        630,
      ]);
      await expect(
        panel.getByText(/^(Copied as a picture, and s|S)aved as what-a-spawn-costs\.png\.$/),
      ).toBeVisible();
    }

    const card = report(page);
    await expect(card.getByText(/p99 inline .+, spawned .+, reported by your own Histogram/)).toBeVisible();
    await expect(card.getByText(/BENCH is at least that\.|BENCH was not recorded: /)).toBeVisible();
    await openMethod(page);
    await expect(panel.getByRole("table").first()).toBeVisible();
    // On tokio itself, in both of its builds, and on the model.
    await expect(panel.getByRole("radio", { name: /^Real tokio, debug/ })).toBeChecked();
    for (const name of [/^Real tokio, release/, /^Model, debug/, /^Model, release/])
      await expect(panel.getByRole("radio", { name })).not.toHaveAccessibleName(/not measured/);
    await expect(panel.getByText(/^tokio 1\.53\.1, rustc [\d.]+, wasm32-wasip1\./)).toBeVisible();
    await expect(panel.getByText(/^tokio 1\.53\.1, rustc [\d.]+, wasm32-wasip1$/)).toBeVisible();

    // At rest it is Recharts': its keys read the histograms bin by bin, and it is what is saved.
    await panel.getByRole("application", { name: "Histogram of ns per operation" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(panel.locator(".recharts-tooltip-wrapper")).toContainText(
      /ns to .* ns.*inline: [\d.]+ % of its batches/,
    );
    await expect(panel.locator("canvas")).toHaveCount(0);
    const download = page.waitForEvent("download");
    await panel.getByRole("button", { name: "SVG", exact: true }).click();
    const svg = readFileSync(await (await download).path(), "utf8");
    for (const words of [
      "inline p50",
      "100 ns",
      "0 %",
      "Spawn against inline: ",
      "real tokio 1.53.1",
      "localhost:",
    ])
      expect(svg).toContain(words);
    expect(svg).toMatch(/@font-face\{font-family:"Inter Variable".*data:font\/woff2/);

    await page.getByRole("button", { name: "Fill in my measurements" }).click();
    const entry = page.getByRole("textbox", { name: /Methodology/i });
    await expect(entry).toHaveValue(/Machine: .*\nEngine: [A-Z][\w ]* \d+/);
  },
);

test(
  "where tokio's modules do not arrive, BENCH is the model's, and the card says so",
  SWEEP,
  async ({ page }) => {
    await page.route("**/tokio/*.wasm", (route) => route.fulfill({ status: 404 }));
    await open(page, "/week-01/capstone/");
    await write(page, solution("capstone"));
    await page.getByRole("button", { name: "Submit", exact: true }).click();
    const panel = measurement(page);
    await expect(panel.getByRole("button", { name: "Measure again" })).toBeVisible({ timeout: 420_000 });
    await openMethod(page);
    await expect(panel.getByText(/so BENCH is the model’s: Real tokio could not be loaded/)).toBeVisible();
    await expect(panel.getByRole("radio", { name: /^Model, debug/ })).toBeChecked();
    await expect(panel.getByText(/Tokio itself could not be measured in this browser/)).toBeVisible();
    await expect(panel.getByText("the model of tokio 1.53.1")).toBeVisible();
  },
);

test("a submission that fails a check is not measured", async ({ page }) => {
  await open(page, "/week-01/capstone/");
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(page.getByText("Some checks fail, so nothing was measured.")).toBeVisible();
  await expect(
    page
      .getByRole("region", { name: /^Measurement/ })
      .getByRole("button", { name: /^(Measure|Measure again|Cancel)$/ }),
  ).toHaveCount(0);
});

/** The share of the chart's pixels that are neither see-through nor grey: histograms and rails. */
const colourOn = (canvas: Locator) =>
  canvas.evaluate(async (element) => {
    const picture = await createImageBitmap(element as HTMLCanvasElement);
    const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d")!;
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    let coloured = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [red, green, blue] = data.subarray(at, at + 3);
      if (data[at + 3]! > 0 && Math.max(red!, green!, blue!) - Math.min(red!, green!, blue!) > 40) coloured++;
    }
    return (4 * coloured) / data.length;
  });

for (const painter of ["a worker", "the page, when its worker does not come"]) {
  test(
    `samples are painted as they arrive, by ${painter}`,
    painter === "a worker" ? {} : SWEEP,
    async ({ page }) => {
      const asked: string[] = [];
      await page.route(/painter[^/]*\.js/, (route) => {
        asked.push(route.request().url());
        return painter === "a worker" ? route.continue() : route.abort();
      });
      await open(page, "/week-01/capstone/");
      await write(page, solution("capstone"));
      await page.getByRole("button", { name: "Submit", exact: true }).click();
      const panel = measurement(page);
      await expect(panel.getByText(/\d+ samples/).first()).toBeVisible();
      await expect.poll(() => colourOn(panel.locator("canvas"))).toBeGreaterThan(0.003);
      expect(asked).toHaveLength(1);
      // The page cannot paint on a canvas that is a worker's.
      const taken = await panel.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
        try {
          return canvas.getContext("2d") === null;
        } catch {
          return true;
        }
      });
      expect(taken).toBe(painter === "a worker");
      await panel.getByRole("button", { name: "Cancel" }).click();
      await expect(panel.locator("canvas")).toHaveCount(0);
    },
  );
}

test("a measurement can be cancelled and begun again", async ({ page }) => {
  await open(page, "/week-01/capstone/");
  await write(page, solution("capstone"));
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  const panel = measurement(page);
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(panel.getByRole("button", { name: /^(Measure|Measure again)$/ })).toBeVisible();
  await panel.getByRole("button", { name: /^(Measure|Measure again)$/ }).click();
  await expect(panel.getByText(/\d+ samples/).first()).toBeVisible();
});

test("real tokio's series are drawn on the chart, listed in its table and saved with it", async ({
  page,
}) => {
  await open(page, "/week-01/capstone/");
  await chooseLanguage(page, "Rust");
  await page.setInputFiles('input[aria-label="report.json or bench.json"]', {
    name: "bench.json",
    mimeType: "application/json",
    buffer: readFileSync("harness/fixtures/tokio/bench.json"),
  });
  await expect(page.getByText(/Brought back 4 measurements/)).toBeVisible();
  await chooseLanguage(page, "TypeScript");

  const panel = measurement(page);
  await openMethod(page);
  const drawing = panel.locator("svg.recharts-surface");
  const table = panel.getByRole("table", { name: /Time of one operation/ });
  const series = (name: string) => panel.getByRole("checkbox", { name });
  await expect(series("tokio, current_thread, debug")).toBeChecked();
  await expect(series("tokio, current_thread, release")).not.toBeChecked();
  await expect(drawing.getByText(/^tokio, current_thread, debug: [\d.]+×$/)).toBeVisible();
  await expect(table.getByRole("rowheader", { name: "tokio, multi_thread, debug" })).toBeVisible();

  await series("tokio, current_thread, release").check();
  await series("tokio, multi_thread, debug").uncheck();
  await expect(drawing.getByText(/^tokio, current_thread, release: /)).toBeVisible();
  await expect(drawing.getByText(/^tokio, multi_thread, debug/)).toHaveCount(0);
  await expect(table.getByRole("rowheader", { name: "tokio, multi_thread, debug" })).toHaveCount(0);

  const download = page.waitForEvent("download");
  await panel.getByRole("button", { name: "CSV of quantiles" }).click();
  const csv = readFileSync(await (await download).path(), "utf8");
  expect(csv).toContain('"tokio, current_thread, release",1.53.1,1.95.0,spawn,');
  expect(csv).not.toContain("multi_thread");
});
