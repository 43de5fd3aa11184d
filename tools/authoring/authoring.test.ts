/** The exercise about futures in AUTHORING.md, made as it says: `course check` finds nothing, and learners' mistakes are explained. */
// @module-tag slow
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run as newPart } from "../../src/cli/new.ts";
import { copyProject } from "../course-copy.ts";

const manual = readFileSync(fileURLToPath(new URL("../../AUTHORING.md", import.meta.url)), "utf8");
const example = manual.slice(
  manual.indexOf("### A check of futures"),
  manual.indexOf("### The same exercise in Rust"),
);
/** The files that the manual gives: a path between backticks on a line of its own, then a fence. */
const files = [...example.matchAll(/^`([\w./-]+)`\n\n(`{3,})\w+\n([^]*?)\n\2$/gm)].map(
  ([, path = "", , text = ""]) => ({ path, text: `${text}\n` }),
);

let root = "";
/** `course new`, without a process of its own. */
const made = async (what: string, id: string, rust = false): Promise<void> => {
  expect(await newPart(what, id, { root, rust, write: () => {} })).toBe(0);
};
let remove: () => Promise<void>;
/** The copy's own command, with the copy's checks. */
const course = (...args: string[]): Promise<string> =>
  new Promise((resolve) =>
    execFile(process.execPath, ["src/cli/course.mjs", ...args], { cwd: root }, (_error, stdout) =>
      resolve(stdout),
    ),
  );

beforeAll(async () => {
  ({ root, remove } = await copyProject());
  await made("week", "week-02");
  await made("exercise", "week-02/within");
  await rm(join(root, "lessons/week-02/within/wrong/squares.ts"));
  for (const { path, text } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
});
afterAll(() => remove());

it("has no problem, and each check kills an answer alone", async () => {
  expect(files.map(({ path }) => path)).toHaveLength(7);
  const printed = await course("check", "week-02/within");
  // The scaffold's other texts are still to be written.
  expect(printed.split("\n").filter((line) => /error\[|within.*warning/.test(line))).toEqual([]);
  expect(printed).toContain("exercises: 1 graded; no problems");
});

it("reports in JSON, too, that checks in Rust are not those in TypeScript", async () => {
  await made("exercise", "week-02/both", true);
  const checks = join(root, "harness/both/checks.rs");
  const broken = readFileSync(checks, "utf8").replace('"twice"', '"thrice"');
  await writeFile(checks, broken);
  const printed = await course("check", "week-02/both", "--no-rust", "--format", "json");
  const problems = printed
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { severity?: string });
  expect(problems.filter(({ severity }) => severity !== "warning")).toEqual([
    {
      file: "harness/both/checks.rs",
      line: 7,
      column: 23,
      length: 6,
      rule: "rust-checks",
      message: 'no check in TypeScript has the id "thrice"',
      help: 'did you mean "twice"?',
      text: broken.split("\n")[6],
    },
    expect.objectContaining({ rule: "rust-checks", message: 'the check "twice" is missing' }),
  ]);
});

it("says what happened to a busy loop, and passes on what the learner's code throws", async () => {
  const imports = 'import { pollFn } from "std/future";\nimport { Poll } from "std/task";\n';
  const answers = {
    "loops.ts": "cx.waker.wakeByRef(); return Poll.Pending;",
    "throws.ts": 'throw new Error("my own");',
  };
  const paths = Object.keys(answers).map((name) => join(root, name));
  for (const [name, body] of Object.entries(answers))
    await writeFile(
      join(root, name),
      `${imports}export const within = () => pollFn((cx) => { void cx; void Poll; ${body} });\n`,
    );
  const [loops = "", throws = ""] = (
    await course("grade", "week-02/within", ...paths, "--format", "json")
  ).split("\n");
  expect(loops).toContain("polled more than 1,000 times");
  expect(throws).toContain("my own");
  expect(throws).toContain('"line":3');
});
