/** The timer wheel: levels, firing order, and the times at which it stops on the way. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { levelFor, TimerEntry, Wheel } from "./wheel.ts";

const timer = (whenMs: number): TimerEntry => new TimerEntry(whenMs, 0);

function fireAll(wheel: Wheel, untilMs: number): TimerEntry[] {
  const fired: TimerEntry[] = [];
  for (let entry = wheel.poll(untilMs); entry !== null; entry = wheel.poll(untilMs)) fired.push(entry);
  return fired;
}

describe("levels", () => {
  it.each([
    [0, 63, 0],
    [0, 64, 1],
    [0, 4095, 1],
    [0, 4096, 2],
    [63, 64, 1],
    [64, 127, 0],
    [0, 64 ** 3 - 1, 2],
    [0, 64 ** 5, 5],
    [0, 2 ** 36 - 1, 5],
    [0, 2 ** 40, 5],
  ])("from %i, %i is on level %i", (elapsed, when, level) => {
    expect(levelFor(elapsed, when)).toBe(level);
  });
});

it("stops where timers move down a level: 5000 ms are reached by way of 4096 and 4992", () => {
  const wheel = new Wheel();
  wheel.insert(timer(5000));
  const stops: number[] = [];
  for (let next = wheel.nextExpirationTimeMs(); next !== null; next = wheel.nextExpirationTimeMs()) {
    stops.push(next);
    fireAll(wheel, next);
  }
  expect(stops).toEqual([4096, 4992, 5000]);
});

it("refuses what is already past, and forgets what is removed", () => {
  const wheel = new Wheel();
  fireAll(wheel, 10);
  expect(wheel.insert(timer(10))).toBe(false);
  const entry = timer(20);
  expect(wheel.insert(entry)).toBe(true);
  wheel.remove(entry);
  wheel.remove(entry);
  expect(wheel.length).toBe(0);
  expect(fireAll(wheel, 100)).toEqual([]);
});

it("fires each timer once, never early, by deadline and then by registration, however time passes", () => {
  const delay = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 20_000_000 }));
  fc.assert(
    fc.property(fc.array(delay, { maxLength: 40 }), fc.array(delay, { maxLength: 40 }), (delays, steps) => {
      const wheel = new Wheel();
      const entries = delays.map(timer);
      for (const entry of entries) wheel.insert(entry);
      const fired: TimerEntry[] = [];
      let nowMs = 0;
      for (const step of [...steps, 20_000_000]) {
        nowMs += step;
        for (const entry of fireAll(wheel, nowMs)) {
          expect(entry.whenMs).toBeLessThanOrEqual(nowMs);
          fired.push(entry);
        }
      }
      // `sort` is stable: equal deadlines stay in the order of registration.
      expect(fired).toEqual([...entries].sort((a, b) => a.whenMs - b.whenMs));
      expect(wheel.length).toBe(0);
    }),
  );
});

it("waits out what is beyond the top level's reach", () => {
  const wheel = new Wheel();
  const entry = timer(2 ** 37 + 5);
  wheel.insert(entry);
  expect(fireAll(wheel, 2 ** 37 + 4)).toEqual([]);
  expect(fireAll(wheel, 2 ** 37 + 5)).toEqual([entry]);
});
