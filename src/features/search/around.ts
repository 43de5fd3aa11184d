/** Cuts out the part of a text around the first word found in it. */

const BEFORE = 40;
const LENGTH = 160;

export function around(text: string, words: string): string {
  const lower = text.toLowerCase();
  const at = Math.min(
    ...words
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => lower.indexOf(word))
      .filter((index) => index >= 0),
  );
  if (!Number.isFinite(at) || at <= BEFORE) return text.length <= LENGTH ? text : `${text.slice(0, LENGTH)}…`;
  const from = text.lastIndexOf(" ", at - BEFORE) + 1;
  const end = from + LENGTH;
  return `…${text.slice(from, end)}${end < text.length ? "…" : ""}`;
}
