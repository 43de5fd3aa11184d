/** Addresses and links changed by other programs: each reaches its page or says why not. */
import { expect, test } from "@playwright/test";
import { encodeShared } from "../src/features/exercise/share/link.ts";
import { open, usePlainEditor, workbench } from "./journey.ts";

test.beforeEach(({ page }) => usePlainEditor(page));

const encoded = encodeShared({
  exercise: "week-01/gather",
  language: "typescript",
  code: "export const sent = 1;\n",
});
const LINK = encoded.ok ? encoded.fragment : "";

for (const address of [
  "/week-01/day-3",
  "/week-01/day-3/index.html",
  "/WEEK-01/Day-3/",
  "/week-01//day-3/",
  "/week-01/day%2D3/?utm_source=mail",
  "/week-01/day-3/).",
])
  test(`${address} is Day 3`, async ({ page }) => {
    await open(page, address);
    await expect(page.getByRole("link", { name: /^Day 3/ })).toHaveAttribute("aria-current", "page");
    expect(new URL(page.url()).pathname).toBe("/week-01/day-3/");
  });

test("the week has a page of its own, which the home page links", async ({ page }) => {
  await open(page, "/");
  const link = page.getByRole("heading", { level: 2 }).getByRole("link").first();
  const title = await link.textContent();
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: title ?? "" })).toBeFocused();
  await page.goto("/week-01");
  await expect(page.getByRole("heading", { level: 1, name: title ?? "" })).toBeVisible();
  await page
    .getByRole("main")
    .getByRole("link", { name: /^Day 1/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/week-01\/day-1\/$/);
});

test("a link with code opens at its exercise, whatever page it was attached to", async ({ page }) => {
  const shared = page.getByRole("region", { name: "Code that came with the link" });
  for (const place of ["/", "/week-01/day-1/", "/journal/", "/week-01/day-6", "/nowhere/"]) {
    await open(page, `${place}${LINK.replace("=", "%3D")}).`);
    await expect(page).toHaveURL(/\/week-01\/day-3\/#code=2\./);
    await expect(shared.getByText("export const sent = 1;")).toBeVisible();
  }
  // Pasted while the page is open: nothing is loaded again.
  await open(page, "/week-01/day-1/");
  await page.evaluate((hash) => (location.hash = hash), LINK);
  await expect(shared.getByText("export const sent = 1;")).toBeVisible();
});

test("a damaged link says so on every page", async ({ page }) => {
  for (const place of ["/", "/week-01/day-1/", "/week-01/day-3/"]) {
    await open(page, place + LINK.slice(0, -9));
    await expect(page.getByRole("alert").getByText(/This link is broken/)).toBeVisible();
  }
  await expect(workbench(page).getByRole("textbox")).toHaveValue(/export function gather/);
  await page.getByRole("button", { name: "Close the message about the link" }).click();
  await expect(page.getByText(/This link is broken/)).toHaveCount(0);
});

test("a link to a step opens at its explorer; an unknown explorer is reported", async ({ page }) => {
  await open(page, "/week-01/day-4/#watch-spawns%7E2.AAAA");
  await expect(page).toHaveURL(/\/week-01\/day-1\/#watch-spawns~2\.AAAA$/);
  await expect(page.getByText(/The link to a step of this run is broken/)).toBeVisible();
  await open(page, "/week-01/day-4/#explorer~2.AAAA");
  await expect(page).toHaveURL(/\/explorer\/#explorer~2\.AAAA$/);
  await expect(page.getByText(/The link to a step of this run is broken/)).toBeVisible();
  await open(page, "/week-01/day-1/#no-such-explorer~2.AAAA");
  await expect(page.getByRole("alert").getByText(/“no-such-explorer”, which no lesson has/)).toBeVisible();
});
