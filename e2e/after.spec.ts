/** What is on the screen after Run and after Submit, at three sizes, without a scroll of the learner's own. */
import { expect, test, type Locator } from "@playwright/test";
import {
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
  SWEEP,
} from "./journey.ts";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

test.beforeEach(({ page }) => usePlainEditor(page));

/** Wholly inside what the reader sees, below the header. */
async function expectOnScreen(element: Locator): Promise<void> {
  await expect(element).toBeInViewport({ ratio: 0.99 });
  const box = (await element.boundingBox())!;
  expect(box.y).toBeGreaterThanOrEqual(52);
  // Nothing lies over it.
  const seen = await element.evaluate((node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    const hit = document.elementFromPoint(left + Math.min(width / 2, 40), top + height / 2);
    return hit !== null && (node.contains(hit) || hit.contains(node));
  });
  expect(seen).toBe(true);
}

/** In the middle of the screen, once no smooth scroll is under way that the typing began. */
async function centred(element: Locator): Promise<unknown> {
  await expect(async () => {
    await element.evaluate((node) => node.scrollIntoView({ block: "center", behavior: "instant" }));
    const before = await element.boundingBox();
    await element.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await element.boundingBox()).toEqual(before);
    await expect(element).toBeInViewport({ timeout: 1 });
  }).toPass();
  return element.boundingBox();
}

for (const viewport of SIZES) {
  test.describe(`at ${viewport.width} × ${viewport.height}`, viewport.width === 390 ? {} : SWEEP, () => {
    test.use({ viewport });

    test("after Run: verdict, first failure, its sentence and timeline; then one line and the ways on", async ({
      page,
    }) => {
      await open(page, "/week-01/day-3/");
      await write(page, SEQUENTIAL);
      const editor = workbench(page).getByRole("textbox");
      const results = workbench(page).getByRole("region", { name: "Results" });
      // The code is being read in the middle of the screen.
      const read = await centred(editor);
      await editor.press("Control+Enter");
      const first = results.getByRole("group", { name: "First failure: the first poll polls every child" });
      await expect(first).toBeVisible();
      expect(await editor.boundingBox()).toEqual(read);
      await expectOnScreen(results.getByText(/^\d+ of \d+ checks pass$/));
      await expectOnScreen(first.getByText("the first poll polls every child"));
      await expectOnScreen(first.getByText(/first poll polled child 0 \(Pending\), but not child 1/));
      await expectOnScreen(first.getByRole("slider", { name: "Step of the run" }));
      if (viewport.width < 620) await expectOnScreen(workbench(page).getByRole("button", { name: /^Run/ }));

      // One key leads there and back, and it is announced.
      await expect(results.getByRole("status")).toContainText(
        "Look first at: the first poll polls every child",
      );
      await expect(results.getByRole("status")).toContainText("F8");
      await page.keyboard.press("F8");
      await expect(first).toBeFocused();
      await page.keyboard.press("F8");
      await expect(editor).toBeFocused();

      // The others are folded; so is the first, if it is in the way.
      const others = workbench(page).getByText(/^\d+ other failures$/);
      await expect(workbench(page).getByRole("list", { name: /other failures/ })).toBeHidden();
      await others.click();
      await expect(workbench(page).getByRole("list", { name: /other failures/ })).toBeVisible();
      await results.getByRole("button", { name: "Fold the first failure" }).click();
      await expect(first).toHaveCount(0);
      await editor.focus();
      await page.keyboard.press("F8");
      await expect(first).toBeFocused();
      expect(await violationsInBothThemes(page, "[aria-label^='Workbench']")).toEqual(NO_VIOLATIONS);

      await write(page, solution("gather"));
      await run(page);
      await passes(page);
      await expectOnScreen(results.getByRole("button", { name: "Compare" }));
      await expectOnScreen(results.getByRole("button", { name: "Try in Rust" }));
      await expectOnScreen(results.getByRole("link", { name: "Day 4" }));
      await results.getByRole("button", { name: "Compare" }).click();
      await expect(
        page.getByRole("dialog").getByRole("button", { name: "Compare with mine" }),
      ).toHaveAttribute("aria-pressed", "true");
      await page.keyboard.press("Escape");

      // On a later visit the verdict alone is there.
      await page.reload();
      await expect(results.getByText(/All \d+ checks pass/)).toBeVisible();
    });

    test("after Submit: progress where the press was, and the chart while samples arrive", async ({
      page,
    }) => {
      await open(page, "/week-01/capstone/");
      await write(page, solution("capstone"));
      const panel = page.getByRole("region", { name: /^Measurement/ });
      await expect(panel.getByText("Nothing measured yet.")).toBeAttached();
      const submit = panel.getByRole("button", { name: "Submit", exact: true });
      // Low on the screen, where the end of the code left it.
      await submit.evaluate((node) => node.scrollIntoView({ block: "end", behavior: "instant" }));
      await submit.press("Enter");
      await expect(panel.getByText(/[1-9]\d* samples/).first()).toBeVisible();
      const cancel = panel.getByRole("button", { name: "Cancel" });
      await expect(cancel).toBeFocused();
      await expectOnScreen(cancel);
      await expectOnScreen(panel.getByRole("progressbar", { name: "Progress of the measurement" }));
      await expectOnScreen(panel.locator("canvas"));
      await expect(panel.getByText(/^So far, the median of|^Warming up:/)).toBeInViewport();
      await cancel.press("Enter");
      await expect(panel.getByText("Cancelled. Nothing was recorded.").first()).toBeVisible();
    });
  });
}
