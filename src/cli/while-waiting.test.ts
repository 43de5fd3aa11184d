import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { whileWaiting } from "./while-waiting.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stream(isTTY: boolean) {
  const written: string[] = [];
  return { written, to: { isTTY, write: (text: string) => written.push(text) > 0 } };
}
const seconds = (count: number) => () => new Promise((done) => setTimeout(done, count * 1_000));

it("counts the seconds on a terminal, and leaves an empty line", async () => {
  const { written, to } = stream(true);
  const done = whileWaiting("Building…", seconds(2.5), to);
  await vi.advanceTimersByTimeAsync(3_000);
  await done;
  expect(written).toEqual(
    ["Building… 0 s", "Building… 1 s", "Building… 2 s", ""].map((text) => `\r\u001b[K${text}`),
  );
});

it("also clears the line if the work fails", async () => {
  const { written, to } = stream(true);
  await expect(whileWaiting("Building…", () => Promise.reject(new Error("no")), to)).rejects.toThrow("no");
  expect(written.at(-1)).toBe("\r\u001b[K");
  expect(vi.getTimerCount()).toBe(0);
});

it("writes nothing if nobody watches", async () => {
  const { written, to } = stream(false);
  const done = whileWaiting("Building…", seconds(2.5), to);
  await vi.advanceTimersByTimeAsync(3_000);
  await done;
  expect(written).toEqual([]);
});
