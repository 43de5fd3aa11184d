/** Printing: black on white from either theme, the whole lesson, and no controls. */
import { expect, test } from "@playwright/test";
import { open, SWEEP } from "./journey.ts";

for (const theme of ["light", "dark"] as const)
  test(
    `pages print dark on white from the ${theme} theme, without controls`,
    theme === "dark" ? {} : SWEEP,
    async ({ page }) => {
      await page.addInitScript((chosen) => {
        if (window === window.top)
          localStorage.setItem(
            "tokio-internals/settings",
            JSON.stringify({ theme: chosen, editor: "plain" }),
          );
      }, theme);
      for (const path of ["/", "/week-01/day-1/", "/week-01/day-3/", "/week-01/capstone/", "/journal/"]) {
        await open(page, path);
        await page.waitForLoadState("networkidle");
        await page.emulateMedia({ media: "print" });
        await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
        await expect(page.locator("body")).toHaveCSS("color", "rgb(0, 0, 0)");
        await expect(page.locator("h1")).toBeVisible();
        await expect(
          page.locator("header#site, #root > header, nav, select").filter({ visible: true }),
        ).toHaveCount(0);
        await expect(page.locator(":not(td, th) > button").filter({ visible: true })).toHaveCount(0);
        const faint = await page.evaluate(() => {
          const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
          /** Relative luminance, as WCAG has it, of any colour that CSS can say, on white. */
          const luminance = (colour: string) => {
            canvas.fillStyle = "#fff";
            canvas.fillRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
              const part = byte / 255;
              return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const walker = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
          const found: string[] = [];
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement!;
            if (!walker.currentNode.textContent?.trim() || !element.checkVisibility()) continue;
            const { color } = getComputedStyle(element);
            const contrast = 1.05 / (luminance(color) + 0.05);
            if (contrast < 4.5) found.push(`${color} ${element.textContent?.slice(0, 40)}`);
          }
          return found;
        });
        expect(faint, path).toEqual([]);
        await page.emulateMedia({ media: "screen" });
      }
    },
  );
