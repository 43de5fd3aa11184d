/** Looks at a picture's first bytes and its size: what no browser shows, or no reader wants to wait for. */
import { open } from "node:fs/promises";
import { extname } from "node:path";

/** The largest picture that a lesson may have, in bytes. */
const MAX_BYTES = 2_000_000;
const HEAD_BYTES = 16;

interface Format {
  name: string;
  begins(head: Buffer): boolean;
}

const ascii = (head: Buffer, from: number, to: number): string => head.toString("latin1", from, to);

const FORMATS: Readonly<Record<string, Format>> = {
  ".png": { name: "PNG", begins: (head) => ascii(head, 0, 8) === "\x89PNG\r\n\x1a\n" },
  ".jpg": { name: "JPEG", begins: (head) => ascii(head, 0, 3) === "\xff\xd8\xff" },
  ".jpeg": { name: "JPEG", begins: (head) => ascii(head, 0, 3) === "\xff\xd8\xff" },
  ".gif": { name: "GIF", begins: (head) => /^GIF8[79]a/.test(ascii(head, 0, 6)) },
  ".webp": { name: "WebP", begins: (head) => ascii(head, 0, 4) + ascii(head, 8, 12) === "RIFFWEBP" },
  ".avif": { name: "AVIF", begins: (head) => /^ftypavi[fs]/.test(ascii(head, 4, 12)) },
};

export interface BadPicture {
  message: string;
  help: string;
}

/** @returns null for a good picture, and for a file that is none @throws if the file is unreadable */
export async function badPicture(path: string): Promise<BadPicture | null> {
  const format = FORMATS[extname(path).toLowerCase()];
  if (format === undefined) return null;
  const file = await open(path);
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    if (!format.begins(head.subarray(0, bytesRead)))
      return { message: `this file is not a ${format.name}`, help: "save the picture again, in that format" };
    const { size } = await file.stat();
    if (size <= MAX_BYTES) return null;
    const message = `this picture has ${(size / 1e6).toFixed(1)} MB, at most ${MAX_BYTES / 1e6} are allowed`;
    return { message, help: "make it smaller: WebP or AVIF, at twice the width at which it is shown" };
  } finally {
    await file.close();
  }
}
