/** V2 histograms as console-subscriber sends them. */
import { expect, it } from "vitest";
import { HdrHistogram } from "./hdr-histogram.ts";
import { readHdrV2 } from "./hdr-v2.ts";

const header = (payload: number[]) => {
  const bytes = new Uint8Array(40 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x1c84_9313);
  view.setUint32(4, payload.length);
  view.setUint32(12, 2);
  view.setBigUint64(16, 1n);
  bytes.set(payload, 40);
  return bytes;
};

it("reads counts and runs of empty steps", () => {
  // One empty step, one value, 253 empty steps (zig-zag 505), one value, then 3 values.
  expect(readHdrV2(header([1, 2, 0xf9, 0x03, 2, 6]))).toEqual([
    [1, 1],
    [255, 1],
    [256, 3],
  ]);
});

it("refuses what is cut off, other bytes and other digits", () => {
  const whole = header([1, 2]);
  expect(() => readHdrV2(whole.subarray(0, 41))).toThrow("cut off");
  expect(() => readHdrV2(header([0x80]))).toThrow("ends within a number");
  expect(() => readHdrV2(new Uint8Array(40))).toThrow("expected a V2 histogram");
  expect(() => readHdrV2(new Uint8Array(3))).toThrow("40 bytes or more, got 3");
  const other = header([]);
  new DataView(other.buffer).setUint32(12, 3);
  expect(() => readHdrV2(other)).toThrow("3 digits from 1");
});

it("what was recorded between two states is their difference, and two histograms have a sum", () => {
  const early = HdrHistogram.of([[5, 2]], 1_000, 1, 2_000);
  const late = HdrHistogram.of(
    [
      [5, 3],
      [200, 4],
    ],
    1_000,
    2,
    3_000,
  );
  const during = late.minus(early);
  expect([...during.entries()]).toEqual([
    [5, 1],
    [200, 4],
  ]);
  expect([during.count, during.outliers]).toEqual([5, 1]);
  const both = during.plus(early);
  expect([...both.entries()]).toEqual([...late.entries()]);
  expect([both.count, both.outliers, both.highestOutlier]).toEqual([7, 2, 3_000]);
  expect(() => HdrHistogram.of([[-1, 1]])).toThrow("no 1 values at index -1");
});
