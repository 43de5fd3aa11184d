/** The state of a run under every order of events that the sandbox can send. */
import { describe, expect, test } from "vitest";
import type { CheckResult, CheckStatus, Report } from "../../../harness/report.ts";
import type { SandboxEvent } from "../../sandbox/types.ts";
import { markersOf } from "./markers.ts";
import { fromReport, isBusy, notRun, reduceRun, type RunAction } from "./run-state.ts";
import { summarise } from "./summary.ts";

const check = (id: string, status: CheckStatus = "pass", more: Partial<CheckResult> = {}): CheckResult => ({
  id,
  title: `Title of ${id}`,
  status,
  message: status === "pass" ? "" : `${id} went wrong`,
  ...more,
});

const report = (...checks: CheckResult[]): Report => ({
  version: 1,
  exercise: "week-01/gather",
  contentHash: "",
  harnessVersion: "",
  passed: checks.every(({ status }) => status === "pass"),
  checks,
  logs: [],
  logsDropped: 0,
  environment: { engine: "test" },
});

const start: RunAction = { kind: "start", source: "code" };
const events = (...list: SandboxEvent[]): RunAction => ({ kind: "events", events: list });
const run = (...actions: RunAction[]) => actions.reduce(reduceRun, notRun);
const plan: SandboxEvent = {
  kind: "plan",
  checks: [
    { id: "a", title: "A" },
    { id: "b", title: "B" },
  ],
};
const begin: SandboxEvent = { kind: "begin-check", id: "a", title: "A", index: 0, total: 2 };

describe("a run under way", () => {
  test("says what it prepares, then which check runs, then how many have", () => {
    expect(summarise(run(start)).title).toBe("Compiling");
    const loading = run(start, events({ kind: "phase", phase: "loading-compiler" }));
    expect(summarise(loading).title).toBe("Loading the compiler");
    const running = run(start, events({ kind: "phase", phase: "running" }, plan, begin));
    expect(summarise(running)).toMatchObject({ title: "Running", next: "0 of 2 checks, now: A" });
    expect(summarise(reduceRun(running, events({ kind: "check", result: check("a") })))).toMatchObject({
      title: "Running",
      next: "1 of 2 checks",
    });
  });

  test("knows a check that was not in the plan", () => {
    expect(run(start, events(begin)).plan).toEqual([{ id: "a", title: "A" }]);
  });

  test("takes the newest result of a check that is reported twice", () => {
    const twice = run(
      start,
      events({ kind: "check", result: check("a") }, { kind: "check", result: check("a", "fail") }),
    );
    expect(twice.checks.map(({ status }) => status)).toEqual(["fail"]);
  });

  test("forgets everything of the run before", () => {
    const first = run(start, events(plan, { kind: "log", line: { level: "log", text: "old" } }));
    const second = reduceRun(first, { kind: "start", source: "newer" });
    expect(second).toMatchObject({ plan: [], checks: [], logs: [], source: "newer" });
  });

  test("keeps at most 500 lines of a flood and counts the rest", () => {
    const flood = Array.from({ length: 700 }, (): SandboxEvent => ({
      kind: "log",
      line: { level: "log", text: "x" },
    }));
    const state = run(start, events(...flood));
    expect(state.logs).toHaveLength(500);
    expect(state.logsDropped).toBe(200);
  });
});

describe("the end of a run", () => {
  test("a report replaces what was streamed", () => {
    const state = run(start, events(plan, begin), {
      kind: "end",
      outcome: { kind: "report", report: report(check("a"), check("b", "not-run")) },
    });
    expect(isBusy(state.phase)).toBe(false);
    expect(state.checks.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(state.source).toBe("code");
  });

  test("events that come too late change nothing", () => {
    const ended = run(start, { kind: "end", outcome: { kind: "cancelled" } });
    expect(reduceRun(ended, events(plan, begin))).toBe(ended);
  });

  test("stopping keeps the checks that had run", () => {
    const state = run(start, events(plan, { kind: "check", result: check("a") }), {
      kind: "end",
      outcome: { kind: "cancelled" },
    });
    expect(summarise(state)).toMatchObject({ title: "Stopped", next: "1 check had run." });
  });

  test("a sandbox that did not start is not the learner's fault, and says why", () => {
    const state = run(start, { kind: "end", outcome: { kind: "failed", message: "No frame answered." } });
    expect(summarise(state)).toMatchObject({ title: "The run could not start", next: "No frame answered." });
    const refused = { kind: "failed", title: "Rust needs your permission", message: "Press Run." } as const;
    expect(summarise(run(start, { kind: "end", outcome: refused }))).toMatchObject({
      title: "Rust needs your permission",
      next: "Press Run.",
    });
  });
});

describe("the summary of a report", () => {
  const of = (...checks: CheckResult[]) => summarise(fromReport(report(...checks), ""));

  test("all pass", () => {
    expect(of(check("a"), check("b"))).toMatchObject({ tone: "ok", title: "All 2 checks pass" });
  });
  test("names the first that failed, not the first that is unwritten", () => {
    expect(of(check("a", "todo"), check("b", "fail"))).toMatchObject({
      tone: "error",
      next: "Look first at: Title of b",
    });
  });
  test("says how many were not reached", () => {
    expect(of(check("a", "fail"), check("b", "not-run")).next).toBe(
      "Look first at: Title of a; 1 after it was not run",
    );
  });
  test("an unwritten stub is no failure", () => {
    expect(of(check("a", "todo"), check("b", "todo"))).toMatchObject({
      tone: "warn",
      title: "0 of 2 checks pass",
    });
  });
  test("no checks at all is never a pass", () => {
    expect(of().tone).toBe("error");
  });
});

test("a replay of one schedule never reads as if all checks had passed", () => {
  const replay = { check: "a", seed: 17 };
  const started = run({ kind: "start", source: "code", replay });
  const end = (status: CheckStatus): RunAction => ({
    kind: "end",
    outcome: { kind: "report", report: report(check("z", "not-run"), check("a", status)) },
  });
  expect(reduceRun(started, events(plan)).plan).toEqual([{ id: "a", title: "A" }]);
  expect(summarise(reduceRun(started, end("pass"))).title).toBe("Case 17 passes");
  expect(summarise(reduceRun(started, end("fail"))).title).toBe("Case 17 fails");
  expect(run({ kind: "start", source: "code", replay }, start).replay).toBeUndefined();
});

describe("marks in the editor", () => {
  test("compile errors, and nothing else, when the code does not compile", () => {
    const error = { message: "no", line: 2, column: 3, length: 4, lineText: "", notes: [] };
    const state = run(start, { kind: "end", outcome: { kind: "does-not-compile", errors: [error] } });
    expect(markersOf(state)).toEqual([{ severity: "error", message: "no", line: 2, column: 3, length: 4 }]);
  });

  test("each place of a check that did not pass, once", () => {
    const position = { line: 4, column: 5 };
    const state = fromReport(
      report(
        check("a", "pass", { position }),
        check("b", "todo", { position, message: "not written" }),
        check("c", "todo", { position, message: "not written" }),
        check("d", "fail"),
      ),
      "",
    );
    expect(markersOf(state)).toEqual([
      { severity: "warning", message: "not written", line: 4, column: 5, length: 0 },
    ]);
  });
});

test.each([
  ["forged", "Forged"],
  ["unsteady", "Forged, or not deterministic"],
  ["unconfirmed", "Passed once, not confirmed"],
] as const)("a report that is %s says so, though its checks pass", (kind, title) => {
  const doubted = { ...report(check("a")), passed: false, doubt: { kind, message: "why" } };
  expect(summarise(fromReport(doubted, ""))).toEqual({ tone: "error", title, next: "why" });
});
