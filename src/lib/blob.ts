/** Builds a large file from parts, in slices, so that the page stays responsive. */
import { breather } from "./breather.ts";

/** @param parts made lazily; each must be quick to make */
export async function blobOf(parts: Iterable<string>, breathe = breather()): Promise<Blob> {
  const made: string[] = [];
  for (const part of parts) {
    made.push(part);
    await breathe();
  }
  return new Blob(made);
}
