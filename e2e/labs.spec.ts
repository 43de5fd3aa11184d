/** Where Week 1 goes: a shutdown graded with the learner's own gather, a result file on the page, and a zip to take along. */
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import {
  NO_VIOLATIONS,
  open,
  passes,
  run,
  saved,
  solution,
  usePlainEditor,
  violationsInBothThemes,
  workbench,
  write,
} from "./journey.ts";

const labs = (path: string): string => readFileSync(`lessons/where-it-goes/${path}`, "utf8");

test("Lab A: the learner's own gather is imported; a lost signal is shown on the timeline, and a right manager passes", async ({
  page,
}) => {
  await usePlainEditor(page);
  await open(page, "/week-01/day-3/");
  await write(page, solution("gather"));
  await run(page);
  await passes(page);
  await open(page, "/where-it-goes/shutdown/");
  await expect(page.getByText("week-01/gather", { exact: false }).first()).toBeVisible();
  await write(page, labs("connections/wrong/lost-signal.ts"));
  await run(page);
  await expect(
    workbench(page)
      .getByText(/Its task never heard the signal/)
      .first(),
  ).toBeVisible();
  await write(page, labs("connections/solution.ts"));
  await run(page);
  await passes(page);
});

test("Lab B: a result file is refused, shown, kept, and fills in the journal entry; the zip has the learner's code", async ({
  page,
}) => {
  await usePlainEditor(page);
  await open(page, "/week-01/day-3/");
  const mine = solution("gather").replace("Day 3:", "Mine, day 3:");
  await write(page, mine);
  await run(page);
  await passes(page);
  await saved(page);
  await open(page, "/where-it-goes/axum/");

  await page.locator("#take").scrollIntoViewIfNeeded();
  await expect(page.locator("#take").getByRole("listitem").first()).toHaveText(
    "week-01/gather in TypeScript: your own",
  );
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Save them as a package/ }).click();
  const files = unzipSync(readFileSync(await (await download).path()));
  const [root = ""] = Object.keys(files)[0]?.split("/") ?? [];
  const text = (path: string): string => strFromU8(files[`${root}/${path}`] ?? new Uint8Array());
  const { contentHash } = JSON.parse(text("hand-in.json")) as { contentHash: string };
  expect(root).toBe(`week-01-${contentHash}`);
  expect(JSON.parse(text("week-01/package.json"))).toMatchObject({ version: `1.0.0+${contentHash}` });
  expect(text("week-01/src/gather.ts")).toBe(mine);
  expect(text("labs/week01/src/gather.rs")).toContain("pub async fn gather");
  expect(text("labs/Cargo.lock")).toContain(`version = "1.0.0+${contentHash}"`);

  const lab = page.locator("#axum");
  await lab.scrollIntoViewIfNeeded();
  await expect(lab.getByRole("heading", { name: "In virtual time" })).toBeVisible();
  const file = lab.locator("input[type=file]");
  await file.setInputFiles({
    name: "latencies.json",
    mimeType: "application/json",
    buffer: Buffer.from("<b>no</b>"),
  });
  await expect(lab.getByRole("alert")).toContainText("This file is not JSON.");
  await file.setInputFiles("src/features/latencies/fixtures/latencies.json");
  await expect(lab.getByRole("alert")).toHaveCount(0);
  await expect(lab.getByText(/^The closed loop reports p99 = 8\.33\sms, and never sent 156/)).toBeVisible();
  await page
    .getByRole("button", { name: "Fill in “A latency report that can be repeated” from this file" })
    .click();
  await saved(page);
  expect(await violationsInBothThemes(page)).toEqual(NO_VIOLATIONS);
  await page.reload();
  await lab.scrollIntoViewIfNeeded();
  await expect(lab.getByRole("heading", { name: "On your machine" })).toBeVisible();
  await open(page, "/journal/");
  await expect(page.getByText(/open, from when it was due: 1500 samples/)).toBeVisible();
  await expect(page.getByText(/Requests that were due and never sent:/)).toBeVisible();
});
