/** An exercise in Rust: both drafts kept, nothing sent before consent, the downloaded project, and runs on real rustc. */
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { canBuildChecks } from "../src/cli/cargo.ts";
import { startPlayground, type LocalPlayground } from "../tools/rust-playground.ts";
import {
  chooseLanguage,
  NO_VIOLATIONS,
  open,
  run,
  saved,
  usePlainEditor,
  violationsInBothThemes,
  workbench,
  write,
  SWEEP,
} from "./journey.ts";

const DAY = "/week-01/day-3/";
const CAPSTONE = "/week-01/capstone/";
const rustSolution = (): string => readFileSync("lessons/week-01/gather/solution.rs", "utf8");

test.beforeEach(({ page }) => usePlainEditor(page));

const card = (page: Page) => page.getByRole("region", { name: "Report card" });

async function takenHome(page: Page): Promise<{ name: string; text(path: string): string; paths: string[] }> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the project" }).click();
  const download = await downloading;
  const name = download.suggestedFilename();
  const files = unzipSync(readFileSync(await download.path()));
  const paths = Object.keys(files).map((path) => path.replace(/^[^/]*\//, ""));
  const text = (path: string): string =>
    new TextDecoder().decode(files[`${name.replace(".zip", "")}/${path}`] ?? new Uint8Array());
  return { name, text, paths };
}

/** Puts a file into the page as it would be dropped there. */
async function bringBack(page: Page, name: string, text: string): Promise<void> {
  await page.setInputFiles('input[aria-label="report.json or bench.json"]', {
    name,
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
}

const made = (name: string): string => readFileSync(`harness/fixtures/tokio/${name}`, "utf8");

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

test("nothing is sent before the learner consents; an outage is reported", async ({ page }) => {
  let sent = 0;
  await page.route("https://play.rust-lang.org/**", (route) => {
    sent += 1;
    return route.fulfill({ status: 502, headers: { "access-control-allow-origin": "*" }, body: "<html>" });
  });
  await open(page, DAY);
  await chooseLanguage(page, "Rust");
  await run(page);
  const question = page.getByRole("dialog", { name: "Send your Rust code to the Playground?" });
  await expect(question).toBeInViewport({ ratio: 1 });
  await question.getByRole("button", { name: "Not now" }).click();
  await expect(workbench(page).getByText("Rust needs your permission")).toBeVisible();
  await expect(workbench(page).getByText("Press Run to be asked again")).toBeVisible();
  await run(page);
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  expect(sent).toBe(0);
  await run(page);
  await question.getByRole("button", { name: "Allow and run" }).click();
  await expect(workbench(page).getByText("server error (502)")).toBeVisible();
  expect(sent).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Stop sending" }).click();
  await expect(page.getByRole("button", { name: "Allow the Playground" })).toBeVisible();
});

test("the downloaded project contains the learner's code and the checks", async ({ page }) => {
  await open(page, DAY);
  await chooseLanguage(page, "Rust");
  await write(page, "// mine\n");
  const project = await takenHome(page);
  expect(project.name).toBe("tokio-internals-gather.zip");
  expect(project.text("src/answer.rs")).toBe("// mine\n");
  expect(project.text("README.md")).toContain("cargo test");
  expect(project.text("tests/gather.rs")).toMatch(/CONTENT_HASH: &str = "[0-9a-f]{16}"/);
  expect(project.text("Cargo.lock")).toContain('name = "tokio"\nversion = "1.53.1"');
  expect(project.text("benches/spawn.rs")).toContain("learner::gather");
  expect(project.paths).not.toContain("tests/histogram.rs");
});

test("a report of cargo test is brought back together with its code", async ({ page }) => {
  await open(page, CAPSTONE);
  await chooseLanguage(page, "Rust");
  const [, hash = ""] =
    /CONTENT_HASH: &str = "(\w+)"/.exec((await takenHome(page)).text("tests/capstone.rs")) ?? [];
  // The fixture was written for the checks of its day.
  await bringBack(
    page,
    "report.json",
    made("report.json").replace(/"contentHash":"\w+"/, `"contentHash":"${hash}"`),
  );
  await expect(page.getByText(/Brought back: 41 of 41 checks pass/)).toBeVisible();
  await expect(workbench(page).getByText("All 41 checks pass")).toBeVisible();
  await expect(workbench(page).getByRole("textbox")).toHaveValue(/fn upper_bound_of/);
  await expect(card(page).getByText("Its checks pass, but nothing has been measured yet.")).toBeVisible();
});

test("measurements of cargo bench are shown beside the model's, and in the journal", async ({ page }) => {
  await open(page, CAPSTONE);
  await chooseLanguage(page, "Rust");
  await expect(card(page).getByText(/run cargo bench, and bring bench\.json back/)).toBeVisible();
  await page.route("**/assets/MeasuredDraft-*.js", (route) => route.abort());
  await bringBack(page, "bench.json", made("bench.json"));
  await expect(card(page).getByText("BENCH is at least that.")).toBeVisible();
  await expect(card(page).getByText("40.4×", { exact: true })).toBeVisible();
  await expect(card(page).getByText("BENCH (debug, current_thread)")).toBeVisible();
  await expect(page.getByText(/Brought back 4 measurements of real tokio/)).toBeVisible();
  const table = page.getByRole("table", { name: /Spawn and await, compared with await/ });
  for (const flavor of ["current_thread", "multi_thread"])
    for (const profile of ["debug", "release"])
      await expect(table.getByRole("rowheader", { name: `tokio, ${flavor}, ${profile}` })).toBeVisible();
  // The entry itself works without its draft.
  const notice = page.getByRole("alert").filter({ hasText: "The draft of your methodology could not be" });
  await expect(notice).toBeVisible();
  await expect(page.getByRole("button", { name: "Start from the template" })).toHaveCount(0);
  await page.unrouteAll();
  await notice.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("button", { name: "Fill in my measurements" }).click();
  const entry = page.getByRole("textbox", { name: "Methodology and findings" });
  await expect(entry).toHaveValue(/Machine: linux x86_64, Example Processor, 2 logical cores/);
  await expect(entry).toHaveValue(/tokio 1\.53\.1, rustc 1\.95\.0/);
  await expect(entry).toHaveValue(/- debug, multi_thread: spawn \/ inline = \d/);
  await expect(entry).toHaveValue(/as my Histogram reports them/);
  await saved(page);
  await open(page, "/journal/");
  await expect(page.getByText(/- release, current_thread: spawn \/ inline = \d/)).toBeVisible();
});

test("axe finds nothing on an exercise in Rust, in either theme", SWEEP, async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await open(page, DAY);
  await chooseLanguage(page, "Rust");
  await expect(page.getByRole("button", { name: "Allow the Playground" })).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual(NO_VIOLATIONS);
});

test("a file that is not a report on this exercise is refused", async ({ page }) => {
  await open(page, DAY);
  await chooseLanguage(page, "Rust");
  const report = JSON.stringify({ hello: "world" });
  await bringBack(page, "report.json", report);
  await expect(page.getByText("not a report.json or bench.json")).toBeVisible();
});

test.describe("with a toolchain", () => {
  let playground: LocalPlayground | undefined;

  test.beforeAll(async () => {
    test.skip(!(await canBuildChecks(process.cwd())), "skipped: no cargo");
    playground = await startPlayground();
  });
  test.afterAll(() => playground?.close());

  test("a right answer passes, an error is at the learner's line", async ({ page }) => {
    await page.route("https://play.rust-lang.org/execute", async (route) => {
      const url = `${playground?.origin}/execute`;
      await route.fulfill({ response: await route.fetch({ url, timeout: 120_000 }) });
    });
    await open(page, DAY);
    await chooseLanguage(page, "Rust");
    await page.getByRole("button", { name: "Allow the Playground" }).click();
    await write(page, rustSolution());
    await run(page);
    await expect(workbench(page).getByText("All 24 checks pass")).toBeVisible({ timeout: 120_000 });
    await write(page, "// one\npub fn gather() -> Missing {}\n");
    await run(page);
    const error = workbench(page)
      .getByText(/cannot find type `?Missing`?/)
      .first();
    await expect(error).toBeVisible({ timeout: 120_000 });

    // This exercise has checks of its own, and imports what those of Week 1 asked for.
    await open(page, "/where-it-goes/shutdown/");
    await chooseLanguage(page, "Rust");
    await write(page, readFileSync("lessons/where-it-goes/connections/solution.rs", "utf8"));
    await run(page);
    await expect(workbench(page).getByText("All 13 checks pass")).toBeVisible({ timeout: 120_000 });
  });
});
