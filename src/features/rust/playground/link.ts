/** A link that opens the learner's code in the Playground itself, for when this page may not or cannot send it. */
import { RUST_EDITION } from "../../../course/rust-checks.ts";
import { PLAYGROUND } from "./api.ts";

/** Without the checks, which would not fit into a URL. A program needs a main. */
export function playgroundHref(answer: string): string {
  const code = /\bfn\s+main\s*\(/.test(answer) ? answer : `${answer.trimEnd()}\n\nfn main() {}\n`;
  const query = new URLSearchParams({ version: "stable", mode: "debug", edition: RUST_EDITION, code });
  return `${PLAYGROUND}/?${query}`;
}
