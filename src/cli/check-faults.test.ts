/** A broken check is told once, in `harness/`, whatever files it ran on. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CheckResult } from "../../harness/report.ts";
import { goodCourse, writeCourse } from "../lesson/fixture.ts";
import { formatProblem } from "../course/problem.ts";
import type { GradeOutcome } from "../sandbox/types.ts";
import { faultsOf } from "./check-faults.ts";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "check-faults-"));
  await writeCourse(goodCourse(), root);
  await writeFile(
    join(root, "harness/queue.ts"),
    'const order = { id: "order" };\nconst x = cases.length;\n',
  );
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function told(results: Record<string, Partial<CheckResult>>): Promise<string[]> {
  const graded = Object.entries(results).map(([file, result]) => ({
    file,
    outcome: {
      kind: "report",
      report: { checks: [{ id: "order", title: "", status: "error", message: "", ...result }] },
    } as unknown as GradeOutcome,
  }));
  const { problems } = await faultsOf(root, "week-01/queue", graded);
  return problems.map((problem) => formatProblem(problem).replaceAll(/\n.*\|.*/g, ""));
}

it("says what it threw, where, and on which file first", async () => {
  const broken = {
    message: "This check is broken: it threw TypeError: no length.",
    fault: { file: "harness/queue.ts", line: 2, column: 11 },
  };
  expect(await told({ "solution.ts": broken, "stub.ts": broken, "wrong/stack.ts": broken })).toEqual([
    'harness/queue.ts:2:11 error[broken-check]: the check "order" is broken: it threw TypeError: no length\n  = help: it ran on lessons/week-01/queue/solution.ts',
  ]);
});

it("finds a check that returns something by its id", async () => {
  const broken = { message: "This check is broken: it returns a value.", fault: { file: "" } };
  expect(await told({ "stub.ts": broken })).toEqual([
    'harness/queue.ts:1:22 error[broken-check]: the check "order" is broken: it returns a value\n  = help: it ran on lessons/week-01/queue/stub.ts',
  ]);
});

it("takes a hang on the stub for the check's, and any other for the file's", async () => {
  expect(await told({ "solution.ts": { cut: "hung" }, "wrong/stack.ts": { cut: "hung" } })).toEqual([]);
  expect(await told({ "stub.ts": { cut: "hung" } })).toEqual([
    'harness/queue.ts:1:22 error[broken-check]: the check "order" is broken: it never ends, not even on the stub\n  = help: look for a loop in its `run`',
  ]);
});

it("takes what stub and solution throw alike, without a place, for the check's", async () => {
  const thrown = { message: "Your code threw undefined." };
  expect(await told({ "solution.ts": thrown, "stub.ts": thrown, "wrong/stack.ts": thrown })).toEqual([
    'harness/queue.ts:1:22 error[broken-check]: the check "order" is broken: it threw undefined\n  = help: it ran on lessons/week-01/queue/stub.ts',
  ]);
  expect(await told({ "stub.ts": { status: "todo" }, "wrong/stack.ts": thrown })).toEqual([]);
});

it("finds a check that fails without a word", async () => {
  expect(await told({ "solution.ts": { status: "pass" }, "wrong/stack.ts": { status: "fail" } })).toEqual([
    'harness/queue.ts:1:22 error[broken-check]: the check "order" is broken: it fails without a message that says what happened\n  = help: it ran on lessons/week-01/queue/wrong/stack.ts',
  ]);
});
