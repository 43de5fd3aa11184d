/** Turns esbuild's messages into diagnostics of the learner's file, in the course's words. */
import type { Message } from "esbuild-wasm";
import { unknownName } from "./api.ts";
import type { Diagnostic, UsedExercise } from "./types.ts";
import { utf16Offset } from "../lib/utf16.ts";

/** esbuild's words for an import that the (virtual) module does not export. */
const NO_EXPORT = /^No matching export in "[^:"]*:([^"]+)" for import "([^"]+)"$/;

/** How esbuild names a file of another namespace than the learner's. */
const ELSEWHERE = /^exercise:(.+)$/;

export function diagnose(message: Message, source: string, uses: readonly UsedExercise[] = []): Diagnostic {
  const elsewhere = ELSEWHERE.exec(message.location?.file ?? "")?.[1];
  if (elsewhere !== undefined) return atImport(elsewhere, message, source);
  const { location } = message;
  const lineText = (location && linesOf(source)[location.line - 1]) ?? "";
  const start = location ? utf16Offset(lineText, location.column) : 0;
  const end = location ? utf16Offset(lineText, location.column + location.length) : 0;
  const missing = NO_EXPORT.exec(message.text);
  const worded = missing ? unknownName(missing[1] ?? "", missing[2] ?? "", uses) : undefined;
  return {
    message: worded?.message ?? message.text,
    line: location?.line ?? 1,
    column: start + 1,
    length: Math.max(0, end - start),
    lineText,
    notes: worded?.notes ?? message.notes.map((note) => note.text).filter((text) => text !== ""),
  };
}

/** What is wrong in another exercise's code is shown where it comes in: the file at hand is the only one on the screen. */
function atImport(specifier: string, { text, location }: Message, source: string): Diagnostic {
  const at = ['"', "'"].map((mark) => source.indexOf(mark + specifier + mark)).find((found) => found !== -1);
  const before = linesOf(source.slice(0, at ?? 0));
  const column = at === undefined ? 1 : (before.at(-1)?.length ?? 0) + 1;
  return {
    message: `The code of "${specifier}" does not compile: ${text}`,
    line: before.length,
    column,
    length: at === undefined ? 0 : specifier.length + 2,
    lineText: linesOf(source)[before.length - 1] ?? "",
    notes: location ? [`There, at ${location.line}:${location.column + 1}: ${location.lineText.trim()}`] : [],
  };
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/);
}
