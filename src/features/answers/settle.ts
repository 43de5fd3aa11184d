/** An answer whose place no table of version 1 knows means what stands there now; from here on it is kept by its words. */
import type { Answer, Chosen } from "../../progress/schema.ts";
import { setRecord } from "../../progress/store.ts";

export async function settle(id: string, answer: Answer, standsThere: Chosen): Promise<void> {
  // Without the table nobody can say whether it knows the place: it stays one until the next visit.
  const table = await import("../../progress/choices-1.ts").catch(() => undefined);
  if (!table) return;
  const known = table.withWords(id, answer);
  setRecord("answer", id, known === answer ? { ...answer, chosen: standsThere } : known);
}
