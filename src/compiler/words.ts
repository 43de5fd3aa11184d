/** esbuild's messages that speak of bundling or of promises, in the terms of the course, with what to write instead. */

interface Worded {
  message: string;
  notes: string[];
}

const AWAIT =
  "The model's futures are no promises: inside `asyncBlock(function* () { … })`, write `yield* awaited(future)`.";

/** Each of esbuild's messages, and what a learner is told instead. */
const WORDS: readonly (readonly [RegExp, Worded])[] = [
  [
    /^Top-level await is/,
    {
      message: '"await" cannot stand at the top level: the file is loaded before any runtime runs.',
      notes: [AWAIT],
    },
  ],
  [
    /^"await" can only be used inside an "async" function/,
    { message: '"await" can only be used inside an "async" function.', notes: [AWAIT] },
  ],
  [
    /^"import\.meta" is not available/,
    { message: '"import.meta" is empty here: your file runs without an address of its own.', notes: [] },
  ],
  [
    /^Unexpected "\\x00"$/,
    {
      message: "There is a NUL character here.",
      notes: ["Delete it; it was probably pasted from somewhere else."],
    },
  ],
  [
    /^Unexpected "\\u[0-9a-f]{4}"$/,
    {
      message: "There is a character here that is not part of TypeScript, and may be invisible.",
      notes: ["Delete it; it was probably pasted from somewhere else."],
    },
  ],
  [
    /^(?:Expected ";" but found "\w+"|Expected "function" but found "fn")$/,
    { message: "", notes: ["This file is TypeScript. For Rust, choose Rust above the editor."] },
  ],
];

/** @param line the line that the message is about, which tells Rust from a slip @returns undefined for what esbuild says well */
export function inOurWords(text: string, line: string): Worded | undefined {
  const worded = WORDS.find(([pattern]) => pattern.test(text))?.[1];
  if (worded === undefined) return undefined;
  if (worded.message !== "") return worded;
  return /^\s*(?:export\s+async\s+)?(?:pub(?:\([^)]*\))?\s+)?(?:async\s+)?(?:fn|impl|struct|mod)\b/.test(line)
    ? { ...worded, message: text }
    : undefined;
}
