/** The explorer on its own page: Rust that runs, is refused, is named and kept; a run saved for a slide. */
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { NO_VIOLATIONS, open, saved, usePlainEditor, violationsInBothThemes } from "./journey.ts";

const PROGRAM = `use tokio::sync::mpsc;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, mut rx) = mpsc::channel(1);
    tokio::spawn(async move {
        for i in 0..3 {
            tx.send(i).await.unwrap();
        }
    });
    while let Some(value) = rx.recv().await {
        println!("got {value}");
    }
}
`;

const program = (page: Page) => page.getByRole("textbox", { name: /^Program in/ });

test("Rust is typed, runs, plays, is refused where it is, and is kept under its name", async ({ page }) => {
  await usePlainEditor(page);
  await open(page, "/explorer/");
  await expect(page.getByRole("radio", { name: "Rust" })).toBeChecked();
  await expect(program(page)).toHaveValue(/async fn main\(\)/);
  // The run of the gallery's program is there at once, and the line of each step is marked in its Rust.
  for (let i = 0; i < 5; i++) await page.getByRole("button", { name: "Step", exact: true }).click();
  await expect(page.locator("[data-highlighted]")).toContainText("tokio::spawn(body1(");
  await expect(page.getByRole("list", { name: "Where each task is" })).toContainText("0 line");

  // At a width between two pixels the picture still ends inside its frame.
  await page.setViewportSize({ width: 1024, height: 768 });
  const isInside = (canvas: HTMLCanvasElement) =>
    canvas.getBoundingClientRect().right <= canvas.parentElement!.getBoundingClientRect().right;
  await expect.poll(() => page.locator("canvas").evaluateAll((all) => all.length)).toBeGreaterThan(0);
  for (const canvas of await page.locator("canvas").all())
    await expect.poll(() => canvas.evaluate(isInside)).toBe(true);

  await page.getByRole("button", { name: "New program" }).click();
  await program(page).fill(PROGRAM);
  await program(page).press("Control+Enter");
  await expect(page.getByText(/^got 0\ngot 1\ngot 2$/)).toBeVisible();
  // It plays by itself.
  const slider = page.getByRole("slider");
  await expect(slider).not.toHaveValue("-1");
  await page.getByRole("button", { name: "To the end" }).click();
  await expect(page.getByText("The end: block_on returns.")).toBeVisible();
  await page.getByText("This step as a table").click();
  await expect(page.getByText(/^Order of polls so far/)).toContainText("main 0 ");

  await page.getByRole("textbox", { name: "Name of this program" }).fill("One at a time");
  await program(page).fill(PROGRAM.replace("mpsc::channel(1)", "mpsc::chanel(1)"));
  await program(page).press("Control+Enter");
  await expect(page.getByRole("button", { name: /^line 5, column \d+$/ })).toBeVisible();
  await expect(page.getByText(/rustc checks more than this page does/)).toBeVisible();
  await saved(page);
  await page.reload();
  await page.getByLabel("Program of the gallery").selectOption({ label: "One at a time" });
  await expect(program(page)).toHaveValue(/mpsc::chanel/);
  expect(await violationsInBothThemes(page)).toEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "Delete this program" }).click();
  await expect(page.getByRole("option", { name: "One at a time" })).toHaveCount(0);
});

test("a Playground address brings its program; a gist says what to do", async ({ page }) => {
  await usePlainEditor(page);
  await open(page, "/explorer/");
  await page.getByRole("button", { name: "New program" }).click();
  await program(page).fill(`https://play.rust-lang.org/?edition=2024&code=${encodeURIComponent(PROGRAM)}`);
  await expect(program(page)).toHaveValue(PROGRAM);
  await page.getByRole("button", { name: "New program" }).click();
  await program(page).fill("https://gist.github.com/somebody/0123456789abcdef");
  await expect(page.getByText(/fetches nothing from other sites/)).toBeVisible();
});

test("a step is saved as PNG and as SVG, and the run as a video", async ({ page }) => {
  await usePlainEditor(page);
  await open(page, "/explorer/");
  await page.getByRole("button", { name: "Next poll" }).click();
  await page.getByText("Save for a slide").click();
  const download = async (name: RegExp): Promise<Buffer> => {
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    return readFileSync(await (await coming).path());
  };
  const png = await download(/as PNG$/);
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(png.readUInt32BE(16)).toBe(2560);
  const svg = (await download(/as SVG$/)).toString();
  expect(svg).toContain("Three spawns from a task");
  expect(svg).not.toMatch(/oklch|NaN|undefined/);
  await page.getByLabel("Speed of playing").selectOption({ label: "brisk" });
  const video = await download(/^Run as video/);
  // The first bytes of a WebM file.
  expect([...video.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
});
