/** The author's kill matrix: what each row says about a run, and that Stop stops it. */
import { expect, it } from "vitest";
import type { CheckResult } from "../../../harness/report.ts";
import { collector } from "../../sandbox/collect.ts";
import type { Exercise } from "../../course/types.ts";
import type { GradeOutcome } from "../../sandbox/types.ts";
import { runMatrix } from "./matrix.ts";
import type { Grade, MatrixRow } from "./matrix.ts";

const exercise: Exercise = {
  id: "week-01/queue",
  title: "A queue",
  summary: "First in, first out.",
  exports: ["Queue"],
  minutes: 20,
  uses: [],
  contentHash: "0123456789abcdef",
  stub: "the stub",
  stubHtml: "",
  solution: "the solution",
  solutionHtml: "",
  hintsHtml: [],
};
const stack = { name: "stack", source: "// check: order\n// says: came last\nexport class Queue {}\n" };
const broken = { name: "broken", source: "// check: order\n// says: came last\nexport class {\n" };

function outcome(...checks: [id: string, status: CheckResult["status"], message: string][]): GradeOutcome {
  const report = collector({ environment: { engine: "none" }, mapPositions: (result) => result });
  report.take({ kind: "plan", checks: checks.map(([id]) => ({ id, title: id })) });
  for (const [id, status, message] of checks)
    report.take({ kind: "check", result: { id, title: id, status, message } });
  return { kind: "report", report: report.report(exercise.id, "", { kind: "done" }) };
}

/** The result of grading each source. */
function grading(outcomes: Record<string, GradeOutcome>): Grade {
  return async (source) => outcomes[source] ?? { kind: "failed", message: "not foreseen" };
}

async function rowsOf(grade: Grade, signal = new AbortController().signal): Promise<MatrixRow[]> {
  const rows: MatrixRow[] = [];
  await runMatrix(exercise, [stack, broken], { grade, signal, onRow: (row) => rows.push(row) });
  return rows;
}

const kept = {
  "the solution": outcome(["order", "pass", ""]),
  "the stub": outcome(["order", "todo", "Still to be written: Queue."]),
  [stack.source]: outcome(["order", "fail", "The first of them came last."]),
};

it("finds nothing where every promise is kept, and names what each answer claims", async () => {
  const rows = (await rowsOf(grading(kept))).slice(0, 3);
  expect(rows.map(({ path, named, problems }) => [path, named, problems])).toEqual([
    ["solution.ts", "", []],
    ["stub.ts", "", []],
    ["wrong/stack.ts", "order", []],
  ]);
  expect(rows[2]?.statuses).toEqual(new Map([["order", "fail"]]));
});

it("says what is not kept as course check does", async () => {
  const rows = await rowsOf(
    grading({
      ...kept,
      "the stub": outcome(["order", "pass", ""]),
      [stack.source]: outcome(["order", "pass", ""]),
      [broken.source]: {
        kind: "does-not-compile",
        errors: [
          {
            message: 'Unexpected "{"',
            line: 3,
            column: 14,
            length: 1,
            lineText: "export class {",
            notes: [],
          },
        ],
      },
    }),
  );
  const [, stub, wrong, uncompiled] = rows.map(({ problems }) => problems.join("\n").split("\n")[0]);
  expect(stub).toBe(
    "lessons/week-01/queue/stub.ts:1:1 error[stub-not-todo]: every check of a stub must be todo; order: pass",
  );
  expect(wrong).toBe(
    'lessons/week-01/queue/wrong/stack.ts:1:11 error[wrong-survives]: this answer must fail the check "order"; order: pass',
  );
  expect(uncompiled).toBe(
    'lessons/week-01/queue/wrong/broken.ts:3:14 error[does-not-compile]: Unexpected "{"',
  );
});

it("ends when it is stopped, without a row for the unfinished file", async () => {
  const controller = new AbortController();
  const rows = await rowsOf(async (source, signal) => {
    if (source === "the stub") controller.abort();
    return grading(kept)(source, signal);
  }, controller.signal);
  expect(rows.map(({ path }) => path)).toEqual(["solution.ts"]);
});
