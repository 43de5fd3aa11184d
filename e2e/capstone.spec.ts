/** The capstone from one's own code to the report card with BENCH on the chart. */
import { expect, test } from "@playwright/test";
import { open, run, saved, solution, usePlainEditor, workbench, write } from "./journey.ts";

test.beforeEach(({ page }) => usePlainEditor(page));
test.describe.configure({ mode: "serial" });

const report = (page: import("@playwright/test").Page) => page.getByRole("region", { name: "Report card" });

test("bring in the code of both days, submit, read the card, write the method, mark done", async ({
  page,
}) => {
  test.setTimeout(120_000);
  for (const [day, name] of [
    ["day-3", "gather"],
    ["day-4", "histogram"],
  ] as const) {
    await open(page, `/week-01/${day}/`);
    await write(page, solution(name));
    await run(page);
    await expect(
      workbench(page)
        .getByText(/All \d+ checks pass/)
        .first(),
    ).toBeVisible();
  }
  await open(page, "/week-01/capstone/");
  await workbench(page).getByRole("button", { name: "Bring in my code" }).click();
  await expect(workbench(page).getByRole("textbox")).toHaveValue(
    /export function gather[\s\S]*export class Histogram/,
  );

  await page.getByRole("button", { name: "Submit" }).click();
  await expect(
    workbench(page)
      .getByText(/All \d+ checks pass/)
      .first(),
  ).toBeVisible();
  const panel = page.getByRole("region", { name: /^Measurement/ });
  await expect(panel.getByRole("button", { name: "Cancel" })).toBeVisible();
  await expect(panel.getByText(/\d+ samples/).first()).toBeVisible({ timeout: 30_000 });
  await expect(panel.getByRole("button", { name: "Measure again" })).toBeVisible({ timeout: 60_000 });

  const card = report(page);
  await expect(
    card.getByText(/p99 inline \d+ ns, spawned \d+ ns, as your own Histogram reports them/),
  ).toBeVisible();
  // A busy machine may make it too noisy to record; the card then says so instead of a number.
  await expect(card.getByText(/BENCH \d+\.\d\d|BENCH was not recorded: /).first()).toBeVisible();
  await expect(panel.getByRole("table").first()).toBeVisible();

  await page.getByRole("button", { name: "Start from what was measured" }).click();
  const entry = page.getByRole("textbox", { name: /Methodology/i });
  await expect(entry).toHaveValue(/Machine: .*\nEngine: Chromium/);
  await expect(card.getByText(/leaves “What I expected” open/)).toBeVisible();
  const draft = await entry.inputValue();
  await entry.fill(
    draft.replace("What I expected:", "What I expected: ten.").replace("and why:", "and why: the queue."),
  );
  await expect(card.getByText("It is in your journal.")).toBeVisible();
  await page.getByRole("button", { name: /^Mark Capstone done/ }).click();
  await saved(page);
  await page.reload();
  await expect(page.getByText("Capstone is marked done")).toBeVisible();
  await expect(card.getByText(/\d of 3 targets met/)).toBeVisible();
});

test("a submission that fails a check is not measured", async ({ page }) => {
  await open(page, "/week-01/capstone/");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Not every check passes yet; nothing was measured.")).toBeVisible();
  await expect(
    page
      .getByRole("region", { name: /^Measurement/ })
      .getByRole("button", { name: /^(Measure|Measure again|Cancel)$/ }),
  ).toHaveCount(0);
});

test("a measurement can be cancelled and begun again", async ({ page }) => {
  await open(page, "/week-01/capstone/");
  await write(page, solution("capstone"));
  await page.getByRole("button", { name: "Submit" }).click();
  const panel = page.getByRole("region", { name: /^Measurement/ });
  await panel.getByRole("button", { name: "Cancel" }).click({ timeout: 30_000 });
  await expect(panel.getByRole("button", { name: /^(Measure|Measure again)$/ })).toBeVisible();
  await panel.getByRole("button", { name: /^(Measure|Measure again)$/ }).click();
  await expect(panel.getByText(/\d+ samples/).first()).toBeVisible({ timeout: 30_000 });
});
