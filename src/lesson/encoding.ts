/** Bytes to text: UTF-8, or the best guess at what else it is, with the first place that is not UTF-8. */
import { isUtf8 } from "node:buffer";

export interface Decoded {
  /** Without byte order mark, and with one way to end a line, so that a checkout on Windows hashes the same. */
  text: string;
  wrong?: {
    /** Offset in `text` of what the first bad byte became. */
    at: number;
    message: string;
    help: string;
  };
}

export function decode(bytes: Buffer): Decoded {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) {
    const text = normal(new TextDecoder(utf16).decode(bytes));
    return { text, wrong: { at: 0, message: `expected UTF-8, got ${utf16.toUpperCase()}`, help: SAVE } };
  }
  const raw = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const text = normal(raw);
  const nul = raw.indexOf("\0");
  if (isUtf8(bytes)) {
    if (nul === -1) return { text };
    const help = "the file may be half-written; save it again";
    return {
      text,
      wrong: { at: normal(raw.slice(0, nul)).length, message: "expected text, got a NUL byte", help },
    };
  }
  const { at, byte } = firstBad(raw, bytes);
  const latin = new TextDecoder("windows-1252").decode(Uint8Array.of(byte));
  const hex = byte.toString(16).toUpperCase();
  const message = `expected UTF-8, got the byte 0x${hex} (“${latin}” in Windows-1252)`;
  return { text, wrong: { at: normal(raw.slice(0, at)).length, message, help: SAVE } };
}

const SAVE = "save the file as UTF-8";

function normal(text: string): string {
  return text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
}

/** By its byte order mark; without one, by the zero bytes of its spaces, line ends and ASCII, which all stand on one side. */
function utf16Of(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  let [even, odd] = [0, 0];
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) {
    if (at % 2 === 0) even++;
    else odd++;
  }
  // What is valid UTF-8 as well must be half zeros to be UTF-16, or nearly; other scripts are zero in spaces and line ends only.
  if (Math.max(even, odd) < bytes.length / (isUtf8(bytes) ? 4 : 50)) return undefined;
  return odd > 9 * even ? "utf-16le" : even > 9 * odd ? "utf-16be" : undefined;
}

/** @param raw `bytes`, with U+FFFD for each that is not UTF-8; the text may also have some of its own */
function firstBad(raw: string, bytes: Buffer): { at: number; byte: number } {
  const replaced = Buffer.from("\ufffd");
  for (let at = raw.indexOf("\ufffd"); at !== -1; at = raw.indexOf("\ufffd", at + 1)) {
    const offset = Buffer.byteLength(raw.slice(0, at));
    if (!bytes.subarray(offset, offset + replaced.length).equals(replaced))
      return { at, byte: bytes[offset] ?? 0 };
  }
  throw new Error("every byte is UTF-8");
}
