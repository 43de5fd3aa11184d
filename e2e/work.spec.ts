/** Nothing is lost: two tabs, denied and full storage, a newer version, code that hung, a changed exercise, a link, no network. */
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import {
  ageDraft,
  open,
  run,
  saved,
  SEQUENTIAL,
  solution,
  usePlainEditor,
  workbench,
  write,
  passes,
  shareLink,
} from "./journey.ts";

const closing = (page: Page) => page.getByLabel("What will you look at differently from now on?");
const editor = (page: Page) => workbench(page).getByRole("textbox");

test.describe("stored work", () => {
  test("two tabs: what is written in one appears in the other", async ({ context }) => {
    const [one, two] = [await context.newPage(), await context.newPage()];
    await open(one, "/week-01/day-2/");
    await open(two, "/week-01/day-2/");
    await closing(one).fill("from the first tab");
    await expect(closing(two)).toHaveValue("from the first tab");
  });

  test("two tabs change the same code at once: a notice, and neither version is lost", async ({
    context,
  }) => {
    const [one, two] = [await context.newPage(), await context.newPage()];
    // The second tab hears nothing of the first, as if both were typed in at the same instant.
    await two.addInitScript(() => {
      BroadcastChannel.prototype.addEventListener = () => {};
    });
    for (const page of [one, two]) {
      await usePlainEditor(page);
      await open(page, "/week-01/day-3/");
      await expect(editor(page)).toBeVisible();
    }
    await write(one, "// one\n");
    await saved(one);
    await write(two, "// two\n");
    await saved(two);
    const notice = /also changed in another tab/;
    await expect
      .poll(async () => (await one.getByText(notice).count()) + (await two.getByText(notice).count()))
      .toBeGreaterThan(0);
    await one.reload();
    await workbench(one).getByRole("button", { name: "History" }).click();
    await expect(one.getByRole("dialog").getByText(/from another tab/)).toBeVisible();
  });

  test("denied storage is reported, and the learner can still work", async ({ page }) => {
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("denied", "SecurityError");
      };
    });
    await usePlainEditor(page);
    await open(page, "/week-01/day-3/");
    await expect(page.getByText(/blocks storage for the course/)).toBeVisible();
    await write(page, solution("gather"));
    await run(page);
    await passes(page);
  });

  test("unresponsive storage is reported, and no default state is shown instead", async ({ page }) => {
    await page.clock.install();
    await page.addInitScript(() => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (...asked) {
        return Object.assign(open.apply(this, asked), { addEventListener: () => {} });
      };
    });
    await usePlainEditor(page);
    await open(page, "/week-01/day-3/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText(/storage does not respond/)).toHaveCount(0);
    await page.clock.fastForward(8_000);
    await expect(page.getByText(/storage does not respond.*What was saved is still there/)).toBeVisible();
    await expect(workbench(page)).toHaveCount(0);
  });

  test("full storage is reported, the text stays, and it is saved once there is space", async ({ page }) => {
    await page.addInitScript(() => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...args) {
        if ((window as unknown as { full?: boolean }).full)
          throw new DOMException("full", "QuotaExceededError");
        return put.apply(this, args);
      };
    });
    await open(page, "/week-01/day-2/");
    await page.evaluate(() => Object.assign(window, { full: true }));
    await closing(page).fill("kept through the flood");
    await expect(page.getByText(/storage is full/)).toBeVisible();
    await expect(closing(page)).toHaveValue("kept through the flood");
    await page.evaluate(() => Object.assign(window, { full: false }));
    await saved(page);
    await page.reload();
    await expect(closing(page)).toHaveValue("kept through the flood");
  });

  test("work saved by a newer version of the course is left alone", async ({ page }) => {
    await page.goto("/icon.svg");
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const request = indexedDB.open("tokio-internals", 99);
          request.onsuccess = () => {
            request.result.close();
            resolve();
          };
        }),
    );
    await open(page, "/week-01/day-2/");
    await expect(page.getByText(/newer version of this course/)).toBeVisible();
  });
});

test("a newer version in another tab takes over the storage; this tab says so and keeps typed text", async ({
  context,
}) => {
  const [page, newer] = [await context.newPage(), await context.newPage()];
  await open(page, "/week-01/day-2/");
  await closing(page).fill("before");
  await saved(page);
  await newer.goto("/icon.svg");
  const upgraded = await newer.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const request = indexedDB.open("tokio-internals", 3);
        request.onblocked = () => resolve("blocked");
        request.onsuccess = () => resolve("upgraded");
      }),
  );
  expect(upgraded).toBe("upgraded");
  await expect(page.getByText(/A newer version of the course is open in another tab/)).toBeVisible();
  await closing(page).fill("typed afterwards");
  await expect(page.getByRole("banner").getByText("Not saved")).toBeVisible();
  await expect(closing(page)).toHaveValue("typed afterwards");
});

test.describe("code", () => {
  test.beforeEach(({ page }) => usePlainEditor(page));

  test("code that hung opens without running, with a notice", async ({ page }) => {
    await open(page, "/week-01/day-3/");
    await write(page, "export function gather() { for (;;) {} }\n");
    await run(page);
    await expect(
      workbench(page)
        .getByText(/never returned/)
        .first(),
    ).toBeVisible();
    await saved(page);
    await page.reload();
    await expect(page.getByText(/When this code last ran, it hung/)).toBeVisible();
    await expect(editor(page)).toHaveValue("export function gather() { for (;;) {} }\n");
  });

  test("a changed exercise keeps the learner's code and offers a merge", async ({ page }) => {
    await open(page, "/week-01/day-3/");
    await write(page, "// begun from an older stub\nexport const mine = 1;\n");
    await saved(page);
    await ageDraft(page, "week-01/gather", "// begun from an older stub\n");
    await page.reload();
    await expect(page.getByText(/This exercise has changed since you began it/)).toBeVisible();
    await expect(editor(page)).toHaveValue(/export const mine = 1;/);
    await page.getByRole("button", { name: "Merge the new stub" }).click();
    await expect(editor(page)).toHaveValue(/export const mine = 1;/);
    await expect(editor(page)).toHaveValue(/export function gather/);
    await expect(page.getByText(/This exercise has changed/)).toHaveCount(0);
  });

  test("a link shows its code beside the learner's own; it neither runs nor replaces anything by itself", async ({
    page,
    browser,
  }) => {
    await open(page, "/week-01/day-3/");
    await write(page, "export const shared = 42;\n");
    const link = await shareLink(page);

    const other = await (await browser.newContext()).newPage();
    await usePlainEditor(other);
    await open(other, new URL("/week-01/day-3/", page.url()).href);
    await write(other, "export const mine = 1;\n");
    await saved(other);
    await other.goto(link);
    await other.reload();
    const shared = other.getByRole("region", { name: "Code that came with the link" });
    await expect(shared.getByText("export const shared = 42;")).toBeVisible();
    await expect(editor(other)).toHaveValue("export const mine = 1;\n");
    await expect(workbench(other).getByText("Not run yet")).toBeVisible();
    await shared.getByRole("button", { name: "Put it into my editor" }).click();
    await expect(editor(other)).toHaveValue("export const shared = 42;\n");
    await other.getByRole("button", { name: "Undo" }).click();
    await expect(editor(other)).toHaveValue("export const mine = 1;\n");
    await other.context().close();
  });

  test("a broken link says so and touches nothing", async ({ page }) => {
    await open(page, "/week-01/day-3/#code=1.AAAA");
    await expect(page.getByText(/This link is broken/)).toBeVisible();
    await expect(editor(page)).toHaveValue(/export function gather/);
  });
});

test("a hand-in is run again by the instructor's page", async ({ page, browser }) => {
  await usePlainEditor(page);
  await open(page, "/week-01/day-3/");
  await write(page, solution("gather"));
  await run(page);
  await passes(page);
  await saved(page);
  await page.goto("/week-01/capstone/");
  await page.getByLabel("Your name, for the hand-in").fill("A learner");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the hand-in" }).click();
  const file = await (await download).path();

  const handIn = readFileSync(file, "utf8");
  const { exercises } = JSON.parse(handIn) as { exercises: { code: string }[] };
  const failing = handIn.replace(JSON.stringify(exercises[0]?.code), JSON.stringify(SEQUENTIAL));

  const instructor = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
  const wrongAnswers: string[] = [];
  await instructor.route(/known-wrong/, (route) => {
    wrongAnswers.push(route.request().url());
    return route.abort();
  });
  await open(instructor, new URL("/regrade/", page.url()).href);
  await instructor
    .getByLabel("Hand-ins", { exact: true })
    .setInputFiles(
      Object.entries({ "a.json": handIn, "b.json": "not a hand-in", "c.json": failing }).map(
        ([name, text]) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) }),
      ),
    );
  await expect(instructor.getByText("3 of 3 graded")).toBeVisible();
  await expect(
    instructor.getByRole("row", { name: /a\.json A learner week-01\/gather .* as claimed/ }),
  ).toBeVisible();
  await expect(instructor.getByRole("row", { name: /b\.json Cannot be read: it is not JSON/ })).toBeVisible();

  expect(wrongAnswers).toEqual([]);
  await instructor.getByRole("button", { name: "Compare with the known wrong answers" }).click();
  await expect(instructor.getByText(/wrong answers could not be loaded/)).toBeVisible();
  // Asked for again by itself, a handful of times: see late.test.ts.
  expect(wrongAnswers).not.toEqual([]);
  await instructor.context().close();
});
