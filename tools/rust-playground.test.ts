/** A Playground grades Rust code: one file, real rustc, and the learner's own lines; skipped without cargo. */
// @module-tag cargo
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPlayground, type LocalPlayground } from "./rust-playground.ts";
import type { GradeOutcome, SandboxEvent } from "../src/sandbox/types.ts";
import { canBuildChecks } from "../src/cli/cargo.ts";
import { ownCrate } from "../src/features/rust/own-crate.ts";
import type { CrateFiles } from "../src/features/rust/types.ts";
import { gradeInPlayground } from "../src/features/rust/playground/run.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CRATE = join(ROOT, "harness/tokio/course");
const IN_TIME_MS = 600_000;
const cargo = await canBuildChecks(ROOT);

const filesIn = (folder: string): CrateFiles =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".rs"))
      .map((path) => [path.replaceAll("\\", "/"), readFileSync(join(folder, path), "utf8")]),
  );
const crate = filesIn(CRATE);
const kit = filesIn(join(ROOT, "harness/tokio/exercise"));
const lesson = (path: string): string => readFileSync(join(ROOT, "lessons/week-01", path), "utf8");

describe.skipIf(!cargo)(`the Playground's checks${cargo ? "" : " (skipped: no cargo)"}`, () => {
  let playground: LocalPlayground;
  beforeAll(async () => {
    playground = await startPlayground();
  }, IN_TIME_MS);
  afterAll(() => playground?.close());

  const events: SandboxEvent[] = [];
  const graded = (
    exercise: string,
    answer: string,
    signal = new AbortController().signal,
    checks: CrateFiles = crate,
  ) =>
    gradeInPlayground({
      exercise,
      contentHash: "hash",
      answer,
      crate: checks,
      signal,
      origin: playground.origin,
      onEvent: (event) => events.push(event),
    });
  const reportIn = (outcome: GradeOutcome) => {
    if (outcome.kind !== "report") throw new Error(JSON.stringify(outcome));
    return outcome.report;
  };

  it.each(["gather", "histogram", "capstone"])(
    "pass the solution of %s",
    async (name) => {
      const report = reportIn(await graded(`week-01/${name}`, lesson(`${name}/solution.rs`)));
      expect(report.checks.filter(({ status }) => status !== "pass")).toEqual([]);
      expect(report).toMatchObject({
        passed: true,
        exercise: `week-01/${name}`,
        contentHash: "hash",
        logs: [],
      });
      expect(playground.requests.at(-1)).toMatchObject({ channel: "stable", edition: "2024", tests: false });
    },
    IN_TIME_MS,
  );

  it(
    "pass a solution that uses an earlier exercise, on an exercise's own checks",
    async () => {
      const lent = { ...crate, "Cargo.lock": "" };
      const checks =
        "mod part;\nuse course::Check;\npub fn checks() -> Vec<Check> {\n" +
        '    vec![Check { id: "three", title: "it counts", run: |_| part::judge(super::learner::three()) }]\n}\n';
      const part =
        "use course::{fail, show::counted, Verdict};\npub fn judge(n: u64) -> Verdict {\n" +
        '    if n == 3 { Ok(()) } else { fail(counted(n as usize, "sample", "samples"), "Count.") }\n}\n';
      const used = { "week-01/histogram": lesson("histogram/solution.rs") };
      const own = ownCrate(lent, kit, { "checks.rs": checks, "part.rs": part }, used);
      const answer = (samples: number) =>
        "use super::week_01::histogram::Histogram;\npub fn three() -> u64 {\n    let mut all = Histogram::new();\n" +
        `    (0..${samples}).for_each(|ns| all.record(ns));\n    all.count()\n}\n`;
      expect(reportIn(await graded("week-02/three", answer(3), undefined, own))).toMatchObject({
        passed: true,
      });
      expect(reportIn(await graded("week-02/three", answer(2), undefined, own)).checks).toMatchObject([
        { id: "three", status: "fail", message: "2 samples" },
      ]);
    },
    IN_TIME_MS,
  );

  it(
    "fail a wrong answer at the learner's own line",
    async () => {
      const answer = lesson("gather/wrong/sweeps-while-progress.rs");
      const report = reportIn(await graded("week-01/gather", answer));
      const failed = report.checks.find(({ id }) => id === "one-poll");
      expect(failed?.status).toBe("fail");
      const line = answer.split("\n")[(failed?.position?.line ?? 0) - 1];
      expect(line).toContain("Pin::new(child).poll(cx)");
    },
    IN_TIME_MS,
  );

  it(
    "tell how an answer ended, at the learner's own line",
    async () => {
      const answer = lesson("gather/solution.rs").replace(/( *)poll_fn\(/, "$1std::process::abort();\n$&");
      const report = reportIn(await graded("week-01/gather", answer));
      const cut = report.checks.find((check) => check.cut);
      expect(cut?.message).toContain("called `std::process::abort`");
      expect(answer.split("\n")[(cut?.position?.line ?? 0) - 1]).toContain("abort()");
    },
    IN_TIME_MS,
  );

  it(
    "put a compile error at the learner's own line",
    async () => {
      const outcome = await graded("week-01/histogram", "// one\nstruct Histogram {\n    a: Missing,\n}\n");
      if (outcome.kind !== "does-not-compile") throw new Error(JSON.stringify(outcome));
      expect(outcome.errors[0]).toMatchObject({ line: 3, column: 8, lineText: "    a: Missing," });
    },
    IN_TIME_MS,
  );

  it(
    "wait for their turn, and a run that was stopped is never sent",
    async () => {
      const before = playground.requests.length;
      const controller = new AbortController();
      const first = graded("week-01/histogram", lesson("histogram/solution.rs"));
      const second = graded("week-01/histogram", lesson("histogram/stub.rs"), controller.signal);
      controller.abort();
      expect(await second).toEqual({ kind: "cancelled" });
      expect(reportIn(await first).passed).toBe(true);
      expect(reportIn(await graded("week-01/histogram", lesson("histogram/stub.rs"))).passed).toBe(false);
      expect(playground.requests.length - before).toBe(2);
      expect(events[0]).toEqual({ kind: "phase", phase: "queued" });
    },
    IN_TIME_MS,
  );
});
