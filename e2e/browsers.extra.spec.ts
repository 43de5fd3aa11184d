/** The sandbox holds in Firefox and WebKit too, with and without isolation headers, and learners see the same results. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { SEQUENTIAL, solution } from "./journey.ts";
import { otherBrowsers, type Started } from "./sandbox/browsers.ts";
import { RIGHT } from "./sandbox/faults.ts";
import { buildSite, serve } from "../tools/sandbox-site/site.ts";
import { learnerSource, vectors } from "../src/sandbox/testing/browser-vectors.ts";
import type { WebDriver } from "./sandbox/web-driver.ts";

/** A throw on the learner's third line, behind tabs, Cyrillic and an emoji. */
const THROWS =
  "export const answer = (): number => {\n\t// крабы\n\tconst crab = '🦀'; throw new Error(crab);\n};";
const LOOPS = "export const answer = () => { console.log('before'); for (;;); };";
const LOOPING_GATHER = "export function gather() {\n  for (;;) {}\n}\n";
const ATTACKS_AT_ONCE = 40;

/** What a learner does on the built course: typed as an editor gets it, clicked where a pointer would. */
function learner(driver: WebDriver, home: string) {
  return {
    open: (path: string) => driver.open(new URL(path, home).href),
    async write(code: string): Promise<void> {
      const box = "return document.querySelectorAll(\"[aria-label^='Workbench'] textarea\").length";
      await expect.poll(() => driver.run(box)).toBe(1);
      await driver.run(
        `const box = document.querySelector("[aria-label^='Workbench'] textarea");
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, arguments[0]);
        box.dispatchEvent(new Event("input", { bubbles: true }));`,
        code,
      );
    },
    press,
    sees,
    /**
     * The page gives a check 2 s from one sign of life to the next. A loaded machine may hold up right code for longer,
     * and then a learner would run it again.
     */
    async passes(button: string): Promise<void> {
      for (let tries = 1; ; tries++) {
        await press(button);
        try {
          return await sees(/All \d+ checks pass/);
        } catch (error) {
          if (tries === 3 || !/still running after \d+ s and was stopped/.test(await words())) throw error;
        }
      }
    },
  };
  function press(name: string): Promise<void> {
    return driver.click(`//button[starts-with(normalize-space(.), "${name}")]`);
  }
  function words(): Promise<string> {
    return driver.run<string>("return document.body.innerText");
  }
  async function sees(text: RegExp, timeout = 100_000): Promise<void> {
    await expect.poll(words, { timeout }).toMatch(text);
  }
}

for (const { name, missing, start } of otherBrowsers)
  test.describe(name, () => {
    // In order, in one worker: the page is built once, and the browser started once.
    test.describe.configure({ mode: "default" });

    let folder = "";
    test.beforeAll(async () => {
      folder = await buildSite({ policy: true });
    });

    let browser: Started | undefined;
    /** The same for every test: each begins at an address of its own. */
    const started = async () => (browser ??= await start()).driver;
    test.afterAll(() => browser?.close());

    for (const isolated of [true, false]) {
      test(isolated ? "with isolation headers" : "without headers", async () => {
        test.skip(missing !== "", missing);
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
        // Each attack is tried where code is checked, where it is measured, and where it runs on tokio.
        const all = sources.length + 3 * attacks.length;
        const driver = await started();
        await driver.open(`${site.url}#visit`);
        await expect.poll(() => site.outcomes.length, { timeout: 400_000 }).toBe(all);
        await site.close();
        const [right, throws, loops, again, ...lines] = site.outcomes;
        expect(right).toMatchObject({
          kind: "report",
          report: { passed: true, environment: { engine: expect.stringContaining(name) } },
        });
        expect(throws).toMatchObject({
          report: { checks: [{ status: "error", position: { line: 3 } }, {}] },
        });
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
        expect(said.length).toBeGreaterThan(3 * tried.length * 0.9);
      });
    }

    test("wrong, right, endless, and the capstone measured", async ({ baseURL }) => {
      test.setTimeout(600_000);
      test.skip(missing !== "", missing);
      const driver = await started();
      const { open, write, press, passes, sees } = learner(driver, baseURL!);
      // Not a page of the course: leaving one while it makes its storage for the first time silences WebKit's for good.
      await open("/icon.svg");
      await driver.run(
        'localStorage.setItem("tokio-internals/settings", JSON.stringify({ theme: "system", editor: "plain" }))',
      );
      await open("/week-01/day-3/");
      await write(SEQUENTIAL);
      await press("Run");
      await sees(/first poll polled child 0 \(Pending\), but not child 1/);
      await write(solution("gather"));
      await passes("Run");
      await write(LOOPING_GATHER);
      await press("Run");
      await sees(/never returned/);
      await open("/week-01/capstone/");
      await write(solution("capstone"));
      await passes("Submit");
      await sees(/Measure again/, 300_000);
      await sees(/95 % interval \S+ to \S+, on real tokio 1\.53\.1, debug build|BENCH was not recorded: /);
      // On tokio itself: its modules are compiled in this browser's frame, too.
      await sees(/MEASURED ON\s+Real tokio, debug/i);
    });

    test("wrong answers fail the checks they name, right ones pass", async () => {
      test.skip(missing !== "", missing);
      const site = await serve(await buildSite({ policy: true, engine: "course" }), { isolated: true });
      const answers = sampleOfAnswers();
      const driver = await started();
      await driver.open(site.url);
      const failing = await driver.settled<string[][]>("sandboxPage.failing(arguments[0])", answers);
      for (const [index, { file, check }] of answers.entries()) {
        if (check === undefined) expect(failing[index], file).toEqual([]);
        else expect(failing[index], file).toContain(check);
      }
      await site.close();
    });
  });

/** Every solution, and every sixth wrong answer, for each takes a while here; all of them when `ALL_ANSWERS` is set. */
function sampleOfAnswers(): { file: string; exercise: string; source: string; check?: string }[] {
  const week = "lessons/week-01";
  const files = ["gather", "histogram", "capstone"].flatMap((exercise) => {
    const wrong = readdirSync(`${week}/${exercise}/wrong`).filter((name) => name.endsWith(".ts"));
    const some = wrong.filter((_name, index) => process.env["ALL_ANSWERS"] || index % 6 === 0);
    return ["solution.ts", ...some.map((name) => `wrong/${name}`)].map((name) => ({ exercise, name }));
  });
  return files.map(({ exercise, name }) => {
    const file = `${week}/${exercise}/${name}`;
    const source = readFileSync(file, "utf8");
    const check = /^\/\/ check: (\S+)/m.exec(source)?.[1];
    return { file, exercise: `week-01/${exercise}`, source, ...(check === undefined ? {} : { check }) };
  });
}
