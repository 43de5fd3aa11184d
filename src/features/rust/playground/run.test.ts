/** A response from the Playground counts only if it is for the right exercise and has all of its checks. */
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Report } from "../../../../harness/report.ts";
import { crate } from "../crate.ts";
import { checksOf } from "../declared-checks.ts";
import { gradeInPlayground } from "./run.ts";

const GATHER = "week-01/gather";
let server: Server;
let origin = "";
/** Its output, with the run's secret from the sent code. */
let printed: object[] = [];
/** What rustc says about code that contains this. */
let refused: { code: string; stderr: string } | undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const [secret = ""] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(body) ?? [];
      if (refused && body.includes(refused.code)) {
        response.end(JSON.stringify({ success: false, stdout: "", stderr: refused.stderr }));
        return;
      }
      const stdout = printed.map((said) => `\u001e${secret} ${JSON.stringify(said)}\n`);
      response.end(JSON.stringify({ success: true, stdout: stdout.join(""), stderr: "" }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  origin = `http://localhost:${(server.address() as { port: number }).port}`;
});
afterAll(() => server.close());

const said = (exercise: string, ids: readonly string[]) => {
  const checks = ids.map((id) => ({ id, title: id, status: "pass", message: "" }));
  const report = {
    version: 1,
    exercise,
    contentHash: "",
    harnessVersion: "1.0.0",
    passed: true,
    checks,
    logs: [],
    logsDropped: 0,
    environment: { engine: "tokio" },
  };
  return [
    { kind: "plan", checks: checks.map(({ id, title }) => ({ id, title })) },
    { kind: "report", report },
  ];
};
const ids = (exercise: string) => checksOf(exercise, crate).map(({ id }) => id);

it.each([
  ["the exercise and its checks", GATHER, ids(GATHER), "report"],
  ["another exercise", "week-01/histogram", ids("week-01/histogram"), "failed"],
  ["this exercise with another's checks", GATHER, ids("week-01/histogram"), "failed"],
  ["one check of it", GATHER, ids(GATHER).slice(0, 1), "failed"],
])("a report on %s", async (_, exercise, checks, kind) => {
  printed = said(exercise, checks);
  const { signal } = new AbortController();
  const outcome = await gradeInPlayground({
    exercise: GATHER,
    contentHash: "h",
    answer: "",
    crate,
    signal,
    origin,
  });
  expect(outcome.kind).toBe(kind);
});

it.each([
  ["a check says what it is for", "fail", "report"],
  ["or rustc does, when no check fails", "pass", "does-not-compile"],
])("a bound that futures which borrow do not meet: %s", async (_, status, kind) => {
  const [plan, whole] = said(GATHER, ids(GATHER)) as [object, { kind: string; report: Report }];
  const checks = whole.report.checks.map((check) => ({ ...check, status }));
  printed = [plan, { ...whole, report: { ...whole.report, passed: status === "pass", checks } }];
  refused = {
    code: "lent: Some",
    stderr:
      "error: borrowed data escapes\n --> src/main.rs:9:1\n  |\n9 | lent: Some(|f| Box::pin(learner::gather(f))),\n  | ^\n",
  };
  const outcome = await gradeInPlayground({
    exercise: GATHER,
    contentHash: "h",
    answer: "pub async fn gather<F: 'static, T>(futures: Vec<F>) -> Vec<T> {}",
    crate,
    signal: new AbortController().signal,
    origin,
  });
  refused = undefined;
  expect(outcome.kind).toBe(kind);
});
