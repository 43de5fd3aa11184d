/** The length of a text in bytes, and its parts by bytes, as Rust counts them. */
const encoder = new TextEncoder();
const decoder = new TextDecoder();
export const utf8Length = (text: string): number => encoder.encode(text).length;
export const utf8Slice = (text: string, low: number, high: number): string =>
  decoder.decode(encoder.encode(text).subarray(low, high));
