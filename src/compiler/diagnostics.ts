/** Turns esbuild's messages into diagnostics of the learner's file, in the course's words. */
import type { Message, Note } from "esbuild-wasm";
import { unknownName } from "./api.ts";
import type { Diagnostic, UsedExercise } from "./types.ts";
import { utf16Offset } from "../lib/utf16.ts";
import { editorPosition, javascriptLine } from "./lines.ts";
import { inOurWords } from "./words.ts";

/** esbuild's words for an import that the (virtual) module does not export. */
const NO_EXPORT = /^No matching export in "[^:"]*:([^"]+)" for import "([^"]+)"$/;

/** How esbuild names a file outside the learner's namespace. */
const ELSEWHERE = /^exercise:(.+)$/;

export function diagnose(message: Message, source: string, uses: readonly UsedExercise[] = []): Diagnostic {
  const elsewhere = ELSEWHERE.exec(message.location?.file ?? "")?.[1];
  if (elsewhere !== undefined) return atImport(elsewhere, message, source);
  const { location } = message;
  const line = location ? javascriptLine(source, location.line) : "";
  const start = location ? utf16Offset(line, location.column) : 0;
  const end = location ? utf16Offset(line, location.column + location.length) : 0;
  const missing = NO_EXPORT.exec(message.text);
  const worded = missing
    ? unknownName(missing[1] ?? "", missing[2] ?? "", uses)
    : inOurWords(message.text, line);
  return {
    message: worded?.message ?? message.text,
    ...editorPosition(source, { line: location?.line ?? 1, column: start + 1 }),
    length: Math.max(0, end - start),
    notes: worded?.notes ?? message.notes.map((note) => noteOf(note, source)).filter((text) => text !== ""),
  };
}

/** esbuild's notes end in a colon before an excerpt of another line; replace the excerpt by the line number. */
function noteOf({ text, location }: Note, source: string): string {
  if (location === null || !text.endsWith(":")) return text;
  const { line } = editorPosition(source, { line: location.line, column: location.column + 1 });
  return `${text.slice(0, -1)} (line ${line}).`;
}

/** An error in another exercise's code is shown at its import: only the current file is on screen. */
function atImport(specifier: string, { text, location }: Message, source: string): Diagnostic {
  const at = ['"', "'"].map((mark) => source.indexOf(mark + specifier + mark)).find((found) => found !== -1);
  const start = editorPosition(source, { line: 1, column: (at ?? 0) + 1 });
  return {
    message: `The code of "${specifier}" does not compile: ${text}`,
    ...start,
    length: at === undefined ? 0 : specifier.length + 2,
    notes: location ? [`At ${location.line}:${location.column + 1}: ${location.lineText.trim()}`] : [],
  };
}
