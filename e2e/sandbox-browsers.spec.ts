/** The wall holds in Firefox and WebKit too, with and without isolation headers, and a learner sees the same there. */
import { expect, test } from "@playwright/test";
import { otherBrowsers } from "./sandbox/browsers.ts";
import { RIGHT } from "./sandbox/faults.ts";
import { buildSite, serve } from "./sandbox/site.ts";
import { learnerSource, vectors } from "./sandbox/vectors.ts";

/** A throw on the learner's third line, behind tabs, Cyrillic and an emoji. */
const THROWS =
  "export const answer = (): number => {\n\t// крабы\n\tconst crab = '🦀'; throw new Error(crab);\n};";
const LOOPS = "export const answer = () => { console.log('before'); for (;;); };";
const ATTACKS_AT_ONCE = 40;

// In order, in one worker: the page is built once.
test.describe.configure({ mode: "default" });

let folder = "";
test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = await buildSite({ policy: true });
});

for (const { name, missing, open } of otherBrowsers) {
  for (const isolated of [true, false]) {
    test(`${name}, ${isolated ? "with isolation headers" : "without headers"}`, async () => {
      test.skip(missing !== "", missing);
      test.setTimeout(150_000);
      const site = await serve(folder, { isolated });
      const tried = vectors.filter(({ onlyRaw }) => !onlyRaw);
      const attacks = [tried.slice(0, ATTACKS_AT_ONCE), tried.slice(ATTACKS_AT_ONCE)];
      const sources = [RIGHT, THROWS, LOOPS, RIGHT];
      site.visit = {
        sources,
        attacks: attacks.map((some) => learnerSource(some, site.targets)),
        ms: 2_500,
        checkTimeoutMs: 2_000,
      };
      const close = open(`${site.url}#visit`);
      try {
        const all = sources.length + attacks.length;
        await expect.poll(() => site.outcomes.length, { timeout: 120_000 }).toBe(all);
      } finally {
        close();
        await site.close();
      }
      const [right, throws, loops, again, ...lines] = site.outcomes;
      expect(right).toMatchObject({
        kind: "report",
        report: { passed: true, environment: { engine: expect.stringContaining(name) } },
      });
      expect(throws).toMatchObject({ report: { checks: [{ status: "error", position: { line: 3 } }, {}] } });
      expect(loops).toMatchObject({
        report: {
          checks: [{ status: "fail" }, { status: "not-run" }],
          logs: [{ text: "before", check: "first" }],
        },
      });
      expect(again).toMatchObject({ kind: "report", report: { passed: true } });

      expect(site.takeHits()).toEqual([]);
      const said = (lines as string[][]).flat().map((line) => line.split("\t"));
      expect(said.filter(([, how]) => how === "reached")).toEqual([]);
      expect(said.length).toBeGreaterThan(tried.length * 0.9);
    });
  }
}
