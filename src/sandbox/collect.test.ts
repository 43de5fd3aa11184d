/** A report says what happened, however the run ended, and accepts only planned checks. */
import { expect, test } from "vitest";
import { arrange } from "../../harness/guard.ts";
import { parseReport, type CheckResult, type CheckStatus } from "../../harness/report.ts";
import { collector } from "./collect.ts";
import type { SandboxEvent } from "./types.ts";
import type { WorkerMessage } from "./wire.ts";

const pass = (id: string): WorkerMessage => ({
  kind: "check",
  result: { id, title: id, status: "pass", message: "" },
});
const begin = (id: string, index: number): WorkerMessage => ({
  kind: "begin-check",
  id,
  title: id,
  index,
  total: 3,
});
const plan: WorkerMessage = { kind: "plan", checks: ["a", "b", "c"].map((id) => ({ id, title: id })) };

function after(...messages: WorkerMessage[]) {
  const events: SandboxEvent[] = [];
  const mapPositions = (result: CheckResult) => ({ ...result, position: { line: 7, column: 1 } });
  const it = collector({
    environment: { engine: "Test 1" },
    mapPositions,
    onEvent: (event) => events.push(event),
  });
  for (const message of [plan, ...messages]) it.take(message);
  return { report: it.report.bind(null, "week-01/toy", "hash"), events };
}

const statuses = (checks: readonly CheckResult[]) => checks.map(({ status }) => status);

test("all passed and done is a pass, and the report fits the schema", () => {
  const { report } = after(begin("a", 0), pass("a"), begin("b", 1), pass("b"), begin("c", 2), pass("c"));
  const made = report({ kind: "done" });
  expect(made.passed).toBe(true);
  expect(parseReport(JSON.parse(JSON.stringify(made)))).toEqual(made);
  expect(made.checks[0]?.position).toEqual({ line: 7, column: 1 });
});

test("a hang fails the check that hung, by name and time, and leaves the rest not run", () => {
  const { report, events } = after(begin("a", 0), pass("a"), begin("b", 1), {
    kind: "log",
    line: { level: "log", text: "in b" },
  });
  const made = report({ kind: "hung", afterMs: 2_000 });
  expect(statuses(made.checks)).toEqual(["pass", "fail", "not-run"]);
  expect(made.checks[1]?.message).toContain("still running after 2 s");
  expect(made.logs).toEqual([{ level: "log", text: "in b", check: "b" }]);
  expect(made.passed).toBe(false);
  expect(events.filter((event) => event.kind === "check")).toHaveLength(3);
});

test("a hang during loading is the file's fault, not the check's", () => {
  const { report } = after(begin("a", 0), { kind: "loading" });
  const [first] = report({ kind: "hung", afterMs: 2_000 }).checks;
  expect(first).toMatchObject({ status: "error" });
  expect(first?.message).toContain("top level of your file");
});

test("a hang between two checks is attributed to the next one", () => {
  const { report } = after(begin("a", 0), pass("a"));
  expect(statuses(report({ kind: "hung", afterMs: 100 }).checks)).toEqual(["pass", "fail", "not-run"]);
});

test("a second result for a check, or one for a check nobody planned, changes nothing", () => {
  const failed: WorkerMessage = {
    kind: "check",
    result: { id: "a", title: "a", status: "fail", message: "no" },
  };
  const { report, events } = after(begin("a", 0), failed, pass("a"), pass("forged"));
  expect(statuses(report({ kind: "done" }).checks)).toEqual(["fail", "not-run", "not-run"]);
  expect(events.filter((event) => event.kind === "check" && event.result.status === "pass")).toEqual([]);
});

test.each([
  ["crashed", "out of memory"],
  ["flooded", "more messages"],
] as const)("a run that %s is an error that says so", (kind, words) => {
  const { report } = after(begin("a", 0));
  const [first, second] = report({ kind }).checks;
  expect(first).toMatchObject({ status: "error" });
  expect(first?.message).toContain(words);
  expect(second).toMatchObject({ status: "not-run" });
});

test("passing every check is not a pass if the run was killed", () => {
  const { report } = after(pass("a"), pass("b"), pass("c"));
  expect(report({ kind: "flooded" }).passed).toBe(false);
});

test("a second plan changes nothing", () => {
  const other: WorkerMessage = { kind: "plan", checks: [{ id: "easy", title: "easy" }] };
  expect(
    after(other, pass("easy"))
      .report({ kind: "done" })
      .checks.map(({ id }) => id),
  ).toEqual(["a", "b", "c"]);
});

test("under a guard results have other names, and a canary that passes or never reports is a forgery", () => {
  const guard = { seed: 7, again: true };
  const places = arrange(["a", "b", "c"], guard);
  const made = (canary: CheckStatus | undefined) => {
    const events: SandboxEvent[] = [];
    const it = collector({
      environment: { engine: "Test 1" },
      mapPositions: (result) => result,
      onEvent: (event) => events.push(event),
      guard,
    });
    it.take(plan);
    for (const { name, id } of places) {
      const status = id === undefined ? canary : "pass";
      if (id !== undefined) it.take({ ...begin("", 0), kind: "begin-check", id: name } as WorkerMessage);
      if (status) it.take({ kind: "check", result: { id: name, title: "", status, message: "" } });
    }
    return { report: it.report("week-01/toy", "", { kind: "done" }), events };
  };
  const { report, events } = made("fail");
  expect(report).toMatchObject({ passed: true, checks: [{ id: "a", title: "a" }, { id: "b" }, { id: "c" }] });
  expect(report.doubt).toBeUndefined();
  expect(events.flatMap((event) => (event.kind === "check" ? event.result.id : [])).toSorted()).toEqual([
    "a",
    "b",
    "c",
  ]);
  expect(made("pass").report).toMatchObject({ passed: false, doubt: { kind: "forged" } });
  expect(made(undefined).report).toMatchObject({ passed: false, doubt: { kind: "forged" } });
});
