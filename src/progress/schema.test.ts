import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { parseRecord } from "./schema.ts";

it("reads what this version writes", () => {
  const record = { key: "answer:week-01/day-1/x", rev: 3, savedAt: 12, value: { text: "why", choice: 1 } };
  expect(parseRecord(record)).toEqual(record);
});

it.each([
  ["an unknown kind", { key: "badge:x", rev: 1, savedAt: 1, value: {} }],
  ["a kind of every object", { key: "constructor:x", rev: 1, savedAt: 1, value: {} }],
  ["a value of another shape", { key: "answer:x", rev: 1, savedAt: 1, value: { text: 5 } }],
  ["no envelope", { text: "x" }],
])("leaves out %s", (_, record) => {
  expect(parseRecord(record)).toBeUndefined();
});

it("throws on nothing that a file could hold", () => {
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
  expect(records.map(parseRecord)).toEqual(records);
});
