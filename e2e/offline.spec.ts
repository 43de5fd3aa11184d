/** Offline: the texts after one visit, the tools after their first use or all at once; and a new version, in the tab that asks for it. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { open, passes, run, saved, solution, usePlainEditor, write, SWEEP } from "./journey.ts";

test.use({ serviceWorkers: "allow" });

const TOOLS = JSON.parse(readFileSync("dist/tools.json", "utf8")) as { url: string }[];

/** Waits until the first visit has fetched ahead what it does, and the worker sees what the page asks for. */
async function visited(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

/** What the first measurement fetches: a module of tokio's, in bytes. */
const fetchModule = (page: Page): Promise<number> =>
  page.evaluate(
    async (url) => (await (await fetch(url)).arrayBuffer()).byteLength,
    `/${TOOLS.find(({ url }) => url.startsWith("tokio/"))?.url}`,
  );

const storedTools = (page: Page): Promise<number> =>
  page.evaluate(async () => (await (await caches.open("course-tools")).keys()).length);

test("after one visit every lesson is readable offline, and used tools work", async ({ page, context }) => {
  await usePlainEditor(page);
  await open(page, "/week-01/day-3/");
  await visited(page);
  await write(page, solution("gather"));
  await run(page);
  await passes(page);
  await saved(page);
  await expect.poll(() => storedTools(page)).toBeGreaterThan(3);
  const bytes = await fetchModule(page);
  await context.setOffline(true);
  expect(await fetchModule(page)).toBe(bytes);
  // Each way to write an address.
  for (const address of [
    "/week-01/day-1",
    "/WEEK-01/day-2/index.html?utm_source=mail",
    "/week-01//day-4/",
    "/week-01/day%2D5/",
  ]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("main article").first()).toContainText(/\w/);
    await expect(page.getByText("Page not found")).toHaveCount(0);
  }
  await page.goto("/week-01/day-17/");
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await page.goto("/week-01/day-3/");
  await write(page, solution("gather"));
  await run(page);
  await passes(page);
  await page.goto("/settings/");
  await page.getByRole("link", { name: "Third-party licences" }).click();
  await expect(page.getByRole("heading", { name: "Third-party licences" })).toBeVisible();
  await page.getByText("Third-party notices of monaco-editor").click();
  await expect(page.getByText("THIRD-PARTY SOFTWARE NOTICES AND INFORMATION")).toBeVisible();
});

test(
  "the first visit downloads no tools; Settings downloads them all, and can be interrupted",
  SWEEP,
  async ({ page, context }) => {
    await usePlainEditor(page);
    await open(page, "/week-01/day-1/");
    await visited(page);
    expect(await storedTools(page)).toBeLessThan(TOOLS.length / 2);
    await page.goto("/settings/");
    const all = page.getByRole("button", { name: /^Make everything available offline \(\d+\.\d MB\)/ });
    await expect(all).toBeVisible();
    const broken = "**/assets/esbuild-*.wasm";
    // Requests of the page pass through its worker.
    await context.route(broken, (route) => route.fulfill({ status: 503 }));
    await all.click();
    await expect(
      page.getByText("What was downloaded is kept. Check your connection, then continue."),
    ).toBeVisible();
    await context.unroute(broken);
    await context.route(broken, async () => {});
    await all.click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("Cancelled. What was downloaded is kept.")).toBeVisible();
    await context.unroute(broken);
    await all.click();
    await expect(page.getByText("Everything is available offline.")).toBeVisible();
    expect(await storedTools(page)).toBe(TOOLS.length);
    await context.setOffline(true);
    await page.goto("/week-01/day-3/");
    await write(page, solution("gather"));
    await run(page);
    await passes(page);
    await page.goto("/week-01/day-1/");
    const explorer = page.locator("#watch-spawns");
    await explorer.scrollIntoViewIfNeeded();
    await expect(explorer.locator("canvas").first()).toBeVisible();
  },
);

test("nothing is downloaded ahead with data saving on", async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, "connection", { value: { saveData: true } }),
  );
  await open(page, "/week-01/day-1/");
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0);
});

/** The build, and the same build with each page marked and each revision renewed, as after a deployment. */
async function serveVersions(): Promise<{ url: string; deploy(): void; close(): void }> {
  const TYPES: Record<string, string> = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
  };
  let version = 1;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = join("dist", pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    const type = TYPES[extname(path)];
    try {
      const content = readFileSync(path);
      response.setHeader("Content-Type", type ?? "application/octet-stream");
      if (extname(path) === ".html")
        response.end(
          String(content).replace("<title>", `<meta name="deployed" content="${version}"><title>`),
        );
      else if (pathname === "/service-worker.js" && version > 1)
        response.end(
          String(content).replaceAll(/\b[0-9a-f]{31}(?=[0-9a-f]\b)/g, String(version).padStart(31, "0")),
        );
      else response.end(content);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    deploy: () => (version += 1),
    close: () => server.close(),
  };
}

const deployed = (page: Page) => page.locator('meta[name="deployed"]');
const notice = (page: Page, words: RegExp) => page.locator("p.notice").filter({ hasText: words });

test("the tab that asks for a new version gets it, also on its first visit; another tab asks first", async ({
  context,
}) => {
  const site = await serveVersions();
  const first = await context.newPage();
  await open(first, `${site.url}/week-01/day-1/`);
  await first.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  site.deploy();
  const second = await context.newPage();
  await open(second, `${site.url}/week-01/day-2/`);
  await expect(deployed(second)).toHaveAttribute("content", "1");
  await second.evaluate(() => document.body.setAttribute("data-not-reloaded", ""));
  const ready = /^A new version of the course is ready/;
  await expect(notice(first, ready)).toBeVisible();
  await expect(notice(second, ready)).toBeVisible();

  await first
    .getByRole("textbox", { name: /^Your answer/ })
    .first()
    .fill("typed before the update");
  await notice(first, ready).getByRole("button", { name: "Reload to update" }).click();
  await expect(deployed(first)).toHaveAttribute("content", "2");
  await expect(first.getByRole("textbox", { name: /^Your answer/ }).first()).toHaveValue(
    "typed before the update",
  );
  await expect(notice(first, /new version/)).toHaveCount(0);

  const taken = notice(second, /^Another tab switched to a new version/);
  await expect(taken).toBeVisible();
  await expect(deployed(second)).toHaveAttribute("content", "1");
  await expect(second.locator("[data-not-reloaded]")).toBeAttached();
  await taken.getByRole("button", { name: "Reload to update" }).click();
  await expect(deployed(second)).toHaveAttribute("content", "2");
  site.close();
});
