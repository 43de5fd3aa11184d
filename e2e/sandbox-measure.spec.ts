/** The measurement through the real sandbox: a number for right code, and an answer for code that will not be measured. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import type { BenchPage } from "../tools/sandbox-site/bench-page/main.ts";
import { buildSite, serve, type Site } from "../tools/sandbox-site/site.ts";

declare const benchPage: BenchPage;

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const SOLUTION = readFileSync(path("../lessons/week-01/capstone/solution.ts"), "utf8");

// In order, in one worker: the page is built once.
test.describe.configure({ mode: "default" });

let site: Site;
test.beforeAll(async () => {
  const root = path("../tools/sandbox-site/bench-page");
  const folder = await buildSite({ policy: true, root, engine: "course" });
  site = await serve(folder, { isolated: true });
});
test.afterAll(() => site.close());

/** What is tried here is that it comes about, not how well it repeats. */
const QUICK = { warmUpMs: 50, measureMs: 100 };

for (const profile of ["debug", "release"] as const) {
  test(`right code is measured in ${profile}: fresh workers, a ratio, live samples on the way`, async ({
    page,
  }) => {
    await page.goto(site.url);
    const { outcome, samples } = await page.evaluate(
      ([source, which, options]) => benchPage.bench(source, which, options),
      [SOLUTION, profile, QUICK] as const,
    );
    expect(outcome).toMatchObject({
      kind: "measured",
      profile: { profile },
      environment: { crossOriginIsolated: true },
    });
    if (outcome.kind !== "measured") throw new Error(outcome.kind);
    const { ratio, workerRatios, eventsPerOp } = outcome.profile;
    expect(workerRatios.length).toBeGreaterThanOrEqual(1);
    expect(ratio).toBeGreaterThan(1);
    // Tracing is there in one profile and compiled out in the other.
    expect(eventsPerOp === null).toBe(profile === "release");
    expect(samples).toBeGreaterThan(0);
  });
}

for (const profile of ["debug", "release"] as const) {
  test(`tokio itself is measured in ${profile}, compiled in the frame, with the learner's code in it`, async ({
    page,
  }) => {
    await page.goto(site.url);
    const { outcome, samples } = await page.evaluate(
      ([source, which, options]) => benchPage.bench(source, which, options, "tokio"),
      [SOLUTION, profile, QUICK] as const,
    );
    expect(outcome).toMatchObject({
      kind: "measured",
      profile: {
        profile,
        engine: "tokio",
        build: { tokio: "1.53.1", target: "wasm32-wasip1" },
        learner: { spawn: {} },
        notes: [],
      },
      environment: { crossOriginIsolated: true },
    });
    if (outcome.kind !== "measured") throw new Error(outcome.kind);
    // In no build, on no machine, does a task cost less than awaiting in place.
    expect(outcome.profile.ratio).toBeGreaterThan(2);
    expect(samples).toBeGreaterThan(0);
  });
}

test("where a module does not arrive, or the browser has no WebAssembly, the outcome says so", async ({
  page,
}) => {
  await page.route("**/tokio/*.wasm", (route) => route.fulfill({ status: 404 }));
  await page.goto(site.url);
  const bench = () =>
    page.evaluate(([source, options]) => benchPage.bench(source, "debug", options, "tokio"), [
      SOLUTION,
      QUICK,
    ] as const);
  expect((await bench()).outcome).toMatchObject({
    kind: "failed",
    message: expect.stringContaining("the server answered 404"),
  });
  await page.unroute("**/tokio/*.wasm");
  await page.route("**/tokio/*.wasm", (route) => route.fulfill({ body: "no module" }));
  expect((await bench()).outcome).toMatchObject({
    kind: "failed",
    message: expect.stringContaining("CompileError"),
  });
});

test("a gather that never returns is left out of the measurement", async ({ page }) => {
  await page.goto(site.url);
  const looping = "export function gather() { for (;;); }\nexport class Histogram {}";
  const { outcome } = await page.evaluate(([source, options]) => benchPage.bench(source, "debug", options), [
    looping,
    QUICK,
  ] as const);
  expect(outcome).toMatchObject({ kind: "measured", profile: { learner: null, throughGather: null } });
  expect(JSON.stringify(outcome)).toContain("never returned");
});

test("code that does not compile is not measured", async ({ page }) => {
  await page.goto(site.url);
  const { outcome } = await page.evaluate(() => benchPage.bench("export const = 1;", "debug"));
  expect(outcome).toMatchObject({ kind: "does-not-compile", errors: [{ line: 1, column: 14 }] });
});
