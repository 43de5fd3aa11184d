import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { lookAgain } from "./look-again.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("tries a few times with growing pauses, then gives up, and begins again when restarted", async () => {
  const at: number[] = [];
  const began = Date.now();
  const again = lookAgain(async () => at.push(Date.now() - began) > 0);
  again.start();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(at).toEqual([100, 300, 700, 1_500, 3_100, 6_300, 12_700]);
  expect(vi.getTimerCount()).toBe(0);
  again.start();
  await vi.advanceTimersByTimeAsync(100);
  expect(at).toHaveLength(8);
});

it("ends when nothing is left to look for, or when stopped", async () => {
  const look = vi.fn<() => Promise<boolean>>().mockResolvedValueOnce(true).mockResolvedValueOnce(false);
  const again = lookAgain(look);
  again.start();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(look).toHaveBeenCalledTimes(2);
  again.start();
  again.stop();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(look).toHaveBeenCalledTimes(2);
});

it("does not continue if it was stopped during a try", async () => {
  let answer = (_more: boolean): void => {};
  const look = vi.fn<() => Promise<boolean>>(() => new Promise((resolve) => void (answer = resolve)));
  const again = lookAgain(look);
  again.start();
  await vi.advanceTimersByTimeAsync(100);
  again.stop();
  answer(true);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(look).toHaveBeenCalledTimes(1);
});
