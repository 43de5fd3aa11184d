/** Untrusted hand-ins in the browser: none affects another, and Stop stops the run. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { gradingPage } from "../src/cli/grading-page.ts";
import { listFolder } from "../src/cli/hand-in-folder.ts";
import { regradeAll } from "../src/cli/regrade-all.ts";
import { open, SEQUENTIAL, solution } from "./journey.ts";

const fixture = JSON.parse(readFileSync("src/features/hand-in/fixtures/hand-in-1.json", "utf8")) as {
  exercises: object[];
};

/** One of version 1, which has no hash. */
function handIn(learner: string, code: string, times = 1): string {
  const exercise = { ...fixture.exercises[0], exercise: "week-01/gather", code };
  return JSON.stringify({ ...fixture, learner, exercises: Array.from({ length: times }, () => exercise) });
}

const file = (name: string, text: string) => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(text),
});
const ENDLESS = "export function gather(): never { for (;;); }";

test("Stop ends the run of a hand-in that would take minutes, and every file is named", async ({ page }) => {
  await open(page, "/regrade/");
  const input = page.getByLabel("Hand-ins", { exact: true });
  await input.setInputFiles([
    file("a.JSON", "not a hand-in"),
    file("b.json", handIn("Bo", ENDLESS, 200)),
    file("c.json", handIn("Cy", solution("gather"))),
    file("notes.txt", "see me"),
    file("._a.json", "litter"),
  ]);
  await expect(page.getByText("2 of 4 graded; 1 of the operating system ignored")).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(
    page.getByText("2 of 4 graded, then stopped; 1 of the operating system ignored"),
  ).toBeVisible();
  const row = (name: RegExp) => page.getByRole("row", { name });
  await expect(row(/a\.JSON Cannot be read: it is not JSON/)).toBeVisible();
  await expect(row(/b\.json Not graded: stopped/)).toBeVisible();
  await expect(row(/c\.json Not graded: stopped/)).toBeVisible();
  await expect(row(/notes\.txt Not a hand-in: its name does not end in \.json/)).toBeVisible();

  await input.setInputFiles([file("c.json", handIn("C\u202ey", solution("gather")))]);
  await expect(row(/c\.json C\ufffdy week-01\/gather TypeScript/)).toBeVisible();
  await expect(row(/c\.json C\ufffdy week-01\/histogram .* not handed in/)).toBeVisible();
});

test("Ctrl-C ends the command though a run would never end, and every file is named", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hand-ins-"));
  for (const name of ["a", "b", "c"]) writeFileSync(join(folder, `${name}.json`), handIn(name, ENDLESS, 200));
  const command = spawn(process.execPath, ["src/cli/course.mjs", "regrade", folder]);
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    command[name].setEncoding("utf8").on("data", (text: string) => void (said[name] += text));
  const ended = once(command, "exit");
  await expect.poll(() => said.stderr, { timeout: 240_000 }).toContain("Regrading 3 files.");
  command.kill("SIGINT");
  expect(await ended).toEqual([1, null]);
  for (const name of ["a", "b", "c"]) expect(said.stdout).toContain(`${name}.json`);
  expect(said.stdout.match(/stopped before this file was graded/g)).toHaveLength(3);
  rmSync(folder, { recursive: true });
});

test("the command: many fast hand-ins over a few pages, each with its own result", async ({
  browser,
  baseURL,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "hand-ins-"));
  const wrong = (at: number) => at % 3 === 0;
  const count = 12;
  for (let at = 0; at < count; at++)
    writeFileSync(
      join(folder, `${String(at).padStart(2, "0")}.json`),
      handIn(`learner ${at}`, wrong(at) ? SEQUENTIAL : solution("gather")),
    );
  const openPage = async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(new URL("/regrade/", baseURL).href);
    await page.waitForFunction(() => window.courseRegrade !== undefined);
    return page;
  };
  const all = await regradeAll(folder, (await listFolder(folder)).entries, {
    known: new Set(["week-01/gather"]),
    pages: [gradingPage(openPage), gradingPage(openPage)],
    stop: new AbortController().signal,
    onDone() {},
  });
  rmSync(folder, { recursive: true });
  expect(all).toHaveLength(count);
  for (const [at, one] of all.entries()) {
    if (one.kind !== "graded") throw new Error(`${one.file}: ${one.message}`);
    expect(one.handIn.learner).toBe(`learner ${at}`);
    const found = one.comparisons[0]?.found;
    expect(found && found.passed < found.total).toBe(wrong(at));
  }
});
