/** Every page in both themes: no accessibility violation, nothing in the console. At three widths: still.spec.ts. */
import { expect, test } from "@playwright/test";
import { NO_VIOLATIONS, open, PAGES, violationsInBothThemes, workbench, SWEEP } from "./journey.ts";

const MAIN = ["/", "/week-01/day-1/", "/week-01/capstone/"];

for (const path of PAGES)
  test(`axe finds nothing on ${path}, in both themes`, MAIN.includes(path) ? {} : SWEEP, async ({ page }) => {
    const said: string[] = [];
    page.on(
      "console",
      (message) => message.type() === "error" && !/404/.test(message.text()) && said.push(message.text()),
    );
    page.on("pageerror", (error) => said.push(String(error)));
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await open(page, path);
    await page.waitForLoadState("networkidle");
    expect(await violationsInBothThemes(page)).toEqual(NO_VIOLATIONS);
    expect(said).toEqual([]);
  });

test("a window made narrow does not scroll sideways, editor and all", async ({ page }) => {
  for (const path of ["/week-01/day-3/", "/week-01/capstone/"]) {
    await page.setViewportSize({ width: 1400, height: 844 });
    await open(page, path);
    const editor = page.locator(".monaco-editor").first();
    await workbench(page).scrollIntoViewIfNeeded();
    await expect(editor).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expect
      .poll(() =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      )
      .toBeLessThanOrEqual(0);
  }
});

test("a text lesson asks for no editor, no compiler and no chart; the capstone for none until its reader comes near", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const of = (what: RegExp) => asked.filter((url) => what.test(url));
  const forCode = [/MonacoEditor|editor\.api|ts\.worker/, /esbuild.*\.wasm/, /\/debug-.*\.js/];
  await open(page, "/week-01/day-1/");
  await page.waitForLoadState("networkidle");
  for (const what of [...forCode, /recharts|Chart/]) expect(of(what)).toEqual([]);

  await open(page, "/week-01/capstone/");
  await expect(workbench(page)).toBeAttached();
  await page.waitForLoadState("networkidle");
  for (const what of forCode) expect(of(what)).toEqual([]);
  await workbench(page).scrollIntoViewIfNeeded();
  for (const what of forCode) await expect.poll(() => of(what)).not.toEqual([]);
});

test("the theme is chosen, kept, and there before the first paint", async ({ page }) => {
  await open(page, "/");
  await page.getByRole("button", { name: /^Theme: system/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload({ waitUntil: "commit" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
