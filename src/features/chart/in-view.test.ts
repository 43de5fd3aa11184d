/** The page moves only as far as the chart needs, and only for a reader who is there. */
import { expect, test } from "vitest";
import { scrollPx } from "./in-view.ts";

const at = (top: number, height = 560) =>
  scrollPx({ top, bottom: top + height }, { top, bottom: top + 40 }, 768);

test("nothing moves while everything is in view", () => expect(at(100)).toBe(0));
test("it moves as far as the end of the chart is below the window", () => expect(at(400)).toBe(200));
test("the button never goes under the header", () => expect(at(400, 900)).toBe(340));
test("a button half under the header comes out", () => expect(at(40)).toBe(-20));
test("a reader who is elsewhere stays there", () => {
  expect(at(-600)).toBe(0);
  expect(at(1200)).toBe(0);
});
