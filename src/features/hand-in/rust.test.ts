/** Rust in a hand-in: kept with its claims, never run, never confirmed. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordIdOf } from "../../progress/language.ts";
import type { Stored } from "../../progress/schema.ts";
import { makeHandIn, type HandIn } from "./hand-in.ts";
import { readHandIn } from "./read-hand-in.ts";
import { failingMost, regradeOne, type Grade } from "./regrade.ts";
import { toTable } from "./table.ts";

const fixture = (version: number): string =>
  readFileSync(new URL(`fixtures/hand-in-${version}.json`, import.meta.url), "utf8");
const known = new Set(["week-01/gather", "week-01/histogram", "week-01/capstone"]);

function read(text: string): HandIn {
  const one = readHandIn(text);
  if (!one.ok) throw new Error(one.message);
  return one.handIn;
}

/** Grades nothing and records what it was asked to grade. */
function recorder(): { asked: string[]; grade: Grade } {
  const asked: string[] = [];
  const grade: Grade = async (_, code, passed) => {
    asked.push(code, ...Object.values(passed));
    return { kind: "failed", message: "a recorder" };
  };
  return { asked, grade };
}

describe("makeHandIn", () => {
  const stored = (key: string, value: unknown): Stored => ({ key, rev: 1, savedAt: 1, value }) as Stored;
  const records = Object.fromEntries(
    [
      stored("draft:week-01/gather#rust", { text: "fn gather() {}", baseHash: "h", baseStub: "" }),
      stored("draft:week-01/histogram#rust", { text: "// stub", baseHash: "h", baseStub: "// stub" }),
      stored("draft:week-01/histogram", { text: "export {}", baseHash: "h", baseStub: "" }),
    ].map((record) => [record.key, record]),
  );

  it("takes an unchecked Rust draft, but no stub and no TypeScript that never ran", () => {
    expect(makeHandIn(records, "", new Date()).exercises).toEqual([
      { exercise: "week-01/gather", language: "rust", code: "fn gather() {}" },
    ]);
  });

  it("takes checked code before a draft, and measurements on real tokio", () => {
    const { report } = read(fixture(2)).exercises.find(({ language }) => language === "rust") ?? {};
    const runs = read(fixture(2)).realTokio[0]?.runs;
    const more = [
      stored("result:week-01/gather#rust", { report, code: "// judged", at: 1 }),
      stored("tokio-bench:week-01/capstone#rust", { runs, at: 1 }),
    ];
    const handIn = makeHandIn(
      { ...records, ...Object.fromEntries(more.map((record) => [record.key, record])) },
      "",
      new Date(),
    );
    expect(handIn.exercises).toMatchObject([
      { language: "rust", code: "// judged", report: { passed: true } },
    ]);
    expect(handIn.realTokio).toEqual([{ exercise: "week-01/capstone", runs }]);
  });
});

describe.each([1, 2])("a hand-in of version %i", (version) => {
  it("reads back as saved, Rust and TypeScript apart", () => {
    const one = readHandIn(fixture(version));
    expect(one).toMatchObject({ ok: true, edited: false });
    const languages = read(fixture(version)).exercises.map(({ exercise, language }) =>
      recordIdOf(exercise, language),
    );
    expect(languages.slice(0, 2)).toEqual(["week-01/gather", "week-01/gather#rust"]);
  });

  it("has Rust that is never run, imported, confirmed or counted", async () => {
    const { asked, grade } = recorder();
    const one = await regradeOne({ name: "ada.json", text: fixture(version) }, known, grade);
    const { exercises } = read(fixture(version));
    const rust = exercises.filter(({ language }) => language === "rust").map(({ code }) => code);
    expect(rust.length).toBeGreaterThan(0);
    expect(asked.length).toBeGreaterThan(0);
    for (const code of rust) expect(asked).not.toContain(code);
    const comparisons = one.kind === "graded" ? one.comparisons : [];
    const claims = comparisons.filter(({ language }) => language === "rust");
    expect(claims).toHaveLength(rust.length);
    for (const claim of claims)
      expect(claim).toMatchObject({ agreement: "not-rerun", found: undefined, failing: [] });
    expect(failingMost([one])).toEqual([]);
    expect(toTable([one])).toMatch(/ada\.json,Ada,week-01\/gather,Rust,\d+,,\d+,not-rerun,,,/);
    expect(toTable([one])).toContain("not re-run: Rust; claims a run on tokio");
  });

  it("answers whatever becomes of the file", () => {
    const text = fixture(version);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 8 }), (at, length, put) => {
        expect(readHandIn(text.slice(0, at) + put + text.slice(at + length))).toHaveProperty("ok");
      }),
    );
  });
});

it("says that an unchecked draft claims nothing", async () => {
  const handIn = {
    ...read(fixture(2)),
    exercises: [{ exercise: "week-01/gather", language: "rust", code: "x" }],
  };
  const text = JSON.stringify({ ...handIn, contentHash: "another" });
  const one = await regradeOne({ name: "a", text }, new Set(["week-01/gather"]), recorder().grade);
  expect(one).toMatchObject({
    edited: true,
    comparisons: [{ claimed: undefined, note: "not re-run: Rust; never checked" }],
  });
  expect(toTable([one])).toContain("the file was changed after it was saved; not re-run: Rust");
});

it("refuses a language that it does not know, and TypeScript without a report", () => {
  for (const submitted of [{ language: "zig" }, { language: "typescript" }]) {
    const exercises = [{ exercise: "week-01/gather", code: "x", ...submitted }];
    const text = JSON.stringify({ ...JSON.parse(fixture(2)), exercises });
    expect(readHandIn(text)).toMatchObject({ ok: false, message: expect.stringContaining("exercises.0") });
  }
});

describe("the hash", () => {
  const paths = leaves(JSON.parse(fixture(2)));
  it("finds any later change, even of one character", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => {
        const json = JSON.parse(fixture(2)) as Record<string, unknown>;
        change(json, path);
        const one = readHandIn(JSON.stringify(json));
        // A file that is no longer a hand-in is refused for that reason.
        expect(one.ok ? one.edited : true).toBe(true);
      }),
    );
  });
  it("ignores the order of keys and the layout", () => {
    const json = JSON.parse(fixture(2)) as object;
    const turned = Object.fromEntries(Object.entries(json).toReversed());
    expect(readHandIn(JSON.stringify(turned, null, 4))).toMatchObject({ ok: true, edited: false });
  });
});

function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function change(json: Record<string, unknown>, path: string[]): void {
  const [key = "", ...rest] = path;
  const value = json[key];
  if (rest.length > 0) change(value as Record<string, unknown>, rest);
  else if (typeof value === "number") json[key] = value + 1;
  else if (typeof value === "string") json[key] = `${value}x`;
  else json[key] = value === null ? 0 : !value;
}
