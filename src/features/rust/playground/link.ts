/** The learner's code opened in the Playground itself: what is left when this page may not, or cannot, send it. */
import { RUST_EDITION } from "../../../course/rust-checks.ts";
import { PLAYGROUND } from "./api.ts";

/** Without the checks, which would not fit into an address. A program needs a main. */
export function playgroundHref(answer: string): string {
  const code = /\bfn\s+main\s*\(/.test(answer) ? answer : `${answer.trimEnd()}\n\nfn main() {}\n`;
  const query = new URLSearchParams({ version: "stable", mode: "debug", edition: RUST_EDITION, code });
  return `${PLAYGROUND}/?${query}`;
}
