/** Turns a Rust program for one scheduler into the same program for the other. */

export const FLAVORS = ["current_thread", "multi_thread"] as const;
export type Flavor = (typeof FLAVORS)[number];

const ATTRIBUTE: Readonly<Record<Flavor, string>> = {
  current_thread: '#[tokio::main(flavor = "current_thread")]',
  multi_thread: '#[tokio::main(flavor = "multi_thread", worker_threads = 1)]',
};

/** The flavor that a program states. */
export const flavorOf = (text: string): Flavor =>
  text.includes('flavor = "current_thread"') ? "current_thread" : "multi_thread";

/** @returns null if it cannot be: a paused clock is for current_thread, and `block_in_place` for multi_thread only. */
export function inFlavor(text: string, flavor: Flavor): string | null {
  const stated = flavorOf(text);
  if (stated === flavor) return text;
  if (!text.includes(ATTRIBUTE[stated]) || text.includes("block_in_place")) return null;
  return text.replace(ATTRIBUTE[stated], ATTRIBUTE[flavor]);
}
