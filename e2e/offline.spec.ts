/** Offline: one visit with a network, everything after it without. */
import { expect, test } from "@playwright/test";
import { open, passes, run, saved, solution, usePlainEditor, write } from "./journey.ts";

test.use({ serviceWorkers: "allow" });

test("after one visit everything works without a network, running code included", async ({
  page,
  context,
}) => {
  await usePlainEditor(page);
  await open(page, "/");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(async () => {
    const cached = await caches.keys();
    const entries = await Promise.all(
      cached.map(async (name) => (await (await caches.open(name)).keys()).length),
    );
    return entries.some((count) => count > 50);
  });
  await context.setOffline(true);
  await page.goto("/week-01/day-3/");
  await write(page, solution("gather"));
  await run(page);
  await passes(page);
  await saved(page);
  await page.goto("/settings/");
  await page.getByRole("link", { name: "Third-party licences" }).click();
  await expect(page.getByRole("heading", { name: "Third-party licences" })).toBeVisible();
  await page.getByText("Third-party notices of monaco-editor").click();
  await expect(page.getByText("THIRD-PARTY SOFTWARE NOTICES AND INFORMATION")).toBeVisible();
});
