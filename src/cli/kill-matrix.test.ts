/** The kill matrix notices every false claim: a solution that fails, a stub that does not, a wrong answer that passes. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { formatMatrix } from "./format-matrix.ts";
import { killMatrix } from "./kill-matrix.ts";
import type { ExerciseMatrix } from "./kill-matrix.ts";

const real = fileURLToPath(new URL("../../lessons/week-01/histogram/", import.meta.url));
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "kill-matrix-"));
});
afterAll(() => rm(root, { recursive: true }));

/** A test exercise, graded by Histogram's checks. */
async function matrixOf(name: string, files: Record<string, string>): Promise<ExerciseMatrix> {
  const folder = join(root, name, "lessons/week-01/histogram");
  await mkdir(join(folder, "wrong"), { recursive: true });
  for (const file of ["solution.ts", "stub.ts"]) await cp(join(real, file), join(folder, file));
  for (const [file, source] of Object.entries(files)) await writeFile(join(folder, file), source);
  const matrix = await killMatrix(join(root, name), "week-01/histogram");
  // With these few wrong answers most checks kill nothing, which `judge-checks.test.ts` is about.
  return { ...matrix, problems: matrix.problems.filter(({ rule }) => rule !== "kills-nothing") };
}

it("finds nothing if every claim holds", async () => {
  const wrong = await readFile(join(real, "wrong/nan-mean.ts"), "utf8");
  const matrix = await matrixOf("sound", { "wrong/nan-mean.ts": wrong });
  expect(matrix.problems).toEqual([]);
  const text = formatMatrix(matrix);
  expect(text).toContain("week-01/histogram: 18 checks, 1 wrong answer\n");
  expect(text).toMatch(/^ {2}nan-mean ( {2}·){11} {2}●( {2}·){6}$/m);
  expect(text).toMatch(/kill nothing that no other check kills: count, .*exact$/m);
  expect(text).not.toContain("error:");
});

it("names every false claim", async () => {
  const solution = await readFile(join(real, "solution.ts"), "utf8");
  const lowerBound = solution.replace("(index + 1)", "index");
  const matrix = await matrixOf("unsound", {
    "solution.ts": lowerBound,
    "stub.ts": solution,
    "wrong/a-passes.ts": `// check: mean\n// says: anything\n${solution}`,
    "wrong/b-unnamed.ts": lowerBound,
    "wrong/c-no-such-check.ts": `// check: maen\n// says: anything\n${lowerBound}`,
    "wrong/d-says-something-else.ts": `// check: bound\n// says: the moon\n${lowerBound}`,
    "wrong/e-broken.ts": "// check: bound\n// says: anything\nexport class {",
  });
  const problems = matrix.problems.map((problem) => ({
    ...problem,
    file: problem.file.replace("lessons/week-01/histogram/", ""),
  }));
  expect(problems).toContainEqual(
    expect.objectContaining({
      file: "solution.ts",
      rule: "solution-fails",
      message: expect.stringContaining("bound: fail, ") as string,
    }),
  );
  expect(problems).toContainEqual(
    expect.objectContaining({
      file: "stub.ts",
      rule: "stub-not-todo",
      message: expect.stringContaining("count: pass") as string,
    }),
  );
  const wrong = problems.filter(({ file }) => file.startsWith("wrong/"));
  expect(wrong.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`)).toEqual([
    "wrong/a-passes.ts:1:11 wrong-survives",
    // wrong/b-unnamed.ts makes no claim to test: that is `wrong-header`, found before anything runs.
    "wrong/c-no-such-check.ts:1:11 wrong-survives",
    "wrong/d-says-something-else.ts:2:10 wrong-says",
    "wrong/e-broken.ts:3:14 does-not-compile",
  ]);
  expect(wrong[0]?.message).toBe('this answer must fail the check "mean"; mean: pass');
  expect(wrong[1]?.help).toMatch(/^available: count, /);
});
