import { beforeEach, expect, it, vi } from "vitest";
import { keepPlace, placeIn, readPlaces } from "./place.ts";

const stored = new Map<string, string>();
beforeEach(() => {
  stored.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
  });
  return () => vi.unstubAllGlobals();
});

const place = (lesson: string, anchor: string, at = 1) => ({ lesson, anchor, at });

it("keeps one place for each lesson, the newest first", () => {
  keepPlace(place("week-01/day-1", "a"));
  keepPlace(place("week-01/day-2", "b"));
  keepPlace(place("week-01/day-1", "c", 2));
  expect(readPlaces()).toEqual([place("week-01/day-1", "c", 2), place("week-01/day-2", "b")]);
  expect(placeIn("week-01/day-2")?.anchor).toBe("b");
  expect(placeIn("week-01/day-3")).toBeUndefined();
});

it("reads the one place of an earlier version, and survives anything else", () => {
  stored.set("tokio-internals/place", JSON.stringify(place("week-01/day-4", "x")));
  expect(placeIn("week-01/day-4")?.anchor).toBe("x");
  for (const text of ["{", "7", '[{"lesson":1}]']) {
    stored.set("tokio-internals/place", text);
    expect(readPlaces()).toEqual([]);
  }
});
