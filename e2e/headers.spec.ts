/** What a server sends: no other site frames the course, and the sandbox, itself a frame, still runs. */
import { createServer } from "node:http";
import { expect, test } from "@playwright/test";
import { preview } from "vite";
import { open, run, solution, useEditor, workbench, write, SWEEP } from "./journey.ts";

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

test(
  "a site that the build names can show the course in a frame, and it works there; another cannot",
  SWEEP,
  async ({ page }) => {
    let course = "";
    const outer = createServer((_, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end(
        `<title>Outer</title><iframe src="${course}week-01/day-3/" width="1200" height="900"></iframe>`,
      );
    });
    await new Promise<void>((resolve) => outer.listen(0, resolve));
    const { port } = outer.address() as { port: number };
    process.env["COURSE_FRAME_ANCESTORS"] = `http://localhost:${port}`;
    const server = await preview({ preview: { port: 0, open: false }, logLevel: "silent" });
    delete process.env["COURSE_FRAME_ANCESTORS"];
    course = server.resolvedUrls?.local[0] ?? "";
    await page.addInitScript((origin) => {
      if (location.origin === origin)
        localStorage.setItem(
          "tokio-internals/settings",
          JSON.stringify({ theme: "system", editor: "plain" }),
        );
    }, new URL(course).origin);
    await page.goto(`http://localhost:${port}/`);
    const frame = page.frameLocator("iframe");
    const bench = frame.getByRole("region", { name: /^Workbench/ });
    await bench.getByRole("textbox").fill(solution("gather"));
    await bench.getByRole("button", { name: /^(Run|Check)/ }).click();
    await expect(bench.getByText(/All \d+ checks pass/)).toBeVisible();

    const refused = page.waitForEvent("console", (message) => /frame-ancestors/i.test(message.text()));
    await page.goto(`http://127.0.0.1:${port}/`);
    await refused;
    await expect(frame.getByRole("heading", { level: 1 })).toHaveCount(0);
    outer.close();
    await server.close();
  },
);

test("the page is isolated, and its sandbox runs under the same headers", async ({ page }) => {
  await useEditor(page, "plain");
  await open(page, "/week-01/day-3/");
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await write(page, solution("gather"));
  await run(page);
  await expect(workbench(page).getByText(/All \d+ checks pass/)).toBeVisible();
});

test("any site can show the explorer in a frame, where it is the explorer alone and keeps nothing", async ({
  page,
  baseURL,
}) => {
  const outer = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(
      `<title>Blog</title><iframe src="${baseURL}/explorer/?embed" width="900" height="900"></iframe>`,
    );
  });
  await new Promise<void>((resolve) => outer.listen(0, resolve));
  const { port } = outer.address() as { port: number };
  await page.goto(`http://127.0.0.1:${port}/`);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Next poll" }).click();
  await expect(frame.getByText(/polls task 0/)).toBeVisible();
  await expect(frame.getByRole("banner")).toHaveCount(0);
  await expect(frame.getByRole("link", { name: /Open in Tokio Internals/ })).toHaveAttribute(
    "target",
    "_blank",
  );
  await frame.getByRole("textbox", { name: /^Program/ }).fill("export function* main() {}\n");
  await expect(frame.getByRole("textbox", { name: /^Program/ })).toHaveValue("export function* main() {}\n");
  await page.reload();
  await expect(frame.getByRole("textbox", { name: /^Program/ })).not.toHaveValue(
    "export function* main() {}\n",
  );
  outer.close();
});
