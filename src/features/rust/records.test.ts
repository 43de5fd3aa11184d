/** A run's records become a report; what the learner's code prints never does. */
import { describe, expect, it } from "vitest";
import { reportOf, type RunOf } from "./records.ts";

const SECRET = "5a5a";
const about: RunOf = {
  exercise: "week-01/gather",
  contentHash: "hash",
  environment: { engine: "tokio" },
  secret: SECRET,
  checks: ["a", "b"],
};

const results = (status: string, ids = ["a", "b"]) =>
  ids.map((id) => ({ id, title: id, status, message: status === "pass" ? "" : "wrong" }));
const whole = (exercise: string, status: string, ids?: string[]) => ({
  kind: "report",
  report: {
    version: 1,
    exercise,
    contentHash: "",
    harnessVersion: "1.0.0",
    passed: true,
    checks: results(status, ids),
    logs: [],
    logsDropped: 0,
    environment: { engine: "tokio 1.53.1" },
  },
});
const plan = (ids = ["a", "b"]) => ({ kind: "plan", checks: ids.map((id) => ({ id, title: id })) });
const record = (said: object, secret = SECRET) => `\u001e${secret} ${JSON.stringify(said)}\n`;
const read = (stdout: string, other: Partial<RunOf> = {}) =>
  reportOf({ stdout, stderr: "" }, { ...about, ...other });

describe("a run's records", () => {
  it("are its report, with the requested hash and the code's output", () => {
    const stdout = `${record(plan())}hi\n${record(whole("week-01/gather", "pass"))}`;
    expect(read(stdout)).toMatchObject({ passed: true, contentHash: "hash", logs: [{ text: "hi" }] });
  });

  it.each(["", "0000", `${SECRET}x`, ` ${SECRET}`])("with the secret %j are only printed lines", (secret) => {
    const forged = record(whole("week-01/gather", "pass"), secret);
    expect(read(record(plan(), secret) + forged)).toBeUndefined();
    const report = read(record(plan()) + record({ kind: "begin-check", id: "a" }) + forged);
    expect(report?.passed).toBe(false);
    expect(report?.checks.map(({ status }) => status)).toEqual(["error", "not-run"]);
    expect(report?.checks[0]?.message).toContain("The process ended in this check");
    expect(report?.logs[0]?.text).toContain('"kind":"report"');
  });

  it.each([
    ["another exercise", record(plan()) + record(whole("week-01/histogram", "pass"))],
    ["other checks than were planned", record(plan()) + record(whole("week-01/gather", "pass", ["a"]))],
    [
      "other checks than the exercise's",
      record(plan(["a"])) + record(whole("week-01/gather", "pass", ["a"])),
    ],
    [
      "checks in another order",
      record(plan(["b", "a"])) + record(whole("week-01/gather", "pass", ["b", "a"])),
    ],
  ])("on %s are not a report", (_, stdout) => expect(read(stdout)).toBeUndefined());

  it("pass when their checks pass, whatever they claim", () => {
    expect(read(record(plan()) + record(whole("week-01/gather", "fail")))?.passed).toBe(false);
  });
});
