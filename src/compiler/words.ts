/** Rewords esbuild's messages about bundling or promises in the terms of the course, with what to write instead. */

interface Worded {
  message: string;
  notes: string[];
}

const AWAIT =
  "The model's futures are not promises: inside `asyncBlock(function* () { … })`, write `yield* awaited(future)`.";

/** Each of esbuild's messages, with the learner's version. */
const WORDS: readonly (readonly [RegExp, Worded])[] = [
  [
    /^Top-level await is/,
    {
      message: '"await" is not allowed at the top level: the file loads before any runtime runs.',
      notes: [AWAIT],
    },
  ],
  [
    /^"await" can only be used inside an "async" function/,
    { message: '"await" can only be used inside an "async" function.', notes: [AWAIT] },
  ],
  [
    /^"import\.meta" is not available/,
    { message: '"import.meta" is empty here: your file has no address.', notes: [] },
  ],
  [
    /^Unexpected "\\x00"$/,
    {
      message: "Unexpected NUL character.",
      notes: ["Delete it; it was probably pasted from somewhere else."],
    },
  ],
  [
    /^Unexpected "\\u[0-9a-f]{4}"$/,
    {
      message: "Unexpected character, possibly invisible, that is not valid TypeScript.",
      notes: ["Delete it; it was probably pasted from somewhere else."],
    },
  ],
  [
    /^(?:Expected ";" but found "\w+"|Expected "function" but found "fn")$/,
    { message: "", notes: ["This file is TypeScript. To write Rust, choose Rust above the editor."] },
  ],
];

/** @param line the line that the message is about, which tells Rust from a slip @returns undefined if esbuild's own message is clear */
export function inOurWords(text: string, line: string): Worded | undefined {
  const worded = WORDS.find(([pattern]) => pattern.test(text))?.[1];
  if (worded === undefined) return undefined;
  if (worded.message !== "") return worded;
  return /^\s*(?:export\s+async\s+)?(?:pub(?:\([^)]*\))?\s+)?(?:async\s+)?(?:fn|impl|struct|mod)\b/.test(line)
    ? { ...worded, message: text }
    : undefined;
}
