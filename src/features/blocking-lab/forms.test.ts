/** The form's edits keep a handler runnable, and an audit's text reads back as what it was written from. */
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { auditText, parseAudit } from "./audit.ts";
import { addStep, changeStep, moveStep, removeStep } from "./edits.ts";
import { Handler, MAX_STEPS, PRESETS, REMEDIES, STEP_KINDS } from "./handler.ts";
import { kneeOf, kneeWords, sweepRates } from "./sweep.ts";
import type { SweepPoint } from "./sweep.ts";

const kind = fc.constantFrom(...STEP_KINDS);
const edit = fc.oneof(
  kind.map((of) => (handler: Handler) => addStep(handler, of)),
  fc.nat(14).map((index) => (handler: Handler) => removeStep(handler, index)),
  fc.tuple(fc.nat(14), fc.constantFrom(-1 as const, 1 as const)).map(
    ([index, by]) =>
      (handler: Handler) =>
        moveStep(handler, index, by),
  ),
  fc
    .tuple(
      fc.nat(14),
      fc.record(
        { kind, ms: fc.double(), what: fc.string({ maxLength: 120 }), remedy: fc.constantFrom(...REMEDIES) },
        { requiredKeys: [] },
      ),
    )
    .map(
      ([index, change]) =>
        (handler: Handler) =>
          changeStep(handler, index, change),
    ),
);
const edited = fc
  .array(edit, { maxLength: 25 })
  .map((edits) => edits.reduce((handler, next) => next(handler), PRESETS[0] as Handler));
const load = fc.record({
  requestsPerSecond: fc.integer({ min: 1, max: 2_000 }),
  workers: fc.integer({ min: 1, max: 8 }),
});

describe("any sequence of edits", () => {
  it("leaves a handler that the lab can run", () => {
    fc.assert(
      fc.property(edited, (handler) => {
        expect(v.safeParse(Handler, handler).issues).toBeUndefined();
        expect(handler.steps.length).toBeLessThanOrEqual(MAX_STEPS);
      }),
    );
  });

  it("is in the journal's text, word for word", () => {
    fc.assert(
      fc.property(edited, load, (handler, under) => {
        expect(parseAudit(auditText({ handler, load: under }, []))).toEqual({ handler, load: under });
      }),
    );
  });
});

it("moves a step by one place, and not past an end", () => {
  const names = (handler: Handler): string[] => handler.steps.map(({ what }) => what);
  const [first] = PRESETS as [Handler];
  expect(names(moveStep(first, 1, -1)).slice(0, 2)).toEqual(names(first).slice(0, 2).toReversed());
  expect(moveStep(first, 0, -1)).toBe(first);
  expect(moveStep(first, first.steps.length - 1, 1)).toBe(first);
});

it("reads nothing out of a text that is no audit", () => {
  for (const text of [
    "",
    "I would use rayon.",
    "Handler: x\n1. sleeping, 3 ms: y",
    "Handler: x\n1. CPU, 900 ms: y\nLoad: 1 requests/s on 1 workers",
  ])
    expect(parseAudit(text)).toBeNull();
});

describe("where a strategy stops paying", () => {
  const point = (requestsPerSecond: number, othersP99Ns: number, finished: number): SweepPoint => ({
    strategy: "inline",
    requestsPerSecond,
    othersP99Ns,
    offered: requestsPerSecond,
    finished,
  });
  it("is at the first load that breaks the budget, whatever comes after", () => {
    const points = [point(10, 5, 10), point(40, 2e6, 40), point(20, 8e5, 20), point(80, 10, 30)];
    expect(kneeOf("inline", points, 1e6)).toEqual({
      strategy: "inline",
      calmUpTo: 20,
      keepsUpTo: 40,
      calmThroughout: false,
      keepsUpThroughout: false,
    });
    expect(kneeWords(kneeOf("inline", points, 1e6), 1e6)).toBe(
      "keeps the others' p99 within 1 ms up to 20 requests/s; keeps up with at most 40 requests/s",
    );
    expect(kneeWords(kneeOf("inline", points, 1), 1)).toContain("never keeps the others' p99 within 1 ns");
    expect(kneeWords(kneeOf("inline", points, 1e9), 1e9)).toContain("at every load tried");
  });

  it("is looked for from well below to well above what the processors can do", () => {
    const rates = sweepRates(PRESETS[0] as Handler, { requestsPerSecond: 200, workers: 4 });
    expect(rates[0]).toBeLessThan(60);
    expect(rates.at(-1)).toBeGreaterThan(400);
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
  });
});
