/** Reading a message from the sandbox never throws, and only valid messages are believed. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseHostMessage, parseWorkerMessage } from "./wire.ts";

const check = { id: "order", title: "keeps order", status: "pass", message: "" };

test("a worker's messages pass, without unknown fields", () => {
  expect(parseWorkerMessage(JSON.stringify({ kind: "check", result: check, extra: 1 }))).toEqual({
    kind: "check",
    result: check,
  });
  expect(parseWorkerMessage('{"kind":"done"}')).toEqual({ kind: "done" });
});

test.each([
  ["no JSON", "{"],
  ["a status that does not exist", JSON.stringify({ kind: "check", result: { ...check, status: "passed" } })],
  ["a kind that does not exist", '{"kind":"passed"}'],
  ["a negative count", '{"kind":"logs-dropped","total":-1}'],
  ["an object where text is due", { kind: "done" }],
])("%s is not a message", (_, message) => expect(parseWorkerMessage(message)).toBeUndefined());

test("text that quotes the learner is truncated, and nothing else is long", () => {
  const long = "x".repeat(1_000_000);
  const step = { kind: "note", who: "gather", what: long };
  const result = { ...check, message: long, hint: long, trace: Array.from({ length: 3_000 }, () => step) };
  const few = { ...result, trace: result.trace.slice(0, 3) };
  const kept = parseWorkerMessage(JSON.stringify({ kind: "check", result: few }));
  expect(JSON.stringify(kept).length).toBeLessThan(60_000);
  const many = { ...result, trace: result.trace.map((one) => ({ ...one, what: "" })) };
  expect(parseWorkerMessage(JSON.stringify({ kind: "check", result: many }))).toHaveProperty(
    "result.trace.length",
    1_000,
  );
  const line = parseWorkerMessage(JSON.stringify({ kind: "log", line: { level: "log", text: long } }));
  expect(JSON.stringify(line).length).toBeLessThan(11_000);
  for (const refused of [
    { kind: "check", result: { ...check, id: long } },
    { kind: "begin-check", id: "a", title: long, index: 0, total: 1 },
    { kind: "plan", checks: Array.from({ length: 1_000 }, () => ({ id: "a", title: "A" })) },
    { kind: "trace", prelude: 0, first: 0, rows: Array.from({ length: 1_000_000 }, () => 0) },
  ])
    expect(parseWorkerMessage(JSON.stringify(refused))).toBeUndefined();
});

test("arbitrary text and values are refused without an exception", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (message) => {
      expect(() => parseWorkerMessage(message)).not.toThrow();
      expect(() => parseHostMessage(message)).not.toThrow();
    }),
    { numRuns: 1_000 },
  );
});

test("a message with one field replaced is refused or still of its kind", () => {
  const messages = [
    { kind: "check", result: check },
    { kind: "begin-check", id: "a", title: "A", index: 0, total: 1 },
    { kind: "log", line: { level: "log", text: "hi" } },
    { kind: "plan", checks: [{ id: "a", title: "A" }] },
    { kind: "trace", prelude: 0, first: 0, rows: [1, 0, 1, 0, 0, 128, 0, 0, 0, 0] },
    { kind: "panicked", task: 1, message: "no", position: { line: 1, column: 1 } },
    { kind: "recorded", end: { kind: "failed", message: "no" } },
  ];
  fc.assert(
    fc.property(fc.constantFrom(...messages), fc.string(), fc.jsonValue(), (message, key, value) => {
      const keys = Object.keys(message);
      const tampered = { ...message, [keys[key.length % keys.length] ?? "kind"]: value };
      const parsed = parseWorkerMessage(JSON.stringify(tampered));
      expect([undefined, tampered.kind]).toContain(parsed?.kind);
    }),
    { numRuns: 500 },
  );
});

test("an object with hostile getters is refused", () => {
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error("no");
      },
      ownKeys: () => {
        throw new Error("no");
      },
    },
  );
  expect(parseHostMessage(hostile)).toBeUndefined();
});
