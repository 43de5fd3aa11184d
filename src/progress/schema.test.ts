import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { MAX_TRACE_STEPS } from "../../harness/report.ts";
import { parseRecord, toKeep, type Stored } from "./schema.ts";

function resultOf(checks: number, steps: number) {
  const trace = Array.from({ length: steps }, () => ({ kind: "wake" as const, who: "a", what: "b" }));
  const check = { id: "a", title: "", status: "fail" as const, message: "", trace };
  const report = {
    version: 1 as const,
    exercise: "x",
    contentHash: "h",
    harnessVersion: "1",
    passed: false,
    checks: Array.from({ length: checks }, () => check),
    logs: [],
    logsDropped: 0,
    environment: { engine: "test" },
  };
  return { report, code: "export {}", at: 1 };
}

it("keeps a result whose trace is too long, without the excess", () => {
  const value = resultOf(1, 150_000);
  const record = parseRecord({ key: "result:x", rev: 1, savedAt: 1, value });
  expect(record?.value).toEqual(resultOf(1, MAX_TRACE_STEPS));
  expect(toKeep("result", value)).toEqual(resultOf(1, MAX_TRACE_STEPS));
});

it("stores nothing that it would not read back", () => {
  const sizes = fc.integer({ min: 0, max: 400_000 });
  fc.assert(
    fc.property(sizes, sizes, fc.double(), (text, stub, at) => {
      const draft = { text: "x".repeat(text), baseHash: "h", baseStub: "x".repeat(stub) };
      const kept = toKeep("draft", draft);
      const read = parseRecord({ key: "draft:x", rev: 1, savedAt: 1, value: draft });
      expect(read?.value).toEqual(kept);
      expect(kept !== undefined).toBe(text <= 200_000 && stub <= 200_000);
      expect(toKeep("mark", { done: true, at }) !== undefined).toBe(at >= 0 && at <= 8.64e15);
    }),
  );
});

it("reads what this version writes", () => {
  const record = {
    key: "answer:week-01/day-1/x",
    rev: 3,
    savedAt: 12,
    value: { text: "why", chosen: { words: "3, 1, 2", right: true } },
  };
  expect(parseRecord(record)).toEqual(record);
});

it.each([
  ["an unknown kind", { key: "badge:x", rev: 1, savedAt: 1, value: {} }],
  ["a kind of every object", { key: "constructor:x", rev: 1, savedAt: 1, value: {} }],
  ["a value of another shape", { key: "answer:x", rev: 1, savedAt: 1, value: { text: 5 } }],
  ["no envelope", { text: "x" }],
  [
    "a round beyond all arithmetic",
    { key: "mastery:x", rev: 1, savedAt: 1, value: { answered: Number.MAX_SAFE_INTEGER, rules: {} } },
  ],
  ["a text larger than any", { key: "answer:x", rev: 1, savedAt: 1, value: { text: "x".repeat(200_001) } }],
  ["a time that no date holds", { key: "mark:x", rev: 1, savedAt: 1, value: { done: true, at: 1e300 } }],
  [
    "a count of writes beyond counting",
    { key: "mark:x", rev: 2 ** 53, savedAt: 1, value: { done: true, at: 1 } },
  ],
  ["checks without end", { key: "result:x", rev: 1, savedAt: 1, value: resultOf(201, 0) }],
])("leaves out %s", (_, record) => {
  expect(parseRecord(record)).toBeUndefined();
});

it("never throws, whatever a file holds", () => {
  fc.assert(
    fc.property(fc.anything(), (input) => {
      expect(() => parseRecord(input)).not.toThrow();
    }),
  );
});

it("reads every record that version 1 stored", () => {
  const stored: unknown = JSON.parse(
    readFileSync(new URL("fixtures/records-1.json", import.meta.url), "utf8"),
  );
  const records = stored as unknown[];
  expect(records.length).toBeGreaterThan(0);
  const now = records.map((record) => {
    const { value } = record as Stored & { value: { choice?: number; config?: object } };
    // What several workers do has been a choice since; nobody had made one.
    if (value.config !== undefined) Object.assign(value.config, { order: "usual" });
    const { choice, ...rest } = value;
    return choice === undefined
      ? record
      : { ...(record as Stored), value: { ...rest, chosen: { place: choice } } };
  });
  expect(records.map(parseRecord)).toEqual(now);
});
