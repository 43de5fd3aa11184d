/** Packs data into text for a URL fragment (base64url of raw deflate of JSON), and unpacks it within a bound. */
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

/** @returns undefined for invalid text, or for more data than the course ever packs */
export function unpack(text: string): unknown {
  try {
    // A full buffer means that there was more: fflate stops there silently.
    const out = inflateSync(fromBase64Url(text), { out: new Uint8Array(MAX_JSON_BYTES) });
    return out.length === MAX_JSON_BYTES ? undefined : (JSON.parse(strFromU8(out)) as unknown);
  } catch {
    return undefined;
  }
}

/** The likely reason why a text could not be unpacked. */
export function whyBroken(text: string): string {
  if (text.length > 40 && !/[A-Z]/.test(text)) return "its capital letters were lost in transit";
  return "a part of it is missing or was changed";
}

/** @throws when it is not base64url */
export function fromBase64Url(text: string): Uint8Array {
  // An extra letter is not a byte: it belongs to the text after the link.
  const whole = text.length % 4 === 1 ? text.slice(0, -1) : text;
  return Uint8Array.from(atob(whole.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
    character.charCodeAt(0),
  );
}
