/** The kill matrix notices when a claim does not hold: a solution that fails, a stub that does not, a wrong answer that passes. */
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

/** An exercise of its own, graded by Histogram's checks. */
async function matrixOf(name: string, files: Record<string, string>): Promise<ExerciseMatrix> {
  const folder = join(root, name, "lessons/week-01/histogram");
  await mkdir(join(folder, "wrong"), { recursive: true });
  for (const file of ["solution.ts", "stub.ts"]) await cp(join(real, file), join(folder, file));
  for (const [file, source] of Object.entries(files)) await writeFile(join(folder, file), source);
  return killMatrix(join(root, name), "week-01/histogram");
}

it("finds nothing where every claim holds", async () => {
  const wrong = await readFile(join(real, "wrong/nan-mean.ts"), "utf8");
  const matrix = await matrixOf("sound", { "wrong/nan-mean.ts": wrong });
  expect(matrix.problems).toEqual([]);
  const text = formatMatrix(matrix);
  expect(text).toContain("week-01/histogram: 17 checks, 1 wrong answer\n");
  expect(text).toMatch(/^ {2}nan-mean ( {2}·){11} {2}●( {2}·){5}$/m);
  expect(text).toMatch(/kills nothing: count, .*work$/m);
  expect(text).not.toContain("error:");
});

it("names every claim that does not hold", async () => {
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
  const problems = matrix.problems.map((problem) => problem.replace("lessons/week-01/histogram/", ""));
  expect(problems.find((problem) => problem.startsWith("solution.ts: must pass; bound: fail"))).toBeDefined();
  expect(
    problems.find((problem) => problem.startsWith("stub.ts: must be todo throughout; count: pass")),
  ).toBeDefined();
  expect(
    problems.filter((problem) => problem.startsWith("wrong/")).map((problem) => problem.slice(0, 60)),
  ).toEqual([
    "wrong/a-passes.ts: must fail mean; mean: pass",
    "wrong/b-unnamed.ts: must open with `// check: <check id>` an",
    "wrong/c-no-such-check.ts: names a check that there is not: m",
    'wrong/d-says-something-else.ts: must say "the moon"; bound: ',
    expect.stringMatching(/^wrong\/e-broken\.ts: does not compile: /),
  ]);
});
