/** Helpers of the journeys: locators for parts of pages, and code to type. */
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";

export const solution = (name: string): string => readFileSync(`lessons/week-01/${name}/solution.ts`, "utf8");

/** Awaits one child after the other: the first poll does not reach the second. */
export const SEQUENTIAL = `import { asyncBlock, awaited, type Future } from "std/future";
export function gather<T>(futures: Future<T>[]): Future<T[]> {
  return asyncBlock(function* () {
    const results: T[] = [];
    for (const future of futures) results.push(yield* awaited(future));
    return results;
  });
}
`;

export const DAYS = ["day-1", "day-2", "day-3", "day-4", "day-5", "day-6", "capstone"] as const;
/** Every lesson of the course, in its order. */
export const LESSONS: readonly string[] = [
  ...DAYS.map((day) => `week-01/${day}`),
  ...["shutdown", "axum", "end-to-end"].map((lab) => `where-it-goes/${lab}`),
];

/**
 * For journeys that ask the same of every page, part or size, and for those that take a minute: `npm run test:extra`
 * runs them, and `npm test` the others.
 */
export const SWEEP = { tag: "@sweep" };

/** Each page that an address leads to, and what is shown where none does. */
export const PAGES = [
  "/",
  "/week-01/",
  "/where-it-goes/",
  ...LESSONS.map((lesson) => `/${lesson}/`),
  "/explorer/",
  "/studio/",
  "/glossary/",
  "/journal/",
  "/settings/",
  "/regrade/",
  "/licences.html",
  "/nowhere/",
];

export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // Until the page's script takes over, what is written can be read and not used.
  await expect(page.locator("#root[data-static]")).toHaveCount(0);
}

/**
 * What axe finds on the page as it is now, with every rule, or in a part of it. What passes is only counted: writing
 * down where each of a thousand elements stands takes longer than looking at them.
 */
export async function violations(
  page: Page,
  within?: string,
  rules?: string[],
): Promise<{ id: string; at: unknown[] }[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
  if (within !== undefined) axe.include(within);
  if (rules) axe.withRules(rules);
  const found = await axe.analyze();
  return found.violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target) }));
}

/** Axe's rules that look at colours. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** In the light theme and in the dark one, which is the same page in other colours: it is opened once, and looked at for those. */
export async function violationsInBothThemes(page: Page, within?: string) {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const light = await violations(page, within);
  await page.emulateMedia({ colorScheme: "dark" });
  return { light, dark: await violations(page, within, OF_COLOURS) };
}
export const NO_VIOLATIONS = { light: [], dark: [] };

export const workbench = (page: Page): Locator => page.getByRole("region", { name: /^Workbench/ });

/** Uses the plain editor: what is tested is the course, and Monaco has a journey of its own. */
export const usePlainEditor = (page: Page): Promise<void> => useEditor(page, "plain");

export async function useEditor(page: Page, editor: "plain" | "full"): Promise<void> {
  await page.addInitScript((chosen) => {
    // The sandbox's frames have no storage.
    if (window !== window.top) return;
    const key = "tokio-internals/settings";
    if (!localStorage.getItem(key))
      localStorage.setItem(key, JSON.stringify({ theme: "system", editor: chosen }));
  }, editor);
}

export async function write(page: Page, code: string): Promise<void> {
  await workbench(page).getByRole("textbox").fill(code);
}

export async function run(page: Page): Promise<void> {
  await workbench(page)
    .getByRole("button", { name: /^(Run|Check)/ })
    .click();
}

/** Waits until every check has passed. */
export async function passes(page: Page): Promise<void> {
  await expect(
    workbench(page)
      .getByText(/All \d+ checks pass/)
      .first(),
  ).toBeVisible();
}

/** Presses Share, and reads the link that it copied. */
export async function shareLink(page: Page): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await workbench(page).getByRole("button", { name: "Share" }).click();
  await expect(page.getByText("Link copied.")).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Changes something in the explorer's settings, and closes them. */
export async function inSettings(
  figure: Locator,
  change: (figure: Locator) => Promise<unknown>,
): Promise<void> {
  const button = figure.getByRole("button", { name: /^Run settings/ });
  await button.click();
  await change(figure);
  await button.click();
}

/** Waits until the header says that everything is stored. */
export async function saved(page: Page): Promise<void> {
  await expect(page.getByRole("banner").getByText("Saved", { exact: true })).toBeAttached();
}

export async function chooseLanguage(page: Page, language: "Rust" | "TypeScript"): Promise<void> {
  await page
    .getByRole("group", { name: "Language of your answer" })
    .getByRole("button", { name: language })
    .click();
}

/** The stored draft claims to come from an older stub than the one that ships. */
export async function ageDraft(page: Page, id: string, baseStub: string): Promise<void> {
  await page.evaluate(
    ([key, stub]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open("tokio-internals");
        request.onsuccess = () => {
          const store = request.result.transaction("records", "readwrite").objectStore("records");
          const get = store.get(key);
          get.onsuccess = () => {
            const record = get.result as { value: { baseHash: string; baseStub: string } };
            record.value.baseHash = "older";
            record.value.baseStub = stub;
            store.put(record).onsuccess = () => {
              request.result.close();
              resolve();
            };
          };
        };
        request.onerror = () => reject(request.error ?? new Error("no database"));
      }),
    [`draft:${id}`, baseStub] as const,
  );
}

/** As from an export of the course's first version. */
export async function importRecords(page: Page, records: object[]): Promise<void> {
  await open(page, "/settings/");
  const file = JSON.stringify({ format: "tokio-internals-progress", version: 1, records });
  await page
    .getByLabel("File to import")
    .setInputFiles({ name: "work.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await expect(page.getByText(/^Imported \d+ records?/)).toBeVisible();
}
