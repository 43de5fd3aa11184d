/** Writing code: wrong, right, endless, broken, with the message for each. */
import { expect, test } from "@playwright/test";
import { open, run, saved, SEQUENTIAL, solution, usePlainEditor, workbench, write } from "./journey.ts";

test.describe("before the editor is there", () => {
  test("the stub is readable, and runs", async ({ page }) => {
    // Monaco never arrives.
    await page.route(/MonacoEditor|editor\.api/, (route) => route.abort());
    await open(page, "/week-01/day-3/");
    await expect(workbench(page).getByText("export function gather").first()).toBeVisible();
  });
});

test.describe("in the plain editor", () => {
  test.beforeEach(({ page }) => usePlainEditor(page));

  test("the stub reports todo", async ({ page }) => {
    await open(page, "/week-01/day-3/");
    await run(page);
    await expect(workbench(page).getByText(/todo/i).first()).toBeVisible();
  });

  test("a wrong gather: the check that fails says what happened; a right one passes", async ({ page }) => {
    await open(page, "/week-01/day-3/");
    await write(page, SEQUENTIAL);
    await run(page);
    const bench = workbench(page);
    await expect(bench.getByText(/fail/i).first()).toBeVisible();
    await expect(
      bench.getByText(/first poll polled child 0 \(Pending\), but not child 1/).first(),
    ).toBeVisible();
    await write(page, solution("gather"));
    await run(page);
    await expect(bench.getByText(/all \d+ checks pass|passed|every check passes/i).first()).toBeVisible();
    await saved(page);
    await page.reload();
    await expect(bench.getByRole("textbox")).toHaveValue(solution("gather"));
    await expect(page.getByRole("main").getByText(/^1 of \d+ tasks done$/)).toBeVisible();
  });

  test("an endless loop is killed, named, and the next run works", async ({ page }) => {
    await open(page, "/week-01/day-3/");
    await write(page, `export function gather() {\n  console.log("before the loop");\n  for (;;) {}\n}\n`);
    await run(page);
    const bench = workbench(page);
    await expect(bench.getByText(/never returned/).first()).toBeVisible();
    await expect(bench.getByText("before the loop").first()).toBeVisible();
    await write(page, solution("gather"));
    await run(page);
    await expect(bench.getByText(/all \d+ checks pass|passed|every check passes/i).first()).toBeVisible();
  });

  test("a syntax error is shown at its line, alone", async ({ page }) => {
    await open(page, "/week-01/day-3/");
    await write(page, `// one\n// two\nexport function gather( {\n`);
    await run(page);
    await expect(workbench(page).getByText(/^4:1$/).first()).toBeVisible();
    await expect(workbench(page).getByText(/not run/i)).toHaveCount(0);
  });

  test("what a learner throws is shown at their own line", async ({ page }) => {
    await open(page, "/week-01/day-3/");
    await write(
      page,
      `// one\n// two\nexport function gather(): never {\n  const missing = null as unknown as { x: number };\n  return missing.x as never;\n}\n`,
    );
    await run(page);
    await expect(
      workbench(page)
        .getByText(/line 5/i)
        .first(),
    ).toBeVisible();
  });

  test("a right Histogram passes", async ({ page }) => {
    await open(page, "/week-01/day-4/");
    await write(page, solution("histogram"));
    await run(page);
    await expect(
      workbench(page)
        .getByText(/all \d+ checks pass|passed|every check passes/i)
        .first(),
    ).toBeVisible();
  });

  test("reset is undone", async ({ page }) => {
    await open(page, "/week-01/day-3/");
    await write(page, "// mine, all mine\n");
    const bench = workbench(page);
    await bench.getByRole("button", { name: /Reset/ }).click();
    await expect(bench.getByRole("textbox")).not.toHaveValue(/mine, all mine/);
    await bench.getByRole("button", { name: "Undo" }).click();
    await expect(bench.getByRole("textbox")).toHaveValue("// mine, all mine\n");
  });

  test("Ctrl+Enter runs; Tab leaves the editor for a keyboard user", async ({ page }) => {
    await open(page, "/week-01/day-3/");
    const editor = workbench(page).getByRole("textbox");
    await editor.focus();
    await page.keyboard.press("Tab");
    await expect(editor).not.toBeFocused();
    await editor.focus();
    await page.keyboard.press("Control+Enter");
    await expect(workbench(page).getByText(/todo/i).first()).toBeVisible();
  });
});
