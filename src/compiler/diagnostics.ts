/** Turns esbuild's messages into diagnostics of the learner's file, in the course's words. */
import type { Message } from "esbuild-wasm";
import { unknownName } from "./api.ts";
import type { Diagnostic } from "./types.ts";
import { utf16Offset } from "./utf16.ts";

/** esbuild's words for an import that the (virtual) module does not export. */
const NO_EXPORT = /^No matching export in "[^:"]*:([^"]+)" for import "([^"]+)"$/;

export function diagnose(message: Message, source: string): Diagnostic {
  const { location } = message;
  const lineText = (location && source.split(/\r\n|[\n\r\u2028\u2029]/)[location.line - 1]) ?? "";
  const start = location ? utf16Offset(lineText, location.column) : 0;
  const end = location ? utf16Offset(lineText, location.column + location.length) : 0;
  const missing = NO_EXPORT.exec(message.text);
  const worded = missing ? unknownName(missing[1] ?? "", missing[2] ?? "") : undefined;
  return {
    message: worded?.message ?? message.text,
    line: location?.line ?? 1,
    column: start + 1,
    length: Math.max(0, end - start),
    lineText,
    notes: worded?.notes ?? message.notes.map((note) => note.text).filter((text) => text !== ""),
  };
}
