/** Nothing escapes the sandbox: each attack runs unprotected, under the policy alone, and as learner code. */
import { expect, test } from "@playwright/test";
import type { SandboxPage } from "../tools/sandbox-site/page/main.ts";
import { buildSite, serve, type Site } from "../tools/sandbox-site/site.ts";
import { SWEEP } from "./journey.ts";
import { learnerSource, rawScript, vectors } from "../src/sandbox/testing/browser-vectors.ts";

declare const sandboxPage: SandboxPage;

/** Long enough for what was started to arrive, and for what is left behind after a run to show itself. */
const LINGER_MS = 2_500;

/** How each attempt ended; one that has not answered in time is left out. */
function outcomes(lines: readonly string[]): Map<string, { reached: boolean; how: string }> {
  const parsed = lines.map((line) => line.split("\t"));
  return new Map(
    parsed.map(([name = "", how, ...rest]) => [name, { reached: how === "reached", how: rest.join(" ") }]),
  );
}

const names = (kind: "sends" | "takes") =>
  vectors.filter(({ unprotected }) => unprotected === kind).map(({ name }) => name);

// In order, in one worker: the page is built once.
test.describe.configure({ mode: "default" });

let folder = "";
let open = "";
test.beforeAll(async () => {
  folder = await buildSite({ policy: true });
  open = await buildSite({ policy: false });
});

test("unprotected, the attacks work", async ({ page }) => {
  const site = await serve(open, { isolated: true });
  await page.goto(site.url);
  const lines = await page.evaluate(([script, ms]) => sandboxPage.unprotected(script, ms), [
    rawScript(site.targets),
    LINGER_MS,
  ] as const);
  const hits = site.takeHits();
  const reached = outcomes(lines);
  expect(names("sends").filter((name) => !hits.includes(name))).toEqual([]);
  expect(names("takes").filter((name) => !reached.get(name)?.reached)).toEqual([]);
  await site.close();
});

for (const isolated of [true, false]) {
  test.describe(isolated ? "with isolation headers" : "without headers", () => {
    let site: Site;
    test.beforeEach(async ({ page }) => {
      site = await serve(folder, { isolated });
      await page.goto(site.url);
      expect(await page.evaluate(() => sandboxPage.isolated())).toBe(isolated);
    });
    test.afterEach(() => site.close());

    test("under the policy alone, nothing reaches a server or the application", async ({ page }) => {
      const lines = await page.evaluate(([script, ms]) => sandboxPage.inFrame(script, ms), [
        rawScript(site.targets),
        LINGER_MS,
      ] as const);
      expect(lines.length).toBeGreaterThan(vectors.length / 2);
      expect(site.takeHits()).toEqual([]);
      const ended = outcomes(lines);
      const got = vectors.filter(({ name }) => ended.get(name)?.reached);
      expect(got.filter((vector) => !vector.harmless).map(({ name }) => name)).toEqual([]);
    });

    for (const how of ["checked", "measured", "on tokio"] as const)
      test(
        `as learner code that is ${how}, nothing is sent and nothing is taken`,
        isolated ? {} : SWEEP,
        async ({ page }, info) => {
          const tried = vectors.filter(({ onlyRaw }) => !onlyRaw);
          const lines: string[] = [];
          // In parts, because the console passes only so many lines.
          for (let i = 0; i < tried.length; i += 40) {
            const source = learnerSource(tried.slice(i, i + 40), site.targets);
            const some = page.evaluate(([text, ms, way]) => sandboxPage.asLearner(text, ms, way), [
              source,
              LINGER_MS,
              how,
            ] as const);
            lines.push(...(await some));
          }
          const ended = outcomes(lines);
          await info.attach("tried and stopped by", {
            body: tried.map(({ name }) => `${name}: ${ended.get(name)?.how ?? "never answered"}`).join("\n"),
          });
          expect(site.takeHits()).toEqual([]);
          expect(tried.filter(({ name }) => ended.get(name)?.reached).map(({ name }) => name)).toEqual([]);
          expect(tried.filter(({ name }) => !ended.has(name)).map(({ name }) => name)).toEqual([]);
        },
      );
  });
}
