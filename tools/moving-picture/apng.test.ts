/** Joined frames can be split again: every frame's data is in order, numbered without gaps. */
import { deflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { chunksOf, joinPngs } from "./apng.ts";

const SIGNATURE = "\x89PNG\r\n\x1a\n";
const HEADER = "\0\0\0\x02\0\0\0\x01\x08\x02\0\0\0";

/** Two pixels; checksums are not read. */
function png(pixels: string, header = HEADER): Buffer {
  const data = deflateSync(Buffer.from(`\0${pixels}`, "latin1"));
  const parts = [Buffer.from(header, "latin1"), data.subarray(0, 4), data.subarray(4), Buffer.alloc(0)];
  const chunks = ["IHDR", "IDAT", "IDAT", "IEND"].map((type, i) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(parts[i]?.length ?? 0);
    return Buffer.concat([length, Buffer.from(type), parts[i] ?? Buffer.alloc(0), Buffer.alloc(4)]);
  });
  return Buffer.concat([Buffer.from(SIGNATURE, "latin1"), ...chunks]);
}

it("keeps every frame's data, and numbers controls and data in one sequence", () => {
  const frames = ["abcdef", "ghijkl", "mnopqr"].map((pixels) => ({ png: png(pixels), shownMs: 500 }));
  const chunks = chunksOf(joinPngs(frames));
  expect(chunks.map(({ type }) => type).join(" ")).toBe(
    "IHDR acTL fcTL IDAT IDAT fcTL fdAT fdAT fcTL fdAT fdAT IEND",
  );
  const numbered = chunks.filter(({ type }) => /^f[cd]/.test(type));
  expect(numbered.map(({ data }) => data.readUInt32BE(0))).toEqual(numbered.map((_, i) => i));
  const last = chunks
    .filter(({ type }) => type === "fdAT")
    .slice(2)
    .map(({ data }) => data.subarray(4));
  expect(Buffer.concat(last)).toEqual(deflateSync(Buffer.from("\0mnopqr", "latin1")));
});

it("refuses frames of another size", () => {
  const other = png("abcdef", HEADER.replace("\x02", "\x03"));
  expect(() => joinPngs([png("abcdef"), other].map((each) => ({ png: each, shownMs: 1 })))).toThrow(
    "frame 1",
  );
});
