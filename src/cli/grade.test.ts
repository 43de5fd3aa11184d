/** `course grade` as an instructor calls it: any file, exit codes that a script can trust, JSON that is only reports. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseReport } from "../../harness/report.ts";
import { run } from "./grade.ts";

const lessons = fileURLToPath(new URL("../../lessons/week-01/", import.meta.url));
const solution = join(lessons, "histogram/solution.ts");

let folder: string;
let out: string;
let err: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "course-grade-"));
  [out, err] = ["", ""];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((err += String(text)), true));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function file(name: string, source: string): Promise<string> {
  await writeFile(join(folder, name), source);
  return join(folder, name);
}

const json = { format: "json" };
const text = { format: "text" };

describe("course grade", () => {
  it("passes a right answer: exit 0, one report on one line", async () => {
    expect(await run("week-01/histogram", [solution], json)).toBe(0);
    expect(out.trimEnd().split("\n")).toHaveLength(1);
    const report = parseReport(JSON.parse(out));
    expect(report.passed).toBe(true);
    expect(report.contentHash).toMatch(/^[0-9a-f]{16}$/);
    expect(err).toBe("");
  });

  it("fails a wrong one: exit 1, with the message and the line", async () => {
    const wrong = join(lessons, "histogram/wrong/empty-throws.ts");
    expect(await run("week-01/histogram", [wrong], text)).toBe(1);
    expect(out).toContain("16 of 17 checks");
    expect(out).toMatch(
      /ERROR empty: .*\n +Your code threw Error: nothing was recorded\.\n.*\n +at .*empty-throws\.ts:\d+:\d+\n/,
    );
  });

  it("shows a compile error, and grades the files after it: exit 2", async () => {
    const broken = await file("broken.ts", "export class Histogram {\n  record(ns: number { }\n}\n");
    expect(await run("week-01/histogram", [broken, solution], json)).toBe(2);
    expect(err).toMatch(/broken\.ts:2:21: error: .*\n 2 │ {3}record\(ns: number \{ \}\n {25}\^\n/);
    expect(out.trimEnd().split("\n")).toHaveLength(1);
  });

  it("ends an endless loop in a report: exit 1", async () => {
    const endless = await file("endless.ts", "export class Histogram { constructor() { for (;;); } }\n");
    expect(await run("week-01/histogram", [endless], json)).toBe(1);
    const { checks } = parseReport(JSON.parse(out));
    expect(checks[0]).toMatchObject({ id: "count", status: "fail" });
    expect(checks[0]?.message).toContain("never gave back control");
    expect(checks.slice(1).every(({ status }) => status === "not-run")).toBe(true);
  }, 20_000);

  it("runs no native code without a word: exit 2, and what to do", async () => {
    const rust = join(lessons, "histogram/solution.rs");
    expect(await run("week-01/histogram", [solution, rust], text)).toBe(2);
    expect(err).toContain("native code");
    expect(err).toContain("--yes");
    expect(out).toBe("");
  });

  it.each([
    [
      "week-09/nothing",
      solution,
      text,
      'there is no exercise "week-09/nothing", there is: week-01/capstone, ',
    ],
    ["week-01/histogram", "/no/such/file.ts", text, "there is no file /no/such/file.ts"],
    ["week-01/histogram", solution, { format: "xml" }, 'unknown format "xml", there is: text, json'],
  ])("refuses %s %s %j: exit 2", async (exercise, path, options, message) => {
    expect(await run(exercise, [path], options)).toBe(2);
    expect(err).toContain(message);
    expect(out).toBe("");
  });
});
