/** A failing case is shrunk to the smallest that still fails. */
import { expect, it } from "vitest";
import { smallest } from "./smallest.ts";

it("removes whatever is not needed", () => {
  const items = Array.from({ length: 300 }, (_, index) => index);
  expect(smallest(items, (some) => some.includes(17) && some.includes(250))).toEqual([17, 250]);
  expect(smallest(items, (some) => some.length > 256)).toHaveLength(257);
});

it("simplifies what is left", () => {
  const halved = (n: number): number | undefined => (n === 1 ? undefined : Math.floor(n / 2));
  expect(smallest([100, 7, 3], (some) => some.some((n) => n >= 25), halved)).toEqual([25]);
});

it("gives up when it would take forever", () => {
  let tries = 0;
  const items = Array.from({ length: 2000 }, (_, index) => index);
  smallest(items, (some) => (tries += 1) > 0 && some.length === items.length);
  expect(tries).toBeLessThan(1000);
});
