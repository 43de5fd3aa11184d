/** A second run confirms a pass, a failure needs none, and a disagreement is reported. */
import { expect, test } from "vitest";
import type { CheckStatus, Report } from "../../harness/report.ts";
import { confirmed } from "./confirm.ts";
import type { GradeOutcome } from "./types.ts";

function report(statuses: CheckStatus[], more: Partial<Report> = {}): GradeOutcome {
  const checks = statuses.map((status, index) => ({ id: `c${index}`, title: "", status, message: "" }));
  const whole: Report = {
    version: 1,
    exercise: "toy",
    contentHash: "",
    harnessVersion: "",
    passed: statuses.every((status) => status === "pass"),
    checks,
    logs: [],
    logsDropped: 0,
    environment: { engine: "" },
    ...more,
  };
  return { kind: "report", report: whole };
}

async function confirm(...outcomes: GradeOutcome[]) {
  const again: boolean[] = [];
  const outcome = await confirmed(async (guard) => {
    again.push(guard.again);
    return outcomes[again.length - 1] ?? { kind: "cancelled" };
  });
  return { outcome, again };
}

test("two passes are a pass, and the first report stands", async () => {
  const first = report(["pass", "pass"]);
  expect(await confirm(first, report(["pass", "pass"]))).toEqual({ outcome: first, again: [false, true] });
});

test("a failure is not run again", async () => {
  const first = report(["pass", "fail"]);
  expect(await confirm(first)).toEqual({ outcome: first, again: [false] });
});

test("a check that passes only once is not a pass, and is named", async () => {
  const { outcome } = await confirm(report(["pass", "pass"]), report(["pass", "fail"]));
  expect(outcome).toMatchObject({ report: { passed: false, doubt: { kind: "unsteady" } } });
  expect(outcome).toHaveProperty("report.doubt.message", expect.stringContaining("c1 (fail)"));
});

const cutIn = (status: CheckStatus, ...after: CheckStatus[]): GradeOutcome => {
  const outcome = report(["pass", status, ...after]);
  if (outcome.kind === "report" && outcome.report.checks[1]) outcome.report.checks[1].cut = "hung";
  return outcome;
};

test("a run that was cut short proves nothing: it runs again, and that result counts", async () => {
  const first = report(["pass", "pass", "pass"]);
  expect(await confirm(first, cutIn("fail", "not-run"), report(["pass", "pass", "pass"]))).toEqual({
    outcome: first,
    again: [false, true, true],
  });
  const { outcome } = await confirm(first, cutIn("fail", "not-run"), report(["pass", "fail", "pass"]));
  expect(outcome).toMatchObject({ report: { passed: false, doubt: { kind: "unsteady" } } });
});

test("cut short each time is unconfirmed, not forged", async () => {
  const cut = cutIn("fail", "not-run");
  const { outcome, again } = await confirm(report(["pass", "pass", "pass"]), cut, cut);
  expect(again).toHaveLength(3);
  expect(outcome).toMatchObject({ report: { passed: false, doubt: { kind: "unconfirmed" } } });
  expect(outcome).toHaveProperty("report.doubt.message", expect.stringContaining("c1 (hung)"));
});

test("a failure before a run was cut short is evidence", async () => {
  const { outcome } = await confirm(report(["pass", "pass", "pass"]), cutIn("fail", "fail"));
  expect(outcome).toMatchObject({ report: { passed: false, doubt: { kind: "unsteady" } } });
});

test("an unfinished run confirms nothing, even if each check passed", async () => {
  const endless = report(["pass"], { passed: false });
  const { outcome } = await confirm(report(["pass"]), endless, endless);
  expect(outcome).toMatchObject({ report: { passed: false, doubt: { kind: "unconfirmed" } } });
});

test("a forged second run makes the report forged", async () => {
  const doubt = { kind: "forged", message: "no" } as const;
  const { outcome } = await confirm(report(["pass"]), report(["pass"], { passed: false, doubt }));
  expect(outcome).toMatchObject({ report: { passed: false, doubt } });
});

test("if the second run cannot start, that is the result", async () => {
  const failed = { kind: "failed", message: "no worker" } as const;
  expect((await confirm(report(["pass"]), failed)).outcome).toEqual(failed);
});
