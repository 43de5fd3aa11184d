/** `course grade` as an instructor calls it: any file, exit codes that a script can trust, JSON with a line for every file. */
// @module-tag slow
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
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

/** The printed JSON, a line each. */
const lines = (): { file: string; kind: string; [key: string]: unknown }[] =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as ReturnType<typeof lines>[number]);

const json = { format: "json" };
const text = { format: "text" };

describe("course grade", () => {
  it("passes a right answer: exit 0, one report on one line, with the file beside it", async () => {
    expect(await run("week-01/histogram", [solution], json)).toBe(0);
    expect(out.trimEnd().split("\n")).toHaveLength(1);
    const report = parseReport(JSON.parse(out));
    expect(lines()).toMatchObject([{ file: solution, kind: "graded", passed: true }]);
    expect(report.passed).toBe(true);
    expect(report.contentHash).toMatch(/^[0-9a-f]{16}$/);
    expect(err).toBe("");
  });

  it("fails a wrong one: exit 1, with the message and the line", async () => {
    const wrong = join(lessons, "histogram/wrong/empty-throws.ts");
    expect(await run("week-01/histogram", [wrong], text)).toBe(1);
    expect(out).toContain("17 of 18 checks");
    expect(out).toMatch(
      /ERROR empty: .*\n +Your code threw Error: nothing was recorded\.\n.*\n +at .*empty-throws\.ts:\d+:\d+\n/,
    );
  });

  it("shows a compile error, and grades the files after it: exit 2", async () => {
    const broken = await file("broken.ts", "export class Histogram {\n  record(ns: number { }\n}\n");
    expect(await run("week-01/histogram", [broken, solution], json)).toBe(2);
    expect(err).toMatch(/broken\.ts:2:21: error: .*\n 2 │ {3}record\(ns: number \{ \}\n {25}\^\n/);
    expect(lines()).toMatchObject([
      { file: broken, kind: "does-not-compile", errors: [{ line: 2, column: 21 }] },
      { file: solution, kind: "graded" },
    ]);
  });

  it("ends an endless loop in a report: exit 1", async () => {
    const endless = await file("endless.ts", "export class Histogram { constructor() { for (;;); } }\n");
    expect(await run("week-01/histogram", [endless], json)).toBe(1);
    const { checks } = parseReport(JSON.parse(out));
    expect(checks[0]).toMatchObject({ id: "count", status: "fail" });
    expect(checks[0]?.message).toContain("never returned");
    expect(checks.slice(1).every(({ status }) => status === "not-run")).toBe(true);
  });

  it("takes an unambiguous exercise name", async () => {
    expect(await run("histogram", [solution], json)).toBe(0);
    expect(parseReport(JSON.parse(out)).exercise).toBe("week-01/histogram");
  });

  it.each(["solution.rs", "SOLUTION.RS"])("runs no native code without consent: %s", async (name) => {
    const rust = await file(name, "pub struct Histogram;\n");
    expect(await run("week-01/histogram", [solution, rust], text)).toBe(2);
    expect(err).toContain("native code");
    expect(err).toContain("--yes");
    expect(out).toBe("");
  });

  it("prints a JSON line for a file that it refuses to run, and for the others", async () => {
    const rust = await file("solution.rs", "pub struct Histogram;\n");
    expect(await run("week-01/histogram", [solution, rust], json)).toBe(2);
    const message = expect.stringContaining("Nothing has run") as string;
    expect(lines()).toEqual([solution, rust].map((name) => ({ file: name, kind: "refused", message })));
  });

  it.each<[string, (path: string) => Promise<void>, string]>([
    ["is not there", () => Promise.resolve(), "no such file: "],
    ["is a folder", (path) => mkdir(path), "EISDIR"],
    [
      "is in UTF-16",
      (path) => writeFile(path, "\ufefflet a;\n", "utf16le"),
      ":1:1: expected UTF-8, got UTF-16LE; save",
    ],
    [
      "is in Latin-1",
      (path) => writeFile(path, "let a;\n// \u{e9}", "latin1"),
      ":2:4: expected UTF-8, got the byte 0xE9",
    ],
  ])("says why a file that %s is unreadable, and grades those after it", async (_, make, message) => {
    const path = join(folder, "my\u001b[2J.ts");
    await make(path);
    expect(await run("week-01/histogram", [path, solution], json)).toBe(2);
    expect(lines()).toMatchObject([
      { file: path, kind: "unreadable", message: expect.stringContaining(message) as string },
      { file: solution, kind: "graded" },
    ]);
    expect(err).toContain(message);
    expect(out + err).not.toContain("\u001b");
  });

  it("prints nothing from an answer that controls a terminal", async () => {
    const path = await file(
      "b\n\u001b[2J.ts",
      'export class Histogram { constructor() { throw new Error("\\u001b[2Jgone\\u202e"); } }\n',
    );
    expect(await run("week-01/histogram", [path], json)).toBe(1);
    expect(lines()).toHaveLength(1);
    expect(JSON.stringify(lines())).toContain("gone\u202e");
    expect(await run("week-01/histogram", [path], text)).toBe(1);
    expect(out + err).toContain("gone\u{fffd}");
    for (const obeyed of ["\u001b", "\u202e"]) expect(out + err).not.toContain(obeyed);
  });

  it.each([
    ["week-09/nothing", solution, text, 'unknown exercise "week-09/nothing"; available: week-01/capstone, '],
    ["week-01/histogram", "/no/such/file.ts", text, "no such file: /no/such/file.ts"],
    ["week-01/histogram", solution, { format: "xml" }, 'unknown format "xml"; available: text, json'],
  ])("refuses %s %s %j: exit 2", async (exercise, path, options, message) => {
    expect(await run(exercise, [path], options)).toBe(2);
    expect(err).toContain(message);
    expect(out).toBe("");
  });
});
