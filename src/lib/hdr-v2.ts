/** Reads HdrHistogram's V2 serialization, uncompressed, as console-subscriber sends it. Models HdrHistogram_rust 7.6. */
import type { Entry } from "./hdr-histogram.ts";

const COOKIE = 0x1c84_9313;
const HEADER_BYTES = 40;
const SIGNIFICANT_DIGITS = 2;

/**
 * @returns the non-empty steps
 * @throws for other bytes, other digits, or another smallest value than `HdrHistogram` has
 */
export function readHdrV2(bytes: Uint8Array): Entry[] {
  if (bytes.length < HEADER_BYTES)
    throw new Error(`a V2 histogram has 40 bytes or more, got ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cookie = view.getUint32(0);
  if (cookie !== COOKIE) throw new Error(`expected a V2 histogram, got the cookie 0x${cookie.toString(16)}`);
  const digits = view.getUint32(12);
  const lowest = view.getBigUint64(16);
  if (digits !== SIGNIFICANT_DIGITS || lowest !== 1n)
    throw new Error(`expected a histogram with 2 digits from 1, got ${digits} digits from ${lowest}`);
  const end = HEADER_BYTES + view.getUint32(4);
  if (end > bytes.length) throw new Error("the V2 histogram is cut off");
  const entries: Entry[] = [];
  let index = 0;
  for (let at = HEADER_BYTES; at < end;) {
    const { value, next } = zigZag(bytes, at, end);
    at = next;
    // A negative number is a run of empty steps.
    if (value < 0) index -= value;
    else {
      if (value > 0) entries.push([index, value]);
      index++;
    }
  }
  return entries;
}

/** A count below 2^53, far more than anybody records. */
function zigZag(bytes: Uint8Array, from: number, end: number): { value: number; next: number } {
  let raw = 0n;
  for (let at = from; at < end && at < from + 9; at++) {
    const byte = bytes[at] as number;
    const isLast = at === from + 8;
    raw |= BigInt(isLast ? byte : byte & 0x7f) << BigInt(7 * (at - from));
    if (isLast || byte < 0x80) return { value: Number((raw >> 1n) ^ -(raw & 1n)), next: at + 1 };
  }
  throw new Error("the V2 histogram ends within a number");
}
