/** The choices of every prediction at the time when version 1 stored a choice's position; frozen, so that those answers keep their meaning. */
import table from "./choices-1.json" with { type: "json" };
import type { Answer } from "./schema.ts";

/** By the id of the answer's record: each choice's words, and whether it was right; null if the answer's own text says so. */
const CHOICES = table as unknown as Readonly<Record<string, readonly (readonly [string, boolean | null])[]>>;

/** @returns the answer with the choice at that position; the same answer if the table does not have it */
export function withWords(id: string, answer: Answer): Answer {
  const { chosen, text } = answer;
  if (!chosen || !("place" in chosen) || !Object.hasOwn(CHOICES, id)) return answer;
  const choice = CHOICES[id]?.[chosen.place];
  if (!choice) return answer;
  const [words, right] = choice;
  return { ...answer, chosen: { words, right: right ?? text.endsWith("Right.") } };
}
