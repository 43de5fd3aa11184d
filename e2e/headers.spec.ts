/** What a server sends: no other site frames the course, and the sandbox, itself a frame, still runs. */
import { createServer } from "node:http";
import { expect, test } from "@playwright/test";
import { open, run, solution, useEditor, workbench, write } from "./journey.ts";

test("another site cannot show the course in a frame", async ({ page, baseURL, request }) => {
  const { headers } = { headers: (await request.get("/")).headers() };
  expect(headers).toMatchObject({
    "content-security-policy": "frame-ancestors 'none'",
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": expect.stringContaining("camera=()"),
  });
  const other = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<title>Other</title><iframe src="${baseURL}/"></iframe>`);
  });
  await new Promise<void>((resolve) => other.listen(0, resolve));
  const { port } = other.address() as { port: number };
  const refused = page.waitForEvent("console", (message) =>
    /frame-ancestors|X-Frame-Options/i.test(message.text()),
  );
  await page.goto(`http://127.0.0.1:${port}/`);
  await refused;
  await expect(page.frameLocator("iframe").getByRole("heading", { level: 1 })).toHaveCount(0);
  other.close();
});

test("the page is isolated, and its sandbox runs under the same headers", async ({ page }) => {
  await useEditor(page, "plain");
  await open(page, "/week-01/day-3/");
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await write(page, solution("gather"));
  await run(page);
  await expect(workbench(page).getByText(/All \d+ checks pass/)).toBeVisible({ timeout: 30_000 });
});
