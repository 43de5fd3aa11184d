/** Everything works with a Rust draft: sharing, bringing in, reset, solution, undo, merge, hand-in. */
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { unzipSync } from "fflate";
import {
  ageDraft,
  chooseLanguage,
  open,
  run,
  saved,
  solution,
  useEditor,
  usePlainEditor,
  violations,
  workbench,
  write,
  passes,
  shareLink,
} from "./journey.ts";

const DAY = "/week-01/day-3/";
const editor = (page: Page) => workbench(page).getByRole("textbox");

async function expectNoViolations(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
}

test.beforeEach(({ page }) => usePlainEditor(page));

test("a link with Rust: shown beside the Rust draft in either language, used only on a press, undone", async ({
  page,
  browser,
}) => {
  await open(page, DAY);
  await chooseLanguage(page, "Rust");
  await write(page, "pub fn shared() {}\n");
  const link = await shareLink(page);

  const other = await (await browser.newContext()).newPage();
  await usePlainEditor(other);
  await open(other, new URL(DAY, page.url()).href);
  await write(other, "// mine in TypeScript\n");
  await chooseLanguage(other, "Rust");
  await write(other, "// mine in Rust\n");
  await chooseLanguage(other, "TypeScript");
  await saved(other);
  await other.goto(link);
  await other.reload();
  const shared = other.getByRole("region", { name: "Code that came with the link" });
  await expect(shared.getByText("in Rust.")).toBeVisible();
  await expect(shared.getByText("pub fn shared() {}")).toBeVisible();
  await expect(shared.getByText("// mine in Rust")).toBeVisible();
  await expect(editor(other)).toHaveValue("// mine in TypeScript\n");
  await expect(workbench(other).getByText("Not run yet")).toBeVisible();
  await expectNoViolations(other);
  await shared.getByRole("button", { name: "Put it into my editor" }).click();
  await expect(editor(other)).toHaveValue("pub fn shared() {}\n");
  await expect(other.getByRole("button", { name: "Undo" })).toBeFocused();
  await other.getByRole("button", { name: "Undo" }).click();
  await expect(editor(other)).toHaveValue("// mine in TypeScript\n");
  await chooseLanguage(other, "Rust");
  await expect(editor(other)).toHaveValue("// mine in Rust\n");
  await other.context().close();
});

test("the capstone brings in the learner's own Rust, says what has not passed, and gives back what was there", async ({
  page,
}) => {
  await open(page, "/week-01/capstone/");
  await chooseLanguage(page, "Rust");
  const bring = workbench(page).getByRole("button", { name: "Bring in my code" });
  await expect(bring).toHaveAttribute("title", /haven’t written any Rust/);
  for (const [day, name] of [
    ["day-3", "gather"],
    ["day-4", "histogram"],
  ] as const) {
    await open(page, `/week-01/${day}/`);
    await write(page, readFileSync(`lessons/week-01/${name}/solution.rs`, "utf8"));
    await saved(page);
  }
  await open(page, "/week-01/capstone/");
  await write(page, "// before\n");
  await bring.click();
  await expect(editor(page)).toHaveValue(
    /^\/\/! Day 3.*\n\/\/!\n\/\/! Day 4.*\n\nuse std::future::\{poll_fn, Future\};/,
  );
  await expect(editor(page)).toHaveValue(/pub async fn gather[^]*pub struct Histogram/);
  await expect(page.getByText("For gather and histogram this is your draft")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(editor(page)).toHaveValue("// before\n");
});

test("solution, reset, undo and history keep to the Rust draft", async ({ page }) => {
  await open(page, DAY);
  await write(page, "// mine in TypeScript\n");
  await chooseLanguage(page, "Rust");
  await write(page, "// mine in Rust\n");
  await workbench(page).getByRole("button", { name: "Reset" }).click();
  await expect(editor(page)).toHaveValue(/^\/\/! Day 3[^]*todo!\("gather"\)/);
  await workbench(page).getByRole("button", { name: "Undo" }).click();
  await expect(editor(page)).toHaveValue("// mine in Rust\n");
  await workbench(page).getByRole("button", { name: "Solution" }).click();
  await page.getByRole("button", { name: "Show it anyway" }).click();
  await page.getByRole("button", { name: "Replace my code" }).click();
  await expect(editor(page)).toHaveValue(/poll_fn\(\|cx\|/);
  await workbench(page).getByRole("button", { name: "History" }).click();
  const history = page.getByRole("dialog");
  await expect(history.getByText("before the reset")).toBeVisible();
  await history.getByText("before the solution was put in").click();
  await history.getByRole("button", { name: "Restore this version" }).click();
  await expect(editor(page)).toHaveValue("// mine in Rust\n");
  await chooseLanguage(page, "TypeScript");
  await expect(editor(page)).toHaveValue("// mine in TypeScript\n");
  await workbench(page).getByRole("button", { name: "History" }).click();
  await expect(page.getByRole("dialog").getByText("None yet.")).toBeVisible();
});

test("the full editor is made again for the other language, and says nothing of errors", async ({
  browser,
  baseURL,
}) => {
  const page = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await useEditor(page, "full");
  await open(page, DAY);
  const lines = workbench(page).locator(".monaco-editor .view-lines");
  for (const [language, says] of [
    ["TypeScript", /import\s\{\stodo/],
    ["Rust", /use\sstd::future/],
    ["TypeScript", /import\s\{\stodo/],
  ] as const) {
    await chooseLanguage(page, language);
    await expect(lines).toContainText(says);
  }
  expect(errors).toEqual([]);
  await page.context().close();
});

test("a changed stub is merged into the Rust draft", async ({ page }) => {
  const stub = readFileSync("lessons/week-01/gather/stub.rs", "utf8");
  const older = stub.replace("//! Day 3", "//! Day 2");
  await open(page, DAY);
  await chooseLanguage(page, "Rust");
  await write(page, older.replace('todo!("gather")', "mine()"));
  await saved(page);
  await ageDraft(page, "week-01/gather#rust", older);
  await page.reload();
  await expect(page.getByText(/This exercise has changed since you began it/)).toBeVisible();
  await page.getByRole("button", { name: "Merge the new stub" }).click();
  await expect(editor(page)).toHaveValue(stub.replace('todo!("gather")', "mine()"));
  await expect(page.getByText(/This exercise has changed/)).toHaveCount(0);
  await workbench(page).getByRole("button", { name: "History" }).click();
  await expect(page.getByRole("dialog").getByText("before the new stub was merged in")).toBeVisible();
});

test("a hand-in holds the Rust answer with the report that was brought back; the instructor sees a claim, and nothing runs it", async ({
  page,
  browser,
}) => {
  await open(page, DAY);
  await write(page, solution("gather"));
  await run(page);
  await passes(page);
  await chooseLanguage(page, "Rust");
  const code = "pub fn gather() { /* claims to be right */ }\n";
  await page.setInputFiles('input[aria-label="report.json or bench.json"]', {
    name: "report.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify({ report: await passingReport(page), answer: code })),
  });
  await expect(page.getByText("Brought back: 1 of 1 checks pass.")).toBeVisible();
  await expect(editor(page)).toHaveValue(code);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(editor(page)).toHaveValue(/todo!\("gather"\)/);
  await open(page, "/week-01/day-4/");
  await write(page, "// never run\n");
  await saved(page);

  await open(page, "/journal/");
  await expect(page.getByText("In Rust, 1 of 1 checks pass (tokio 1.53.1).")).toBeVisible();
  await open(page, "/week-01/capstone/");
  const contents = page.getByRole("list", { name: "Code in the hand-in" });
  await expect(contents.getByText("week-01/gather in Rust: 1 of 1 checks pass")).toBeVisible();
  await expect(contents.getByText("week-01/histogram in Rust: a draft, never checked")).toBeVisible();
  await page.getByLabel("Your name, for the hand-in").fill("A learner");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the hand-in" }).click();
  const file = readFileSync(await (await download).path());

  const instructor = await (await browser.newContext()).newPage();
  let sent = 0;
  await instructor.route("https://play.rust-lang.org/**", (route) => {
    sent += 1;
    return route.abort();
  });
  await instructor.addInitScript(() =>
    localStorage.setItem("tokio-internals/settings", JSON.stringify({ playground: true, language: "rust" })),
  );
  await open(instructor, new URL("/regrade/", page.url()).href);
  await instructor.getByLabel("Hand-ins", { exact: true }).setInputFiles([
    { name: "a.json", mimeType: "application/json", buffer: file },
    {
      name: "b.json",
      mimeType: "application/json",
      buffer: Buffer.from(file.toString().replace("claims to be", "is")),
    },
  ]);
  await expect(instructor.getByText("2 of 2 graded")).toBeVisible();
  const row = (name: RegExp) => instructor.getByRole("row", { name });
  await expect(row(/^a\.json A learner week-01\/gather TypeScript .* as claimed/)).toBeVisible();
  await expect(
    row(/^a\.json A learner week-01\/gather Rust 1\/1 not re-run claimed, not re-run: Rust/),
  ).toBeVisible();
  await expect(row(/^a\.json A learner week-01\/histogram Rust nothing not re-run/)).toBeVisible();
  // Three answers, and the two exercises that were not handed in: the capstone, and the ConnectionManager.
  await expect(row(/^b\.json .* the file was changed after it was saved/)).toHaveCount(5);
  await instructor.getByText("A learner: week-01/gather").first().click();
  await expect(instructor.getByText("claims to be right")).toBeVisible();
  await expectNoViolations(instructor);
  expect(sent).toBe(0);
  await instructor.context().close();
});

/** As the downloaded project would write it, for these checks. */
async function passingReport(page: Page) {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the project" }).click();
  const files = unzipSync(readFileSync(await (await downloading).path()));
  const glue = new TextDecoder().decode(files["tokio-internals-gather/tests/gather.rs"]);
  return {
    version: 1,
    exercise: "week-01/gather",
    contentHash: /CONTENT_HASH: &str = "([0-9a-f]{16})"/.exec(glue)?.[1],
    harnessVersion: "1.0.0",
    passed: true,
    checks: [{ id: "lazy", title: "nothing is polled before gather is", status: "pass", message: "" }],
    logs: [],
    logsDropped: 0,
    environment: { engine: "tokio 1.53.1" },
  };
}
