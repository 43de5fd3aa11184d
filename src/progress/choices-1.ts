/** The choices of every prediction as they stood while version 1 stored a choice's place; frozen, so that those answers keep their meaning. */
import table from "./choices-1.json" with { type: "json" };
import type { Answer } from "./schema.ts";

/** By the id of the answer's record: each choice's words, and whether it was right; null where the answer's own text says so. */
const CHOICES = table as unknown as Readonly<Record<string, readonly (readonly [string, boolean | null])[]>>;

/** @returns the answer with what stood at that place; the same answer where nothing is known of it */
export function withWords(id: string, answer: Answer): Answer {
  const { chosen, text } = answer;
  if (!chosen || !("place" in chosen) || !Object.hasOwn(CHOICES, id)) return answer;
  const choice = CHOICES[id]?.[chosen.place];
  if (!choice) return answer;
  const [words, right] = choice;
  return { ...answer, chosen: { words, right: right ?? text.endsWith("Right.") } };
}
