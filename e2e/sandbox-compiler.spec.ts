/** If the compiler cannot be loaded, the learner is told and can retry; waiting requests get an answer. */
import { expect, test } from "@playwright/test";
import { RIGHT } from "./sandbox/faults.ts";
import type { SandboxPage } from "../tools/sandbox-site/page/main.ts";
import { buildSite, serve, type Site } from "../tools/sandbox-site/site.ts";

declare const sandboxPage: SandboxPage;

// In order, in one worker: the page is built once.
test.describe.configure({ mode: "default" });

let site: Site;
test.beforeAll(async () => {
  site = await serve(await buildSite({ policy: true }), { isolated: true });
});
test.afterAll(() => site.close());

test("a compiler that fails to load is reported, and fetched again for the next run", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(site.url);
  const failed = await page.evaluate((source) => sandboxPage.grade(source), RIGHT);
  expect(failed).toMatchObject({ kind: "failed" });
  expect(JSON.stringify(failed)).toContain("The compiler could not be loaded");
  await page.unroute("**/*.wasm");
  expect(await page.evaluate((source) => sandboxPage.grade(source), RIGHT)).toMatchObject({ kind: "report" });
});

test("a host that answers with an error page is reported by its number", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 503 }));
  await page.goto(site.url);
  const failed = await page.evaluate((source) => sandboxPage.grade(source), RIGHT);
  expect(JSON.stringify(failed)).toContain("the server answered 503");
});

test("a host that calls WebAssembly something else is good enough", async ({ page }) => {
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), "content-type": "application/octet-stream" },
    });
  });
  await page.goto(site.url);
  expect(await page.evaluate((source) => sandboxPage.grade(source), RIGHT)).toMatchObject({ kind: "report" });
});

test("a run can be cancelled while its compiler is still on the way", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(site.url);
  expect(await page.evaluate((source) => sandboxPage.cancelled(source, 200), RIGHT)).toEqual({
    kind: "cancelled",
  });
  release();
  expect(await page.evaluate((source) => sandboxPage.grade(source), RIGHT)).toMatchObject({ kind: "report" });
});
