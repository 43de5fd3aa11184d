/** The home page's run comes from the model: it has tokio's order for the same program, and no task is in two places. */
import { expect, it } from "vitest";
import { firstRun } from "./frames.ts";

it("polls 0, 3, 1, 2, as recorded on tokio 1.53.1", () => {
  expect(firstRun().order).toEqual([0, 3, 1, 2]);
});

it("begins with task 0 alone, ends with all polled in that order, and puts no two tasks in one spot", () => {
  const { frames, order } = firstRun();
  const places = (at: number) => frames.at(at)?.spots.map(({ place }) => place);
  expect(places(0)).toEqual(["running", "unborn", "unborn", "unborn"]);
  expect(places(3)).toEqual(["running", "queue", "queue", "slot"]);
  expect(places(-1)).toEqual(["polled", "polled", "polled", "polled"]);
  expect(frames.at(-1)?.spots.map(({ position }) => position)).toEqual(
    [0, 1, 2, 3].map((n) => order.indexOf(n)),
  );
  for (const { spots } of frames) {
    const seen = spots
      .filter(({ place }) => place !== "unborn")
      .map(({ place, position }) => `${place} ${position}`);
    expect(new Set(seen).size).toBe(seen.length);
  }
});
