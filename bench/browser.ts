/** A real Chromium for benchmarks, and a page of the build in it. */
import { chromium, type Browser, type Page } from "playwright-core";
import { preview } from "vite";
import { AS_ROOT, findBrowser } from "../src/cli/browser.ts";

export const launch = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await findBrowser(), args: [...AS_ROOT] });

/**
 * Serves the build of a folder and opens one page of it.
 * @param path of the page, from the root
 */
export async function onBuilt(
  outDir: string,
  path: string,
  measure: (page: Page) => Promise<void>,
): Promise<void> {
  const server = await preview({ build: { outDir }, preview: { port: 0 }, logLevel: "error" });
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    // tsx names functions with this helper, which the page does not have.
    await page.addInitScript("globalThis.__name = (f) => f");
    await page.goto(new URL(path, server.resolvedUrls?.local[0]).href);
    await measure(page);
  } finally {
    await browser.close();
    await server.close();
  }
}
