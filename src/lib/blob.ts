/** Makes a long file out of parts, in slices: the page answers in between. */
import { breather } from "./breather.ts";

/** @param parts each is made when it is asked for, and is short work */
export async function blobOf(parts: Iterable<string>, breathe = breather()): Promise<Blob> {
  const made: string[] = [];
  for (const part of parts) {
    made.push(part);
    await breathe();
  }
  return new Blob(made);
}
