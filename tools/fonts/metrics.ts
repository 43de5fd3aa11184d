/** Reads from a font file what a fallback font needs to take the same room: see src/ui/fonts.css. */
import { brotliDecompressSync } from "node:zlib";

export interface Metrics {
  /** In em, like all of these. */
  ascent: number;
  descent: number;
  lineGap: number;
  /** Mean advance of a character of English text. */
  advance: number;
}

/** Of TrueType, in the order of WOFF2's table of known tags. */
const KNOWN_TAGS =
  "cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill".match(
    /.{4} ?/g,
  ) ?? [];

/** English text, letter by letter as often as the lessons have them. */
const TEXT =
  "A task that is woken on a worker takes the slot. If the slot was occupied, its old occupant goes to the back of the ring. A worker that runs out of work later fetches them back in batches.";

export function metricsOf(file: Buffer): Metrics {
  const tables = file.toString("latin1", 0, 4) === "wOF2" ? packedTables(file) : plainTables(file);
  const table = (tag: string): Buffer => {
    const found = tables.get(tag);
    if (found === undefined) throw new Error(`the font has no table ${tag}`);
    return found.bytes;
  };
  const em = table("head").readUInt16BE(18);
  const hhea = table("hhea");
  const widths = hhea.readUInt16BE(34);
  const hmtx = table("hmtx");
  // A transformed table has its flags first and all advances together.
  const advanceOf = (glyph: number): number => {
    const at = Math.min(glyph, widths - 1);
    return hmtx.readUInt16BE(tables.get("hmtx")?.isTransformed ? 1 + 2 * at : 4 * at);
  };
  const glyphOf = glyphs(table("cmap"));
  const sum = Array.from(TEXT).reduce((total, letter) => total + advanceOf(glyphOf(letter.charCodeAt(0))), 0);
  return {
    ascent: hhea.readInt16BE(4) / em,
    descent: -hhea.readInt16BE(6) / em,
    lineGap: hhea.readInt16BE(8) / em,
    advance: sum / TEXT.length / em,
  };
}

interface Table {
  bytes: Buffer;
  isTransformed: boolean;
}

function plainTables(file: Buffer): Map<string, Table> {
  return new Map(
    Array.from({ length: file.readUInt16BE(4) }, (_, i): [string, Table] => {
      const entry = 12 + 16 * i;
      const start = file.readUInt32BE(entry + 8);
      const bytes = file.subarray(start, start + file.readUInt32BE(entry + 12));
      return [file.toString("latin1", entry, entry + 4), { bytes, isTransformed: false }];
    }),
  );
}

/** WOFF2: a directory of lengths, then all tables in one Brotli stream. https://www.w3.org/TR/WOFF2/ */
function packedTables(file: Buffer): Map<string, Table> {
  let at = 48;
  const number = (): number => {
    let value = 0;
    for (;;) {
      const byte = file.readUInt8(at++);
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
  const entries = Array.from({ length: file.readUInt16BE(12) }, () => {
    const flags = file.readUInt8(at++);
    const isOwn = (flags & 63) === 63;
    const tag = isOwn ? file.toString("latin1", at, at + 4) : (KNOWN_TAGS[flags & 63] ?? "").slice(0, 4);
    if (isOwn) at += 4;
    const isOutline = tag === "glyf" || tag === "loca";
    const isTransformed = isOutline ? flags >> 6 === 0 : flags >> 6 !== 0;
    const plain = number();
    return { tag, isTransformed, length: isTransformed ? number() : plain };
  });
  const stream = brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20)));
  let start = 0;
  return new Map(
    entries.map(({ tag, isTransformed, length }): [string, Table] => {
      const bytes = stream.subarray(start, (start += length));
      return [tag, { bytes, isTransformed }];
    }),
  );
}

/** The map of format 4, which every font has for the Basic Multilingual Plane. */
function glyphs(cmap: Buffer): (code: number) => number {
  const offsets = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.readUInt32BE(8 + 8 * i));
  const at = offsets.find((offset) => cmap.readUInt16BE(offset) === 4);
  if (at === undefined) throw new Error("the font has no map of format 4");
  const bytes = cmap.readUInt16BE(at + 6);
  const [ends, starts, deltas, ranges] = [14, 16 + bytes, 16 + 2 * bytes, 16 + 3 * bytes];
  return (code) => {
    for (let i = 0; i < bytes; i += 2) {
      if (cmap.readUInt16BE(at + ends + i) < code) continue;
      const start = cmap.readUInt16BE(at + starts + i);
      if (start > code) return 0;
      const delta = cmap.readUInt16BE(at + deltas + i);
      const range = cmap.readUInt16BE(at + ranges + i);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = cmap.readUInt16BE(at + ranges + i + range + 2 * (code - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
