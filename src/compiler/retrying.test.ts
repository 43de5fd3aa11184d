/** A load that worked is kept; one that failed is tried again. */
import { expect, test } from "vitest";
import { retrying } from "./retrying.ts";

test("fails once, then loads once for all later calls", async () => {
  let attempts = 0;
  const load = retrying(async () => {
    if (++attempts === 1) throw new Error("offline");
    return attempts;
  });
  await expect(load()).rejects.toThrow("offline");
  expect(await load()).toBe(2);
  expect(await load()).toBe(2);
});

test("calls made while it loads share one load", async () => {
  let attempts = 0;
  const load = retrying(async () => ++attempts);
  expect(await Promise.all([load(), load()])).toEqual([1, 1]);
});

test("what is forgotten is loaded again", async () => {
  let attempts = 0;
  const load = retrying(async () => ++attempts);
  await load();
  load.forget();
  expect(await load()).toBe(2);
});
