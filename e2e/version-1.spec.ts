/** Data that version 1 stored in a browser keeps its meaning in version 2. */
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { open, saved } from "./journey.ts";

test("a prediction that version 1 stored by position is shown, and stored by its words", async ({ page }) => {
  const records = JSON.parse(readFileSync("src/progress/fixtures/records-1.json", "utf8")) as unknown[];
  // A page of this origin without the course in it.
  await page.goto("/icon.svg");
  await page.evaluate(async (stored) => {
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open("tokio-internals", 1);
      opening.addEventListener("upgradeneeded", () => {
        opening.result.createObjectStore("records", { keyPath: "key" });
        opening.result.createObjectStore("snapshots", { autoIncrement: true }).createIndex("key", "key");
      });
      opening.addEventListener("error", () => reject(opening.error));
      opening.addEventListener("success", () => {
        const tx = opening.result.transaction("records", "readwrite");
        for (const record of stored) tx.objectStore("records").put(record);
        tx.addEventListener("complete", () => {
          opening.result.close();
          resolve();
        });
      });
    });
  }, records);
  await open(page, "/week-01/day-1/");
  const question = page.getByRole("group", { name: "Your prediction: Three spawns from a task" });
  await expect(question.getByRole("radio", { name: /^3, 1, 2/ })).toBeChecked();
  await saved(page);
  await page.goto("/journal/");
  await expect(page.getByText("Predicted: 3, 1, 2 — right.")).toBeVisible();
  const kept = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("tokio-internals");
        opening.addEventListener("success", () => {
          const reading = opening.result
            .transaction("records")
            .objectStore("records")
            .get("answer:week-01/day-1/spawn-order");
          reading.addEventListener("success", () =>
            resolve({ version: opening.result.version, value: (reading.result as { value: unknown }).value }),
          );
        });
      }),
  );
  expect(kept).toEqual({ version: 2, value: { text: "", chosen: { words: "3, 1, 2", right: true } } });
});
