import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CheckResult, Report } from "../../../harness/report.ts";
import type { Stored } from "../../progress/schema.ts";
import { compare } from "./compare.ts";
import { makeHandIn } from "./hand-in.ts";
import { readHandIn } from "./read-hand-in.ts";
import { failingMost, regradeOne, regradeRead } from "./regrade.ts";
import { toTable } from "./table.ts";

const check = (id: string, status: CheckResult["status"]): CheckResult => ({
  id,
  title: id,
  status,
  message: "",
});
const report = (checks: CheckResult[], contentHash = "h"): Report => ({
  version: 1,
  exercise: "week-01/gather",
  contentHash,
  harnessVersion: "1",
  passed: checks.every(({ status }) => status === "pass"),
  checks,
  logs: [],
  logsDropped: 0,
  environment: { engine: "test" },
});
const stored = (key: string, value: unknown): Stored => ({ key, rev: 1, savedAt: 1, value }) as Stored;
const records = {
  "result:week-01/gather": stored("result:week-01/gather", {
    report: report([{ ...check("lazy", "pass"), trace: [{ kind: "wake", who: "a", what: "b" }] }]),
    code: "export {}",
    at: 1,
  }),
  "answer:week-01/day-1/why": stored("answer:week-01/day-1/why", { text: "because" }),
  "answer:week-01/day-1/blank": stored("answer:week-01/day-1/blank", { text: " " }),
};
const now = new Date("2026-01-02T03:04:05Z");
const passing = async () => ({ kind: "report", report: report([check("lazy", "pass")]) }) as const;
const known = new Set(["week-01/gather"]);

describe("a hand-in", () => {
  it("holds code, report and answers, and reads back unchanged", () => {
    const handIn = makeHandIn(records, "  Ada ", now);
    expect(handIn).toMatchObject({ learner: "Ada", answers: [{ id: "week-01/day-1/why", text: "because" }] });
    expect(JSON.stringify(handIn)).not.toContain("trace");
    const { contentHash: _, ...content } = handIn;
    expect(readHandIn(JSON.stringify(handIn))).toEqual({ ok: true, handIn: content, edited: false });
  });

  it("holds recordings of applications only if the learner says so, and without names on request", () => {
    const histogram = { maxNs: 1_000, outliers: 0, highestNs: 0, counts: [[5, 2]] };
    const recording = {
      kind: "console-recording",
      version: 1,
      label: "acme at noon",
      at: 1,
      seconds: 60,
      masked: false,
      droppedEvents: 0,
      leftOut: 0,
      tasks: [
        {
          name: "acme",
          kind: "task",
          location: "acme.rs:1:1",
          fields: "user=ann",
          tasks: 1,
          polls: 2,
          wakes: 0,
          selfWakes: 0,
          totalMs: 1,
          busyMs: 1,
          scheduledMs: 0,
          idleMs: 0,
          warnings: [],
          pollTimes: histogram,
          scheduledTimes: histogram,
        },
      ],
    };
    const made = (handIn: string) => {
      const key = "console:week-01/day-5/console-run";
      return makeHandIn(
        { ...records, [key]: stored(key, { recordings: [recording, recording, recording], handIn }) },
        "",
        now,
      );
    };
    expect(made("no").consoles).toBeUndefined();
    const whole = made("yes");
    expect(whole.consoles?.[0]?.recordings).toHaveLength(2);
    expect(JSON.stringify(whole)).toContain("acme");
    expect(JSON.stringify(whole)).not.toContain("scheduledTimes");
    expect(readHandIn(JSON.stringify(whole))).toMatchObject({ ok: true, edited: false });
    const bare = made("masked");
    expect(JSON.stringify(bare)).not.toMatch(/acme|ann/);
    expect(bare.consoles?.[0]?.recordings[0]).toMatchObject({ masked: true, tasks: [{ polls: 2 }] });
  });

  it.each([
    ["not JSON", "{", "not JSON"],
    ["something else", "[]", "not a hand-in"],
    ["a newer version", '{"format":"tokio-internals-hand-in","version":7}', "version 7"],
    ["lists without end", "[".repeat(100_000) + "]".repeat(100_000), "deeper"],
    ["values without end", `[${"0,".repeat(1_000_000)}0]`, "more values"],
    ["a hole", '{"format":"tokio-internals-hand-in","version":2}', "learner"],
  ])("says why it is unreadable: %s", (_, text, says) => {
    expect(readHandIn(text)).toMatchObject({ ok: false, message: expect.stringContaining(says) });
  });

  it("throws on nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readHandIn(text)).toHaveProperty("ok");
      }),
    );
  });
});

describe("claimed against found", () => {
  const claim = report([check("lazy", "pass"), check("order", "fail")]);
  const found = (a: CheckResult["status"], b: CheckResult["status"], hash = "h") =>
    compare(claim, { kind: "report", report: report([check("lazy", a), check("order", b)], hash) });
  it.each([
    ["same", found("pass", "fail")],
    ["claimed-more", found("fail", "fail")],
    ["found-more", found("pass", "pass")],
    ["differs", found("fail", "pass")],
    ["differs", found("pass", "error")],
    ["other-version", found("pass", "fail", "changed")],
    ["claimed-more", compare(claim, { kind: "does-not-compile", errors: [] })],
    ["not-run", compare(claim, { kind: "failed", message: "no worker" })],
  ])("%s", (agreement, comparison) => {
    expect(comparison.agreement).toBe(agreement);
  });
  it("names the check that was claimed but not found", () => {
    expect(found("fail", "fail").differences).toEqual(["lazy: claimed pass, found fail"]);
  });
});

describe("regrading", () => {
  const file = (text: string) => ({ name: "ada.json", text });
  it("compares each exercise, and continues after a grader that throws", async () => {
    const text = JSON.stringify(makeHandIn(records, "Ada", now));
    expect(await regradeOne(file(text), known, passing)).toMatchObject({
      comparisons: [{ agreement: "same" }],
    });
    const broken = await regradeOne(file(text), known, () => Promise.reject(new Error("crash")));
    expect(broken).toMatchObject({ comparisons: [{ agreement: "not-run", note: "Error: crash" }] });
    expect(await regradeOne(file(text), new Set(), passing)).toMatchObject({
      comparisons: [{ agreement: "not-run" }],
    });
  });
  it("believes no forged or unconfirmed report, and says why", async () => {
    const text = JSON.stringify(makeHandIn(records, "Ada", now));
    const doubted = await regradeOne(file(text), known, async () => ({
      kind: "report",
      report: {
        ...report([check("lazy", "pass")]),
        passed: false,
        doubt: { kind: "forged", message: "why" },
      },
    }));
    expect(doubted).toMatchObject({ comparisons: [{ agreement: "doubtful", note: "forged: why" }] });
    expect(toTable([doubted])).toContain("doubtful");
  });
  it("lists unreadable files in the table, and counts what fails most", async () => {
    const unreadable = await regradeOne(file("junk"), known, passing);
    const text = JSON.stringify(makeHandIn(records, "=cmd()", now));
    const failing = await regradeOne(file(text), known, async () => ({
      kind: "report",
      report: report([check("lazy", "fail")]),
    }));
    const table = toTable([unreadable, failing]);
    expect(table).toContain("unreadable");
    expect(table).toContain("BENCH (claimed)");
    expect(table).toContain("'=cmd()");
    expect(failingMost([unreadable, failing])).toEqual([
      { exercise: "week-01/gather", check: "lazy", count: 1 },
    ]);
  });
  it("has a row for each exercise of the course, and one for a hand-in without any", async () => {
    const course = new Set([...known, "week-01/histogram"]);
    const one = await regradeOne(file(JSON.stringify(makeHandIn(records, "Ada", now))), course, passing);
    expect(toTable([one])).toMatch(/^ada\.json,Ada,week-01\/histogram,,,,,not-handed-in,/m);
    const empty = await regradeOne(file(JSON.stringify(makeHandIn({}, "Bo", now))), new Set(), passing);
    expect(toTable([empty])).toMatch(/^ada\.json,Bo,,.*,no exercise handed in\r$/m);
  });
  it("spends no more than the budget on one file, and says so for the rest", async () => {
    const read = readHandIn(JSON.stringify(makeHandIn(records, "Ada", now)));
    const hangs = (_: string, __: string, ___: object, signal?: AbortSignal) =>
      new Promise<{ kind: "cancelled" }>((resolve) =>
        signal?.addEventListener("abort", () => resolve({ kind: "cancelled" })),
      );
    expect(await regradeRead("ada.json", read, known, hangs, undefined, 5)).toMatchObject({
      comparisons: [{ agreement: "not-run", note: expect.stringContaining("took longer than") }],
    });
  });
  it("refuses a file above the limit, and reads one of 14 MB", () => {
    const handIn = makeHandIn(records, "Ada", now);
    const of = (bytes: number) => readHandIn(JSON.stringify({ ...handIn, padding: "x".repeat(bytes) }));
    expect(of(14_000_000)).toMatchObject({ ok: true });
    expect(of(21_000_000)).toEqual({
      ok: false,
      message: "file too large: expected at most 20 MB, got 21.1 MB",
    });
  });
});
