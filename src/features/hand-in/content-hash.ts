/** Hashes a file's content to detect later changes. Anyone can compute it, so it is not a signature. */

/** @param value a JSON value; the order of keys makes no difference @returns 16 hex digits */
export function contentHash(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) => sorted(inner));
  // FNV-1a twice, from two offsets: `crypto.subtle` does not exist on a page without https.
  return [0x811c9dc5, 0x2f0b4c47].map((offset) => fnv(text, offset)).join("");
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function fnv(text: string, offset: number): string {
  let hash = offset;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
