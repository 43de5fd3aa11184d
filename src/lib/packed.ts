/** Data as text for the part of an address after `#`: base64url of raw deflate of JSON, and back within a bound. */
import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";

/** Chat programs and browsers cut longer addresses. */
export const MAX_LINK_CHARACTERS = 16_000;
const MAX_JSON_BYTES = 200_000;

export function pack(data: unknown): string {
  let binary = "";
  for (const byte of deflateSync(strToU8(JSON.stringify(data)), { level: 9 }))
    binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @returns undefined for what is no such text, or holds more than anything packed here does */
export function unpack(text: string): unknown {
  try {
    // A full buffer means that there was more: fflate stops there without a word.
    const out = inflateSync(fromBase64Url(text), { out: new Uint8Array(MAX_JSON_BYTES) });
    return out.length === MAX_JSON_BYTES ? undefined : (JSON.parse(strFromU8(out)) as unknown);
  } catch {
    return undefined;
  }
}

/** @throws when it is not base64url */
export function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
    character.charCodeAt(0),
  );
}
