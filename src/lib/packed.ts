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

/** Why a text could not be unpacked, as far as it can be seen from outside. */
export function whyBroken(text: string): string {
  if (text.length > 40 && !/[A-Z]/.test(text)) return "its capital letters were lost on the way";
  return "a part of it is missing or was changed";
}

/** @throws when it is not base64url */
export function fromBase64Url(text: string): Uint8Array {
  // A letter too many is no byte: it is what stood behind the link.
  const whole = text.length % 4 === 1 ? text.slice(0, -1) : text;
  return Uint8Array.from(atob(whole.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
    character.charCodeAt(0),
  );
}
