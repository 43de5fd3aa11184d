/** An exercise in Rust: both drafts kept, nothing sent before a yes, the project taken home, and runs on real rustc. */
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { unzipSync } from "fflate";
import { canBuildChecks } from "../src/rust/cargo.ts";
import { startPlayground, type LocalPlayground } from "../tools/rust-playground.ts";
import { chooseLanguage, open, run, saved, usePlainEditor, workbench, write } from "./journey.ts";

const DAY = "/week-01/day-3/";
const rustSolution = (): string => readFileSync("lessons/week-01/gather/solution.rs", "utf8");

test.beforeEach(({ page }) => usePlainEditor(page));

test("both drafts are kept, and the choice is remembered", async ({ page }) => {
  await open(page, DAY);
  await write(page, "// in TypeScript\n");
  await chooseLanguage(page, "Rust");
  await expect(workbench(page).getByRole("textbox")).toHaveValue(/pub async fn gather/);
  await write(page, "// in Rust\n");
  await saved(page);
  await page.reload();
  await expect(workbench(page).getByRole("textbox")).toHaveValue("// in Rust\n");
  await chooseLanguage(page, "TypeScript");
  await expect(workbench(page).getByRole("textbox")).toHaveValue("// in TypeScript\n");
});

test("nothing is sent before the learner says yes; an outage is told", async ({ page }) => {
  let sent = 0;
  await page.route("https://play.rust-lang.org/**", (route) => {
    sent += 1;
    return route.fulfill({ status: 502, headers: { "access-control-allow-origin": "*" }, body: "<html>" });
  });
  await open(page, DAY);
  await chooseLanguage(page, "Rust");
  await run(page);
  await expect(workbench(page).getByText("Rust runs outside of this page")).toBeVisible();
  expect(sent).toBe(0);
  await page.getByRole("button", { name: "Allow the Playground" }).click();
  await run(page);
  await expect(workbench(page).getByText("it is in trouble (502)")).toBeVisible();
  expect(sent).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Stop sending" }).click();
  await expect(page.getByRole("button", { name: "Allow the Playground" })).toBeVisible();
});

test("the project taken home holds the learner's code and the checks", async ({ page }) => {
  await open(page, DAY);
  await chooseLanguage(page, "Rust");
  await write(page, "// mine\n");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Take the project home" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("tokio-internals-gather.zip");
  const files = unzipSync(readFileSync(await download.path()));
  const text = (path: string): string =>
    new TextDecoder().decode(files[`tokio-internals-gather/${path}`] ?? new Uint8Array());
  expect(text("src/answer.rs")).toBe("// mine\n");
  expect(text("README.md")).toContain("cargo test");
  expect(text("tests/gather.rs")).toMatch(/CONTENT_HASH: &str = "[0-9a-f]{16}"/);
  expect(text("Cargo.lock")).toContain('name = "tokio"\nversion = "1.53.1"');
  expect(Object.keys(files)).not.toContain("tokio-internals-gather/tests/histogram.rs");
});

for (const theme of ["light", "dark"] as const)
  test(`axe finds nothing on an exercise in Rust (${theme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await open(page, DAY);
    await chooseLanguage(page, "Rust");
    await expect(page.getByRole("button", { name: "Allow the Playground" })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target) }))).toEqual([]);
  });

test("a file that is no report of this exercise is refused", async ({ page }) => {
  await open(page, DAY);
  await chooseLanguage(page, "Rust");
  const report = JSON.stringify({ hello: "world" });
  await page.setInputFiles('input[aria-label="report.json or bench.json"]', {
    name: "report.json",
    mimeType: "application/json",
    buffer: Buffer.from(report),
  });
  await expect(page.getByText("neither a report.json nor a bench.json")).toBeVisible();
});

test.describe("with a toolchain", () => {
  let playground: LocalPlayground | undefined;

  test.beforeAll(async () => {
    test.setTimeout(600_000);
    test.skip(!(await canBuildChecks(process.cwd())), "skipped: no cargo");
    playground = await startPlayground();
  });
  test.afterAll(() => playground?.close());

  test("a right answer passes, an error stands at the learner's line", async ({ page }) => {
    test.setTimeout(240_000);
    await page.route("https://play.rust-lang.org/execute", async (route) => {
      const url = `${playground?.origin}/execute`;
      await route.fulfill({ response: await route.fetch({ url, timeout: 120_000 }) });
    });
    await open(page, DAY);
    await chooseLanguage(page, "Rust");
    await page.getByRole("button", { name: "Allow the Playground" }).click();
    await write(page, rustSolution());
    await run(page);
    await expect(workbench(page).getByText("All 23 checks pass")).toBeVisible({ timeout: 120_000 });
    await write(page, "// one\npub fn gather() -> Missing {}\n");
    await run(page);
    const error = workbench(page)
      .getByText(/cannot find type `?Missing`?/)
      .first();
    await expect(error).toBeVisible({ timeout: 120_000 });
  });
});
