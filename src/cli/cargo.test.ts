/** Rust answers on real tokio: the kill matrix, and each way a file can end; skipped where cargo is missing. */
// @module-tag slow
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { exercises } from "../../harness/index.ts";
import { rustMatrix } from "./rust-matrix.ts";
import type { GradeOutcome } from "../sandbox/types.ts";
import { buildChecks, canBuildChecks, gradeRust, type Toolchain } from "./cargo.ts";
import { GLUE } from "../course/rust-checks.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const IN_TIME_MS = 600_000;
const cargo = await canBuildChecks(ROOT);

describe.skipIf(!cargo)(`on real tokio${cargo ? "" : " (skipped: no cargo)"}`, () => {
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await buildChecks(ROOT);
  }, IN_TIME_MS);

  it.each(Object.keys(GLUE))(
    "%s: solution, stub and wrong answers keep their promises",
    async (exercise) => {
      const matrix = await rustMatrix(toolchain, exercise);
      expect(matrix.problems).toEqual([]);
      expect(matrix.checks).toEqual(exercises[exercise]?.checks.map(({ id, title }) => ({ id, title })));
    },
    IN_TIME_MS,
  );

  async function graded(exercise: string, text: string): Promise<GradeOutcome> {
    const file = join(mkdtempSync(join(tmpdir(), "answer-")), "mine.rs");
    writeFileSync(file, text);
    return gradeRust(toolchain, exercise, file, "hash");
  }

  it(
    "an error of the compiler stands at the learner's line",
    async () => {
      const outcome = await graded("week-01/histogram", "pub struct Histogram;\nlet π = 1;\n");
      expect(outcome).toMatchObject({
        kind: "does-not-compile",
        errors: [{ line: 2, column: 1, lineText: "let π = 1;" }],
      });
    },
    IN_TIME_MS,
  );

  it(
    "a stack overflow ends in a report that names the check",
    async () => {
      const outcome = await graded(
        "week-01/gather",
        "pub async fn gather<F: std::future::Future + Unpin>(f: Vec<F>) -> Vec<F::Output> {\n" +
          '    println!("deep");\n    fn down(n: u64) -> u64 { if n == 0 { 0 } else { 1 + down(n + 1) } }\n' +
          "    assert!(down(1) > 0 || f.is_empty());\n    Vec::new()\n}\n",
      );
      if (outcome.kind !== "report") throw new Error(`it ended otherwise: ${JSON.stringify(outcome)}`);
      const { checks, logs, contentHash } = outcome.report;
      expect(checks[1]).toMatchObject({ id: "first-poll", status: "error", cut: "crashed" });
      expect(checks[1]?.message).toContain("ran out of stack");
      expect(checks[2]?.status).toBe("not-run");
      expect(logs[0]).toMatchObject({ text: "deep", check: "first-poll" });
      expect(contentHash).toBe("hash");
    },
    IN_TIME_MS,
  );
});
