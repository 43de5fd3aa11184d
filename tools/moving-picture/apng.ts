/** Joins PNG files of one size into an animated PNG, without decoding them: https://www.w3.org/TR/png-3/#apng-frame-based-animation. */
import { crc32 } from "node:zlib";

export interface Frame {
  png: Buffer;
  /** ms, at most 65,535 */
  shownMs: number;
}

interface Chunk {
  type: string;
  data: Buffer;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** It loops endlessly. @throws when the frames differ in size or format, which one header cannot describe */
export function joinPngs(frames: readonly Frame[]): Buffer {
  const [first] = frames;
  if (first === undefined) throw new Error("an animation needs a frame");
  const header = only(chunksOf(first.png), "IHDR");
  const chunks: Chunk[] = [header, { type: "acTL", data: words(frames.length, 0) }];
  let sequence = 0;
  for (const [index, { png, shownMs }] of frames.entries()) {
    const own = chunksOf(png);
    if (!only(own, "IHDR").data.equals(header.data))
      throw new Error(`frame ${index} has another size or format`);
    chunks.push({ type: "fcTL", data: control(sequence++, header.data, shownMs) });
    for (const { type, data } of own) {
      if (type !== "IDAT") continue;
      chunks.push(
        index === 0 ? { type, data } : { type: "fdAT", data: Buffer.concat([words(sequence++), data]) },
      );
    }
  }
  return Buffer.concat([SIGNATURE, ...[...chunks, { type: "IEND", data: Buffer.alloc(0) }].map(written)]);
}

export function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString("latin1", at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

function only(chunks: readonly Chunk[], type: string): Chunk {
  const found = chunks.find((chunk) => chunk.type === type);
  if (found === undefined) throw new Error(`a PNG without ${type}`);
  return found;
}

/** The frame's position and duration, and that it replaces the frame before. */
function control(sequence: number, header: Buffer, shownMs: number): Buffer {
  const delay = Buffer.alloc(6);
  delay.writeUInt16BE(shownMs, 0);
  delay.writeUInt16BE(1000, 2);
  return Buffer.concat([words(sequence), header.subarray(0, 8), words(0, 0), delay]);
}

function words(...values: number[]): Buffer {
  const buffer = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) buffer.writeUInt32BE(value, 4 * i);
  return buffer;
}

function written({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([words(data.length), body, words(crc32(body))]);
}
