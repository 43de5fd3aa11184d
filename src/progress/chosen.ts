/** A learner's choice in a prediction, stored by its words: its position changes when an author moves, adds or removes choices. */
import { plainHtml } from "../lib/plain-html.ts";
import { MAX_WORDS_CHARACTERS, type Chosen } from "./schema.ts";

interface Choice {
  html: string;
  right: boolean;
}

/** Spaces and line breaks do not matter. */
const wordsOf = (html: string): string =>
  plainHtml(html).replace(/\s+/g, " ").trim().slice(0, MAX_WORDS_CHARACTERS);

export const choose = ({ html, right }: Choice): Chosen => ({ words: wordsOf(html), right });

export type Found =
  | { kind: "current"; index: number }
  /** The question no longer has this choice; `right` says whether it was right then. */
  | { kind: "earlier"; words: string; right: boolean }
  /** Version 1 stored only a position, and the question no longer has that many choices. */
  | { kind: "unknown" };

export function findChosen(chosen: Chosen, choices: readonly Choice[]): Found {
  if ("place" in chosen)
    return chosen.place < choices.length ? { kind: "current", index: chosen.place } : { kind: "unknown" };
  const index = choices.findIndex(({ html }) => wordsOf(html) === chosen.words);
  return index < 0 ? { kind: "earlier", ...chosen } : { kind: "current", index };
}
