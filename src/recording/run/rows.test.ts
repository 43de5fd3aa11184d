/** The valid content of a row: each number within the bounds of its kind. */
import * as fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { By, Kind } from "../../runtime/trace/kinds.ts";
import { EventRows, eventsOf, ROW } from "./rows.ts";

/** kind, worker, task, a, b, budget, nowMs, atMs, line, column */
const row = (kind: Kind, a = 0, b = 0): number[] => [kind, 0, 1, a, b, 128, 5, 5.5, 3, 7];
const isTaken = (rows: number[]): boolean => v.is(EventRows, rows);

describe("a row", () => {
  it("is an event, with its place in the script if it has one", () => {
    const rows = [...row(Kind.Wake, By.Timer, 1), ...row(Kind.Steal, 7, 128).with(8, 0)];
    expect(isTaken(rows)).toBe(true);
    const when = { clock: 0, nowMs: 5, atMs: 5.5, worker: 0, budget: 128 };
    const wake = { kind: "wake", task: 1, by: { kind: "timer" }, effect: "after-poll" };
    expect(eventsOf(rows, 40)).toEqual([
      { event: { seq: 40, ...when, ...wake }, at: { line: 3, column: 7 } },
      { event: { seq: 41, ...when, kind: "steal", victim: 7, count: 128 }, at: null },
    ]);
  });

  it.each([
    ["no kind", row(Kind.Park).with(0, 99)],
    ["a kind between two", row(Kind.Park).with(0, 1.5)],
    ["a worker that no runtime has", row(Kind.Park).with(1, 8)],
    ["a task before the first", row(Kind.PollStart).with(2, -1)],
    ["a budget beyond any", row(Kind.PollStart).with(5, 256)],
    ["time that runs backwards from 0", row(Kind.PollStart).with(6, -1)],
    ["a line before the first", row(Kind.PollStart).with(8, -1)],
    ["an outcome without a name", row(Kind.PollEnd, 4)],
    ["an effect without a name", row(Kind.Wake, 1, 4)],
    ["a waker that is nobody", row(Kind.Wake, -5)],
    ["a queue without a name", row(Kind.Push, 5)],
    ["a resource without a name", row(Kind.Wait, 9)],
    ["a victim that no runtime has", row(Kind.Steal, 8, 1)],
    ["an overflow of nothing, which would lengthen the queue", row(Kind.Overflow, 0)],
    ["a deadline before time began", row(Kind.TimerSet, -1)],
    ["half a row", row(Kind.Park).slice(0, ROW / 2)],
  ])("%s is refused together with its whole message", (_, bad) => {
    expect(isTaken(bad)).toBe(false);
    expect(isTaken([...row(Kind.Park), ...bad, ...row(Kind.Park)])).toBe(false);
  });

  it("of random numbers is refused or a complete event", () => {
    const word = fc.oneof(fc.integer({ min: -6, max: 30 }), fc.double());
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(Kind)),
        fc.array(word, { minLength: 9, maxLength: 9 }),
        (kind, rest) => {
          const rows = [kind, ...rest];
          if (!isTaken(rows)) return;
          for (const value of Object.values(eventsOf(rows, 0)[0]!.event)) expect(value).not.toBeUndefined();
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
