/** An instructor's journey: scaffold a week, write it with AUTHORING.md alone, break it, fix it, build it, take it in the browser. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { createServer, preview } from "vite";
import { run as newPart } from "../src/cli/new.ts";
import { run as rename } from "../src/cli/rename.ts";
import { encodeShared } from "../src/features/exercise/share/link.ts";
import { copyProject } from "../tools/course-copy.ts";
import { open, run, solution, usePlainEditor, workbench, write, SWEEP } from "./journey.ts";

const manual = readFileSync("AUTHORING.md", "utf8");
const example = manual.slice(manual.indexOf("## A week in ten minutes"), manual.indexOf("## `course.yaml`"));

/** The files that the manual gives: a path between backticks on a line of its own, then a fence. */
const files = [...example.matchAll(/^`([\w./-]+)`\n\n(`{3,})\w+\n([^]*?)\n\2$/gm)].map(
  ([, path = "", , text = ""]) => ({ path, text: `${text}\n` }),
);
/** The `course` commands that it tells to type. */
const commands = [...example.matchAll(/^npx course (new .*)$/gm)].map(([, line = ""]) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? ""),
);

interface Mistake {
  what: string;
  file: string;
  from: string;
  to: string;
  rule: string;
  /** The text at which `course check` must point, and its file where that is another one. */
  at: string;
  atFile?: string;
  /** Part of what it says. */
  says: RegExp;
}

const LESSON = "lessons/week-02/day-1.md";
const TAIL = "lessons/week-02/tail";
/** Each round is made at once and must be reported whole; what keeps others from being looked at has its own. */
const ROUNDS: Mistake[][] = [
  [
    {
      what: "a block inside one of as many colons",
      file: LESSON,
      from: "::::prediction",
      to: ":::prediction",
      rule: "misnested-block",
      at: ":::explain",
      says: /open it with `::::prediction`/,
    },
    {
      what: "a block that does not exist",
      file: LESSON,
      from: "::exercise{",
      to: "::exercize{",
      rule: "unknown-block",
      at: "exercize",
      says: /did you mean "exercise"\?/,
    },
    {
      what: "a link to no lesson",
      file: "lessons/week-02/week.md",
      from: "day-4.md",
      to: "day-44.md",
      rule: "dead-link",
      at: "../week-01/day-44.md",
      says: /available: week-01\/day-1, /,
    },
    {
      what: "minutes in words",
      file: LESSON,
      from: "summary: What p99 says, and what it does not.",
      to: "summary: What p99 says, and what it does not.\nminutes: sixty",
      rule: "bad-value",
      at: "sixty",
      says: /"minutes" must be a number/,
    },
    {
      what: "code that does not compile",
      file: LESSON,
      from: "latencies.length);",
      to: "latencies.length;",
      rule: "bad-code",
      at: ";\n```",
      says: /this code does not compile: Expected "\)"/,
    },
    {
      what: "a lesson that is not there",
      file: "lessons/course.yaml",
      from: "lessons: [day-1]",
      to: "lessons: [day-1, day-9]",
      rule: "missing-file",
      at: "day-9",
      says: /no such file: lessons\/week-02\/day-9\.md/,
    },
  ],
  [
    {
      what: "an import that is not declared",
      file: `${TAIL}/exercise.yaml`,
      from: "uses: [week-01/histogram]",
      to: "uses: []",
      rule: "does-not-compile",
      at: '"week-01/histogram"',
      atFile: `${TAIL}/solution.ts`,
      says: /"week-01\/histogram" cannot be imported\.[^]*under `uses`/,
    },
  ],
  [
    {
      what: "checks that nothing lists",
      file: "harness/index.ts",
      from: 'import { tailChecks } from "./tail.ts";\n',
      to: "const tailChecks = { exercise: 'week-02/tail', checks: [] };\n",
      rule: "unlisted-checks",
      at: "",
      says: /import \{ tailChecks \} from "\.\/tail\.ts"/,
    },
  ],
  [
    {
      what: "a solution that fails",
      file: `${TAIL}/solution.ts`,
      from: "percentile(0.99)",
      to: "percentile(0.5)",
      rule: "solution-fails",
      at: "",
      says: /a solution must pass every check; two-in-a-hundred: fail/,
    },
    {
      what: "a stub that gives an answer",
      file: `${TAIL}/stub.ts`,
      from: 'return todo("p99")',
      to: "return 1_000",
      rule: "stub-not-todo",
      at: "",
      says: /every check of a stub must be todo; one-in-a-hundred: pass/,
    },
    {
      what: "a hole in the checks",
      file: "harness/tail.ts",
      from: "answer <= 1.19 * expected",
      to: "answer <= 1e9",
      rule: "wrong-survives",
      at: "one-in-a-hundred",
      atFile: `${TAIL}/wrong/max.ts`,
      says: /this answer must fail the check "one-in-a-hundred"/,
    },
    {
      what: "a wrong answer that is killed with other words",
      file: `${TAIL}/wrong/median.ts`,
      from: "says: 2 of 100",
      to: "says: twice as long",
      rule: "wrong-says",
      at: "twice as long",
      says: /the message of "two-in-a-hundred" does not contain this/,
    },
  ],
];

test(
  "a week written with the manual is checked, broken in a dozen ways, fixed, built and taken",
  SWEEP,
  async ({ page }) => {
    const { root, remove } = await copyProject();
    const at = (path: string) => join(root, path);
    const course = async (...args: string[]): Promise<{ code: number; text: string }> => {
      const options = { cwd: root, maxBuffer: 20_000_000 };
      return promisify(execFile)(process.execPath, [at("src/cli/course.mjs"), ...args], options).then(
        ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
        (error: { code: number; stdout: string; stderr: string }) => ({
          code: error.code,
          text: error.stdout + error.stderr,
        }),
      );
    };
    try {
      await test.step("the scaffold passes as it is", async () => {
        expect(commands).toHaveLength(2);
        for (const args of commands) expect(await course(...args)).toMatchObject({ code: 0 });
        const { code, text } = await course("check", "week-02");
        expect(text).toMatch(/no problems, 7 warnings\nexercises: 1 graded; no problems\n$/);
        expect(code).toBe(0);
      });

      await test.step("what the manual gives passes too", async () => {
        expect(files.map(({ path }) => path)).toContain(`${TAIL}/solution.ts`);
        for (const { path, text } of files) await writeFile(at(path), text);
        await rm(at(`${TAIL}/wrong/squares.ts`));
        const { code, text } = await course("check", "week-02");
        expect(text).toMatch(/no problems\nexercises: 1 graded; no problems\n$/);
        expect(text).toMatch(/^ {2}max +● {2}·$/m);
        expect(text).toMatch(/week-02: \d+ of 60 minutes planned/);
        expect(code).toBe(0);
      });

      for (const round of ROUNDS)
        await test.step(round.map(({ what }) => what).join("; "), async () => {
          const good = new Map<string, string>();
          for (const { file, from, to } of round) {
            const before = await readFile(at(file), "utf8");
            expect(before).toContain(from);
            if (!good.has(file)) good.set(file, before);
            await writeFile(at(file), before.replace(from, to));
          }
          const broken = new Map<string, string>();
          for (const { file, atFile = file } of round) broken.set(atFile, await readFile(at(atFile), "utf8"));
          const { code, text } = await course("check", "week-02");
          for (const [file, text] of good) await writeFile(at(file), text);
          for (const { file, atFile = file, at: piece, rule, says } of round) {
            const place = placeOf(broken.get(atFile) ?? "", piece);
            expect.soft(text).toContain(`${atFile}:${place} error[${rule}]: `);
            expect.soft(text).toMatch(says);
          }
          expect(code).toBe(1);
        });

      const shared = encodeShared({ exercise: "week-02/both", language: "rust", code: "// from a friend\n" });
      await test.step("a day gets two exercises, one of them in Rust too, which is renamed", async () => {
        const made = { root, write: () => {} };
        await newPart("day", "week-02/day-2", made);
        await newPart("exercise", "week-02/both", { ...made, rust: true });
        await newPart("exercise", "week-02/other", made);
        expect(await rename("exercise", "week-02/both", "double", made)).toBe(0);
      });

      await test.step("mended, it builds", async () => {
        const vite = join(process.cwd(), "node_modules/vite/bin/vite.js");
        await promisify(execFile)(process.execPath, [vite, "build", "--logLevel", "error"], { cwd: root });
      });

      const server = await preview({
        root,
        configFile: at("vite.config.ts"),
        preview: { port: 0 },
        logLevel: "silent",
      });
      try {
        const site = (server.resolvedUrls?.local[0] ?? "").replace(/\/$/, "");
        await usePlainEditor(page);

        await test.step("a learner takes it, with the reference Histogram", async () => {
          await open(page, site);
          await expect(page.getByRole("heading", { name: /The tail, seen/ })).toBeVisible();
          await open(page, `${site}/week-02/day-1/`);
          await expect(page.getByText("imports the reference solution until yours passes")).toBeVisible();
          const bench = workbench(page);
          await run(page);
          await expect(bench.getByText(/todo/i).first()).toBeVisible();
          await write(page, textOf(`${TAIL}/wrong/max.ts`));
          await run(page);
          await expect(bench.getByText(/p99 is 1,000,000 ns, not about 1,000 ns/).first()).toBeVisible();
          await write(page, textOf(`${TAIL}/solution.ts`));
          await run(page);
          await expect(bench.getByText(/passed|every check passes|checks pass/i).first()).toBeVisible();
        });

        await test.step("and then with their own, which says so", async () => {
          await open(page, `${site}/week-01/day-4/`);
          const mine = solution("histogram").replace(
            "record(ns: number): void {",
            'record(ns: number): void {\n    if (ns === 1_000_000) console.log("the learner\'s own");',
          );
          await write(page, mine);
          await run(page);
          await expect(
            workbench(page)
              .getByText(/passed|every check passes|checks pass/i)
              .first(),
          ).toBeVisible();
          await open(page, `${site}/week-02/day-1/`);
          await expect(page.getByText("imports your passing code")).toBeVisible();
          await run(page);
          await expect(workbench(page).getByText("the learner's own").first()).toBeVisible();
        });

        await test.step("a link to the renamed exercise opens it in Rust, above the other one", async () => {
          if (!shared.ok) throw new Error(shared.message);
          await open(page, `${site}/week-02/day-2/${shared.fragment}`);
          const [both, other] = [page.locator("#both"), page.locator("#other")];
          await expect(both.getByText("Code that came with the link, in Rust.")).toBeVisible();
          await both.getByRole("button", { name: "Put it into my editor" }).click();
          await expect(both.getByRole("textbox")).toHaveValue("// from a friend\n");
          await expect(other.getByRole("textbox")).toBeVisible();
          const [above, below] = [await both.boundingBox(), await other.boundingBox()];
          expect((above?.y ?? Infinity) + (above?.height ?? 0)).toBeLessThan(below?.y ?? 0);
        });
      } finally {
        await server.close();
      }
    } finally {
      await remove();
    }
  },
);

test(
  "a saved file appears on the page at once, and the text being written there stays",
  SWEEP,
  async ({ page }) => {
    const { root, remove } = await copyProject();
    const server = await createServer({
      root,
      configFile: join(root, "vite.config.ts"),
      cacheDir: join(root, ".vite"),
      logLevel: "error",
      // The packages are linked, and lie outside the copy.
      server: { port: 0, fs: { strict: false } },
    });
    try {
      await server.listen();
      await usePlainEditor(page);
      const lesson = join(root, "lessons/week-01/day-4.md");
      const good = await readFile(lesson, "utf8");
      await page.goto(`${server.resolvedUrls?.local[0]}week-01/day-4/`, { timeout: 120_000 });
      const author = page.getByRole("complementary", { name: "Author: week-01/histogram" });
      await expect(author).toBeVisible({ timeout: 120_000 });
      await write(page, "// mine, half done");
      await page.evaluate(() => Object.assign(window, { sameDocument: true }));

      await test.step("a mistake is shown over the page, with a link to its place", async () => {
        await writeFile(lesson, good.replace("\n## ", "\n:::nota\nNo block.\n:::\n\n## "));
        const overlay = page.locator("vite-error-overlay");
        await expect(overlay.getByText('unknown block "nota"').first()).toBeVisible();
        await expect(overlay.getByText(/day-4\.md:\d+:4$/).first()).toBeVisible();
      });

      await test.step("once fixed, it goes away, and the new text appears", async () => {
        await writeFile(lesson, good.replace("\n## ", "\nWords that were just saved.\n\n## "));
        await expect(page.getByText("Words that were just saved.")).toBeVisible();
        await expect(page.locator("vite-error-overlay")).toHaveCount(0);
        await expect(workbench(page).getByRole("textbox")).toHaveValue("// mine, half done");
        expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
      });

      await test.step("the author's bar puts answers in, gives the code back, and runs the matrix", async () => {
        await author.getByRole("button", { name: "solution.ts" }).click();
        await expect(workbench(page).getByRole("textbox")).toHaveValue(solution("histogram"));
        await author.getByLabel("Wrong answer").selectOption({ index: 1 });
        await expect(workbench(page).getByRole("textbox")).toHaveValue(/\/\/ check: /);
        await author.getByRole("button", { name: "Back to my code" }).click();
        await expect(workbench(page).getByRole("textbox")).toHaveValue("// mine, half done");
        await author.getByRole("button", { name: "Run the kill matrix" }).click();
        await expect(author.getByText("Every answer does what it promises.")).toBeVisible({
          timeout: 120_000,
        });
      });

      await test.step("a wrong answer that is saved is in the next matrix", async () => {
        const wrong = await readFile(join(root, "lessons/week-01/histogram/solution.ts"), "utf8");
        await writeFile(
          join(root, "lessons/week-01/histogram/wrong/0-right.ts"),
          `// check: mean\n// says: wrong\n${wrong}`,
        );
        await expect(author.getByRole("option", { name: "wrong/0-right.ts" })).toBeAttached();
        await author.getByRole("button", { name: "Run the kill matrix" }).click();
        await expect(author.getByText(/0-right\.ts:1:11 error\[wrong-survives\]/)).toBeVisible({
          timeout: 120_000,
        });
      });
    } finally {
      await server.close();
      await remove();
    }
  },
);

function textOf(path: string): string {
  return files.find((file) => file.path === path)?.text ?? "";
}

/** `line:column` of a piece of a file, as compilers count. */
function placeOf(text: string, piece: string): string {
  const before = text.slice(0, text.indexOf(piece)).split("\n");
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
