/** A timeline shows every step once, in order, in its own lane, and pairs each poll's start with its end. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TraceStep } from "../../../harness/report.ts";
import { columnWidth, layOut, scrolledTo, stepForKey } from "./timeline-layout.ts";

const step = (kind: TraceStep["kind"], who: string, more: Partial<TraceStep> = {}): TraceStep => ({
  kind,
  who,
  what: "",
  ...more,
});

const nested = [
  step("poll-start", "gather", { time: 0 }),
  step("poll-start", "child 0", { time: 0 }),
  step("poll-end", "child 0", { time: 0 }),
  step("poll-end", "gather", { time: 0, diverges: true }),
  step("wake", "child 0", { time: 30, diverges: true }),
  step("poll-start", "gather", { time: 30 }),
];

test("lanes are in the order of their first appearance", () => {
  expect(layOut(nested).lanes.map((lane) => lane.who)).toEqual(["gather", "child 0"]);
});

test("a poll's bar spans what happened inside it, and one without an end is open to the last step", () => {
  expect(layOut(nested).polls).toEqual([
    { lane: 0, from: 0, to: 3, open: false },
    { lane: 1, from: 1, to: 2, open: false },
    { lane: 0, from: 5, to: 5, open: true },
  ]);
});

test("a future that is polled inside its own poll gets two bars, one in the other", () => {
  const { polls } = layOut([
    step("poll-start", "a"),
    step("poll-start", "a"),
    step("poll-end", "a"),
    step("poll-end", "a"),
  ]);
  expect(polls.map(({ from, to }) => [from, to])).toEqual([
    [0, 3],
    [1, 2],
  ]);
});

test("an end without a start draws no bar", () => {
  expect(layOut([step("poll-end", "a")]).polls).toEqual([]);
});

test("only the first divergence is marked", () => {
  const layout = layOut(nested);
  expect(layout.divergence).toBe(3);
  expect(layout.marks.filter((mark) => mark.diverges).map((mark) => mark.column)).toEqual([3]);
});

test("the clock is written where it changes", () => {
  expect(layOut(nested).ticks).toEqual([
    { column: 0, timeMs: 0 },
    { column: 4, timeMs: 30 },
  ]);
});

test("every step has one mark in its own column and lane, and no bar leaves the drawing", () => {
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom<TraceStep["kind"]>("poll-start", "poll-end", "wake", "complete"),
      who: fc.constantFrom("gather", "child 0", "child 1"),
      what: fc.string(),
    }),
  );
  fc.assert(
    fc.property(steps, (trace) => {
      const { lanes, marks, polls } = layOut(trace);
      expect(marks.map((mark) => mark.column)).toEqual(trace.map((_, column) => column));
      expect(marks.map((mark) => lanes[mark.lane]?.who)).toEqual(trace.map(({ who }) => who));
      expect(polls).toHaveLength(trace.filter(({ kind }) => kind === "poll-start").length);
      for (const { from, to } of polls) {
        expect(from).toBeLessThanOrEqual(to);
        expect(to).toBeLessThan(trace.length);
      }
    }),
  );
});

describe("scrubbing", () => {
  test("arrow keys walk, page keys leap, and neither leaves the trace", () => {
    expect(stepForKey("ArrowRight", 3, 5)).toBe(4);
    expect(stepForKey("ArrowRight", 4, 5)).toBe(4);
    expect(stepForKey("ArrowLeft", 0, 5)).toBe(0);
    expect(stepForKey("PageUp", 3, 500)).toBe(13);
    expect(stepForKey("Home", 3, 5)).toBe(0);
    expect(stepForKey("End", 3, 5)).toBe(4);
  });
  test("other keys stay with the page", () => {
    expect(stepForKey("Tab", 3, 5)).toBeUndefined();
    expect(stepForKey("a", 3, 5)).toBeUndefined();
  });
  test("the chosen step is visible afterwards", () => {
    const px = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(px(5000), px(5000), fc.integer({ min: 60, max: 800 }), (at, scroll, visible) => {
        const to = scrolledTo(at, 20, scroll, visible);
        expect(to).toBeLessThanOrEqual(at);
        expect(to + visible).toBeGreaterThanOrEqual(at + 20);
      }),
    );
  });
  test("a step that is well in view does not scroll", () => {
    expect(scrolledTo(200, 20, 100, 400)).toBe(100);
  });
});

test("columns fill the width, within what can be read and drawn", () => {
  expect(columnWidth(20, 500)).toBe(25);
  expect(columnWidth(500, 500)).toBe(12);
  expect(columnWidth(2, 500)).toBe(30);
});
