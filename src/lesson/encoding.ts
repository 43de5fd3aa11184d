/** Decodes bytes as UTF-8, or reports the first bad place with the best guess at the encoding. */
import { isUtf8 } from "node:buffer";

export interface Decoded {
  /** Without byte order mark and with LF line ends, whatever editor wrote it, so that a checkout on Windows has the same hash. */
  text: string;
  wrong?: {
    /** Offset in `text` of the first bad byte's replacement. */
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
  return text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
}

/** Detected by the byte order mark, or by the zero bytes of spaces, line ends and ASCII, which are all on one side. */
function utf16Of(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  let [even, odd] = [0, 0];
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) {
    if (at % 2 === 0) even++;
    else odd++;
  }
  // Valid UTF-8 counts as UTF-16 only if nearly half of it is zeros; in other scripts only spaces and line ends have zeros.
  if (Math.max(even, odd) < bytes.length / (isUtf8(bytes) ? 4 : 50)) return undefined;
  return odd > 9 * even ? "utf-16le" : even > 9 * odd ? "utf-16be" : undefined;
}

/** @param raw `bytes`, with U+FFFD for each invalid one; the text may also contain U+FFFD itself */
function firstBad(raw: string, bytes: Buffer): { at: number; byte: number } {
  const replaced = Buffer.from("\ufffd");
  for (let at = raw.indexOf("\ufffd"); at !== -1; at = raw.indexOf("\ufffd", at + 1)) {
    const offset = Buffer.byteLength(raw.slice(0, at));
    if (!bytes.subarray(offset, offset + replaced.length).equals(replaced))
      return { at, byte: bytes[offset] ?? 0 };
  }
  throw new Error("every byte is UTF-8");
}
