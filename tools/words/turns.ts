/** Phrases that read as if translated, each with the plain one; found in every text of the project. */
import type { Words } from "./prose.ts";

const PHRASES: readonly [RegExp, string][] = [
  [/\bone['’]s\b|\boneself\b/i, "write “your”, or name who it is"],
  [
    /(?:^|[.;:,] |\b(?:as|how|than|that|what|when|where|course|program) )one (?:can|may|must|should|would|goes|sees|takes|types|writes)\b/i,
    "write “you”, or name who does it",
  ],
  [/\b(?:that|those) which\b/i, "write “what”, “the one that” or “those that”"],
  [/\bfor ever\b/i, "write “forever”"],
  [/\b(?:there|where|here)(?:of|upon|from|by)\b/i, "write “of it”, “then” or “by which”"],
  [/\bat its place\b/i, "name the place"],
  [/\bto be had\b/i, "write “available”"],
  [/\bsa(?:ys|id|y) of (?!course\b)/i, "write “says about”"],
  [/\bspeaks? of\b/i, "write “refers to” or “is about”"],
  [/\bstands? (?:in(?! for\b)|at|on|under|above|below|beside|behind|over|there)\b/i, "write “is”"],
  [/\banew\b/i, "write “again”"],
  [/\bshall\b/i, "write “must” or “will”"],
  [/\b(?:out|in)side of\b/i, "write “outside” or “inside”"],
  [
    /(?<!\b(?:there|here) )\b(?:is|was) no (?:answer|claim|digit|error|fault|hand-in|image|list|lesson|number|page|pass|panic|proof|promise|report|result|signature|table|text|wall|way out|worker)\b/i,
    "write “is not a …”",
  ],
  [/\bsaving goes on by itself\b|\btried again by itself\b/i, "write “continues” or “retries automatically”"],
  [/\btold as\b/i, "write “reported as”"],
  [/\bbelongs? into\b/i, "write “belongs in”"],
  [/\bdid not come back in\b/i, "write “hung in”"],
  [/\bin front meanwhile\b/i, "write “keep this tab in the foreground”"],
  [/\bno longer run averages\b/i, "write “running longer does not average”"],
  [/\bthere is no .{1,40}, there (?:is|are):/i, "write “unknown …; available: …”"],
  [/\bmay be left out\b/i, "write “optional”"],
  [/\bcomes? to (?:what|something|nothing)\b/i, "write “results in”"],
];

/** Only where texts are shown: labels have no full stop, and prose has curly quotes. */
const MARKS: readonly [RegExp, string][] = [
  [/^(?:aria-label|title|placeholder|label|summary): [^.!?…]*[^.…]\.$/, "a label has no full stop"],
  [/^(?![a-zA-Z-]+: ).*\p{L}'(?:s|t|re|ve|ll|d)\b/u, "write the apostrophe ’"],
];

/** @returns a sentence for each phrase: what was found, and what to write */
export function turnsIn({ text, kind }: Words): string[] {
  const rules = kind === "shown" ? [...PHRASES, ...MARKS] : PHRASES;
  return rules.flatMap(([phrase, remedy]) => {
    const found = phrase.exec(withoutCode(text))?.[0].trim();
    return found === undefined ? [] : [`“${found}”: ${remedy}`];
  });
}

/** Code and quotations of others' words may say anything. */
function withoutCode(text: string): string {
  return text.replaceAll(/`[^`]*`/g, "`…`");
}
