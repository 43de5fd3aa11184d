/** `course new exercise --rust`, then the Rust side broken in every way, with the exact words; skipped without cargo. */
// @module-tag cargo
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyProject } from "../course-copy.ts";
import { formatProblem } from "../../src/course/problem.ts";
import { readAllCourseFiles } from "../../src/lesson/files.ts";
import { buildChecks, canBuildChecks, type Toolchain } from "../../src/cli/cargo.ts";
import { compileSides, type RustSides } from "../../src/cli/check-rust-sides.ts";
import { exercisesOf } from "../../src/cli/exercises.ts";
import { gradeRust } from "../../src/cli/grade-rust.ts";
import { run as newPart } from "../../src/cli/new.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const cargo = await canBuildChecks(ROOT);
const TAIL = "lessons/week-02/tail";
const CHECKS = "harness/tail/checks.rs";

/** What one edit of a file makes the command say. */
interface Break {
  what: string;
  file: string;
  /** Both empty: the file is removed. */
  from: string | RegExp;
  to: string;
  says: string;
}

const BREAKS: Break[] = [
  {
    what: "a solution with a type error",
    file: `${TAIL}/solution.rs`,
    from: "2 * n",
    to: '"four"',
    says: `lessons/week-02/tail/solution.rs:5:5 error[rust-error]: mismatched types: expected \`u64\`, found \`&str\`
    5 |     "four"
      |     ^^^^^^
  = help: rustc's error E0308`,
  },
  {
    what: "an error behind characters of two UTF-16 units",
    file: `${TAIL}/wrong/squares.rs`,
    from: "n * n",
    to: 'let _ = "🦀🦀"; missing(n)',
    says: `lessons/week-02/tail/wrong/squares.rs:6:21 error[rust-error]: cannot find function \`missing\` in this scope
    6 |     let _ = "🦀🦀"; missing(n)
      |                     ^^^^^^^
  = help: rustc's error E0425`,
  },
  {
    what: "a stub without the function",
    file: `${TAIL}/stub.rs`,
    from: "pub fn tail",
    to: "pub fn tial",
    says: `lessons/week-02/tail/stub.rs:4:1 error[rust-error]: the checks cannot call this answer (harness/tail/checks.rs:13:31): cannot find function \`tail\` in module \`learner\`
    4 | pub fn tial(n: u64) -> u64 {
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^
  = help: rustc's error E0425; a function with a similar name exists: \`tial\``,
  },
  {
    what: "a function that is private",
    file: `${TAIL}/wrong/squares.rs`,
    from: "pub fn tail",
    to: "fn tail",
    says: `lessons/week-02/tail/wrong/squares.rs:5:1 error[rust-error]: the checks cannot call this answer (harness/tail/checks.rs:13:31): function \`tail\` is private
    5 | fn tail(n: u64) -> u64 {
      | ^^^^^^^^^^^^^^^^^^^^^^
  = help: rustc's error E0603`,
  },
  {
    what: "checks that call what no answer has",
    file: CHECKS,
    from: "learner::tail(n)",
    to: "learner::tale(n)",
    says: `harness/tail/checks.rs:13:31 error[rust-error]: cannot find function \`tale\` in module \`learner\`
   13 |         let answer = learner::tale(n);
      |                               ^^^^
  = help: rustc's error E0425`,
  },
  {
    what: "checks with a module that has no file",
    file: CHECKS,
    from: "use super::learner;",
    to: "mod parts;\nuse super::learner;",
    says: `harness/tail/checks.rs:3:1 error[rust-error]: file not found for module \`parts\`
    3 | mod parts;
      | ^^^^^^^^^^
  = help: rustc's error E0583; to create the module \`parts\`, create file "harness/tail/parts.rs" or "harness/tail/parts/mod.rs"`,
  },
  {
    what: "checks without checks()",
    file: CHECKS,
    from: "pub fn checks",
    to: "fn cheks",
    says: `harness/tail/checks.rs:1:1 error[rust-error]: these checks cannot be called: cannot find value \`checks\` in module \`checks\`
  = help: write \`pub fn checks() -> Vec<Check>\`; rustc's error E0425; a function with a similar name exists: \`cheks\``,
  },
  {
    what: "checks of another type",
    file: CHECKS,
    from: "Vec<Check>",
    to: "Vec<u8>",
    says: `harness/tail/checks.rs:7:10 error[rust-error]: mismatched types: expected \`u8\`, found \`Check\`
    7 |     vec![Check { id: "twice", title: "the answer is twice the number", run: |_| twice() }]
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = help: rustc's error E0308`,
  },
  {
    what: "a check that panics by itself",
    file: CHECKS,
    from: "2 * n {",
    to: "2 * n / (n - n) {",
    says: `harness/tail/checks.rs:14:22 error[broken-check]: the check "twice" is broken: it panicked: attempt to divide by zero
   14 |         if answer != 2 * n / (n - n) {
      |                      ^
  = help: it ran on lessons/week-02/tail/solution.rs`,
  },
  {
    what: "a check that never ends",
    file: CHECKS,
    from: "for n in [2, 3, 0]",
    to: "for _ in std::iter::repeat(0) {}\n    for n in [2, 3, 0]",
    says: `harness/tail/checks.rs:7:23 error[broken-check]: the check "twice" is broken: it never ends, not even on the stub
    7 |     vec![Check { id: "twice", title: "the answer is twice the number", run: |_| twice() }]
      |                       ^^^^^
  = help: look for a loop in its \`run\``,
  },
  {
    what: "a wrong answer that survives",
    file: `${TAIL}/wrong/squares.rs`,
    from: "n * n",
    to: "n + n",
    says: `lessons/week-02/tail/wrong/squares.rs:1:11 error[wrong-survives]: this answer must fail the check "twice"; twice: pass
    1 | // check: twice
      |           ^^^^^
  = help: it passes every check: a check has a hole, or the answer is right`,
  },
  {
    what: "a wrong answer that is killed with other words",
    file: `${TAIL}/wrong/squares.rs`,
    from: "is 9",
    to: "is nine",
    says: `lessons/week-02/tail/wrong/squares.rs:2:10 error[wrong-says]: the message of "twice" does not contain this; twice: fail, "tail(3) is 9, not 6."
    2 | // says: tail(3) is nine
      |          ^^^^^^^^^^^^^^^`,
  },
  {
    what: "a stub that does some of the work",
    file: `${TAIL}/stub.rs`,
    from: /todo!.*/,
    to: "0",
    says: `lessons/week-02/tail/stub.rs:1:1 error[stub-not-todo]: every check of a stub must be todo; twice: fail, "tail(2) is 0, not 4."
    1 | //! TODO: doubles a number, until you write your own exercise.
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = help: leave the work to the learner: write \`todo!(…)\``,
  },
  {
    what: "a solution that panics",
    file: `${TAIL}/solution.rs`,
    from: "2 * n",
    to: "2 * n / (n - n)",
    says: `lessons/week-02/tail/solution.rs:5:5 error[solution-fails]: a solution must pass every check; twice: error, "Your code panicked: attempt to divide by zero."
    5 |     2 * n / (n - n)
      |     ^^^^^^^^^^^^^^^`,
  },
];

describe.skipIf(!cargo)(`an exercise's own Rust side${cargo ? "" : " (skipped: no cargo)"}`, () => {
  let copy: Awaited<ReturnType<typeof copyProject>>;
  let toolchain: Toolchain;
  const at = (path: string): string => join(copy.root, path);
  const edit = async (path: string, from: string | RegExp, to: string): Promise<void> => {
    const before = await readFile(at(path), "utf8");
    const after = before.replace(from, () => to);
    expect(after).not.toBe(before);
    await writeFile(at(path), after);
  };
  const check = async (): Promise<RustSides> => {
    const all = await exercisesOf(copy.root);
    return compileSides(toolchain, ["week-02/tail"], all, await readAllCourseFiles(copy.root), true);
  };

  beforeAll(async () => {
    copy = await copyProject();
    // The crates are the original's, so that cargo builds them once.
    toolchain = { ...(await buildChecks(ROOT)), root: copy.root };
    const made = { root: copy.root, write: () => {} };
    await newPart("week", "week-02", made);
    await newPart("exercise", "week-02/tail", { ...made, rust: true });
  });
  afterAll(() => copy?.remove());

  it("passes as the scaffold writes it", async () => {
    const { problems, matrices } = await check();
    expect(problems).toEqual([]);
    expect(matrices).toMatchObject([
      {
        checks: [{ id: "twice", title: "the answer is twice the number" }],
        rows: [{ name: "squares", checks: [{ id: "twice", status: "fail" }] }],
        problems: [],
      },
    ]);
  });

  it("says what is wrong, where, and how to correct it", async () => {
    for (const { what, file, from, to, says } of BREAKS) {
      const good = await readFile(at(file), "utf8");
      await edit(file, from, to);
      const { problems, matrices } = await check();
      await writeFile(at(file), good);
      const all = [...problems, ...matrices.flatMap((matrix) => matrix.problems)];
      expect.soft(all.map(formatProblem).join("\n\n"), what).toBe(says);
    }
  });

  it("may use an earlier exercise, also within the walls", async () => {
    await edit(`${TAIL}/exercise.yaml`, /^uses: .*$/m, "uses: [week-01/histogram]");
    const solution = `use super::week_01::histogram::Histogram;

pub fn tail(n: u64) -> u64 {
    let mut histogram = Histogram::new();
    (0..2 * n).for_each(|ns| histogram.record(ns));
    histogram.count()
}
`;
    await writeFile(at(`${TAIL}/solution.rs`), solution);
    const { problems, matrices } = await check();
    expect([...problems, ...matrices.flatMap((matrix) => matrix.problems)]).toEqual([]);
    const outcome = await gradeRust(toolchain, "week-02/tail", at(`${TAIL}/solution.rs`), "hash", ["twice"]);
    expect(outcome).toMatchObject({ kind: "report", report: { passed: true, exercise: "week-02/tail" } });

    await edit(`${TAIL}/exercise.yaml`, /^uses: .*$/m, "uses: []");
    expect((await check()).problems.map(formatProblem)).toEqual([
      `lessons/week-02/tail/solution.rs:1:12 error[rust-error]: cannot find \`week_01\` in \`super\`
    1 | use super::week_01::histogram::Histogram;
      |            ^^^^^^^
  = help: rustc's error E0433; name an exercise whose code you use under \`uses\` in exercise.yaml`,
    ]);
  });

  it("is in AUTHORING.md as it has to be written", async () => {
    const manual = await readFile(join(ROOT, "AUTHORING.md"), "utf8");
    const files = [
      ...manual.matchAll(/^`((?:lessons\/week-02|harness)\/tail[\w./-]+)`\n\n```\w+\n([^]*?)\n```$/gm),
    ];
    await rm(at(`${TAIL}/wrong/squares.rs`));
    for (const [, path = "", text] of files) await writeFile(at(path), `${text}\n`);
    const { problems, matrices } = await check();
    expect([...problems, ...matrices.flatMap((matrix) => matrix.problems)]).toEqual([]);
    expect(matrices[0]?.rows.map(({ name }) => name)).toEqual(["max", "median"]);
    const typeScript = files.find(([, path]) => path === "harness/tail.ts")?.[2] ?? "";
    const wanted = [...typeScript.matchAll(/slowOnes\("(.*?)", "(.*?)"/g)];
    expect(matrices[0]?.checks).toEqual(wanted.map(([, id, title]) => ({ id, title })));

    await edit(`${TAIL}/solution.rs`, /latencies\.iter.*\n.*/, "histogram.record(0)");
    const [error] = (await check()).problems;
    expect(manual).toContain(error && formatProblem(error));
  });
});
