/** A Rust draft is work like any other: shared by link, brought in, reset, solved, undone, merged, handed in. */
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { ageDraft, chooseLanguage, open, saved, usePlainEditor, workbench, write } from "./journey.ts";

const DAY = "/week-01/day-3/";
const editor = (page: Page) => workbench(page).getByRole("textbox");

test.beforeEach(({ page }) => usePlainEditor(page));

test("a link carries Rust: shown beside one's Rust draft whatever the language, taken over only on a press, undone", async ({
  page,
  browser,
}) => {
  await open(page, DAY);
  await chooseLanguage(page, "Rust");
  await write(page, "pub fn shared() {}\n");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await workbench(page).getByRole("button", { name: "Share" }).click();
  await expect(page.getByText("Link copied.")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

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
  await shared.getByRole("button", { name: "Put it into my editor" }).click();
  await expect(editor(other)).toHaveValue("pub fn shared() {}\n");
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
  await expect(bring).toHaveAttribute("title", /no Rust of yours/);
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
  await expect(page.getByText("For gather and histogram it is your draft")).toBeVisible();
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
  await page.getByRole("button", { name: "Put it in the editor" }).click();
  await expect(editor(page)).toHaveValue(/poll_fn\(\|cx\|/);
  await workbench(page).getByRole("button", { name: "History" }).click();
  const history = page.getByRole("dialog");
  await expect(history.getByText("before the reset")).toBeVisible();
  await history.getByText("before the solution was put in").click();
  await history.getByRole("button", { name: "Bring this version back" }).click();
  await expect(editor(page)).toHaveValue("// mine in Rust\n");
  await chooseLanguage(page, "TypeScript");
  await expect(editor(page)).toHaveValue("// mine in TypeScript\n");
  await workbench(page).getByRole("button", { name: "History" }).click();
  await expect(page.getByRole("dialog").getByText("None yet.")).toBeVisible();
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
  await expect(page.getByText(/This exercise was changed since you began it/)).toBeVisible();
  await page.getByRole("button", { name: "Merge the new stub" }).click();
  await expect(editor(page)).toHaveValue(stub.replace('todo!("gather")', "mine()"));
  await expect(page.getByText(/This exercise was changed/)).toHaveCount(0);
  await workbench(page).getByRole("button", { name: "History" }).click();
  await expect(page.getByRole("dialog").getByText("before the new stub was merged in")).toBeVisible();
});
