/** An answer whose position is in no table of version 1 means the choice now at that position; from now on its words are stored. */
import type { Answer, Chosen } from "../../progress/schema.ts";
import { setRecord } from "../../progress/store.ts";

export async function settle(id: string, answer: Answer, standsThere: Chosen): Promise<void> {
  // Without the table the position cannot be looked up, so it stays a position until the next visit.
  const table = await import("../../progress/choices-1.ts").catch(() => undefined);
  if (!table) return;
  const known = table.withWords(id, answer);
  setRecord("answer", id, known === answer ? { ...answer, chosen: standsThere } : known);
}
