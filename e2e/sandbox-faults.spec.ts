/** Whatever learner code does, its run ends as it should, the page stays usable, and the next run is right. */
import { expect, test, type CDPSession, type Page } from "@playwright/test";
import type { GradeOutcome } from "../src/sandbox/types.ts";
import { bombs, faults, RIGHT, type Fault } from "./sandbox/faults.ts";
import type { SandboxPage } from "../tools/sandbox-site/page/main.ts";
import { buildSite, serve, type Site } from "../tools/sandbox-site/site.ts";

declare const sandboxPage: SandboxPage;

// In order, in one worker: the page is built once.
test.describe.configure({ mode: "default" });

let folder = "";
let site: Site;
test.beforeAll(async () => {
  folder = await buildSite({ policy: true });
  site = await serve(folder, { isolated: true });
});
test.afterAll(() => site.close());

/** After which an endless loop is stopped: soon, for there are many. */
const HANGS_MS = 700;
/** For code that ends by itself: only a machine that stands still would take so long. */
const SLOW_MS = 20_000;

async function graded(page: Page, source: string, checkTimeoutMs = HANGS_MS): Promise<GradeOutcome> {
  return page.evaluate(([text, ms]) => sandboxPage.grade(text, { checkTimeoutMs: ms }), [
    source,
    checkTimeoutMs,
  ] as const);
}

const statuses = (outcome: GradeOutcome) =>
  outcome.kind === "report" ? outcome.report.checks.map(({ status }) => status) : [outcome.kind];

async function endsAsItShould(page: Page, { source, ends, says, hangs }: Fault): Promise<void> {
  const outcome = await graded(page, source, hangs ? HANGS_MS : SLOW_MS);
  expect(statuses(outcome).slice(0, ends.length)).toEqual(ends);
  const failed =
    outcome.kind === "report" ? outcome.report.checks.find(({ status }) => status !== "pass") : undefined;
  if (says) expect(failed?.message).toMatch(says);
  await nextRunIsRight(page);
}

async function nextRunIsRight(page: Page): Promise<void> {
  expect(statuses(await graded(page, RIGHT, SLOW_MS))).toEqual(["pass", "pass"]);
  expect(await page.evaluate(() => sandboxPage.frames())).toBeLessThanOrEqual(1);
}

/** @returns what ends the process of the sandbox's frame; afterwards the driver can no longer ask the page anything */
async function crashable(page: Page): Promise<() => Promise<void>> {
  let session: CDPSession | undefined;
  // Until its own process has it, a frame is a part of the page's.
  await expect(async () => {
    session = await page.context().newCDPSession(page.frames()[1]!);
  }).toPass();
  return async () => {
    await session?.send("Page.crash").catch(() => {});
  };
}

test("every fault ends as it should, one after another on one page", async ({ page }) => {
  await page.goto(site.url);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  for (const fault of faults) await test.step(fault.name, () => endsAsItShould(page, fault));
  expect(errors).toEqual([]);
});

for (const bomb of bombs) {
  test(`memory: ${bomb.name}`, async ({ page }) => {
    await page.goto(site.url);
    const outcome = await graded(page, bomb.source);
    expect(["fail", "error"]).toContain(statuses(outcome)[0]);
    await nextRunIsRight(page);
  });
}

test("a frame whose process dies is noticed, and the next run is right", async ({ page }) => {
  site.outcomes.length = 0;
  await page.goto(site.url);
  await page.evaluate((sources) => void sandboxPage.postOutcomes(sources, 40_000), ["for (;;);", RIGHT]);
  await expect.poll(() => page.frames().length).toBe(2);
  // Until the worker loops, so that it is the run that dies and not its start.
  await page.waitForTimeout(1_000);
  const crash = await crashable(page);
  await crash();
  await expect.poll(() => site.outcomes.length).toBe(2);
  const [crashed, next] = site.outcomes;
  expect(crashed).toMatchObject({
    kind: "report",
    report: { checks: [{ status: "error" }, { status: "not-run" }] },
  });
  expect(JSON.stringify(crashed)).toContain("out of memory");
  expect(next).toMatchObject({ kind: "report", report: { passed: true } });
});

test("a frame that died while it waited is replaced before the next run", async ({ page }) => {
  site.outcomes.length = 0;
  await page.goto(site.url);
  await graded(page, RIGHT, SLOW_MS);
  // The one in which it was graded is gone by now; this is the next run's.
  await expect.poll(() => page.evaluate(() => sandboxPage.frames())).toBe(1);
  await expect.poll(() => page.frames().length).toBe(2);
  const crash = await crashable(page);
  await page.evaluate(
    ([source, ms]) => setTimeout(() => void sandboxPage.postOutcomes([source], ms), 1_500),
    [RIGHT, SLOW_MS] as const,
  );
  await crash();
  await expect.poll(() => site.outcomes.length).toBe(1);
  expect(site.outcomes[0]).toMatchObject({ kind: "report", report: { passed: true } });
});

test("a run that waits for its turn is cancelled at once", async ({ page }) => {
  await page.goto(site.url);
  const kinds = await page.evaluate(async () => {
    const ended: string[] = [];
    const looping = sandboxPage.cancelled("for (;;);", 3_000).then(({ kind }) => ended.push(`first ${kind}`));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const queued = sandboxPage
      .cancelled("export const a = 1;", 500)
      .then(({ kind }) => ended.push(`second ${kind}`));
    await Promise.all([looping, queued]);
    return ended;
  });
  expect(kinds).toEqual(["second cancelled", "first cancelled"]);
});

test("a run can be cancelled in the middle of a loop", async ({ page }) => {
  await page.goto(site.url);
  await graded(page, RIGHT, SLOW_MS);
  expect(await page.evaluate(() => sandboxPage.cancelled("for (;;);", 300))).toEqual({ kind: "cancelled" });
  await nextRunIsRight(page);
});

test("runs that are asked for together run one after another", async ({ page }) => {
  await page.goto(site.url);
  const seen = await page.evaluate(async (right) => {
    let most = 0;
    const timer = setInterval(() => (most = Math.max(most, sandboxPage.frames())), 5);
    const first = sandboxPage.grade(right);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const rest = [sandboxPage.grade(right), sandboxPage.grade(right)];
    const kinds = (await Promise.all([first, ...rest])).map(({ kind }) => kind);
    clearInterval(timer);
    return { kinds, most };
  }, RIGHT);
  expect(seen.most).toBe(1);
  // Of three that compile at once the second is sent away by the third.
  expect(seen.kinds.filter((kind) => kind === "report").length).toBeGreaterThanOrEqual(2);
  expect(seen.kinds).not.toContain("failed");
});

test("a flood of messages is cut off at the frame", async ({ page }) => {
  await page.goto(site.url);
  const flood =
    'const line = JSON.stringify({ kind: "log", line: { level: "log", text: "x".repeat(1000) } }); for (;;) postMessage(line);';
  const lines = await page.evaluate((script) => sandboxPage.inFrame(script, 1_500), flood);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThanOrEqual(5_000);
  await nextRunIsRight(page);
});

test("compile errors, logs and events arrive in order and in the learner's own lines", async ({ page }) => {
  await page.goto(site.url);
  expect(await graded(page, "export const answer = ;")).toMatchObject({
    kind: "does-not-compile",
    errors: [{ line: 1, column: 23 }],
  });
  const source =
    "export const answer = (): number => {\n\tconsole.log('крабы 🦀', [1]); throw new Error('🦀');\n};";
  const { events, outcome } = await page.evaluate((text) => sandboxPage.events(text), source);
  expect(outcome).toMatchObject({
    kind: "report",
    report: { checks: [{ position: { line: 2, column: 38 } }, {}] },
  });
  const kinds = events.map((event) => (event.kind === "phase" ? event.phase : event.kind));
  expect(kinds.slice(-9)).toEqual([
    "queued",
    "starting",
    "running",
    "plan",
    "begin-check",
    "log",
    "check",
    "begin-check",
    "check",
  ]);
  expect(events).toContainEqual({
    kind: "log",
    line: { level: "log", text: "крабы 🦀 [1]", check: "first" },
  });
});
