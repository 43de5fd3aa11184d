/** The languages of an exercise, and how record ids tell them apart. */
import * as v from "valibot";

export const Language = v.picklist(["typescript", "rust"]);
export type Language = v.InferOutput<typeof Language>;

export const LANGUAGE_NAMES: Record<Language, string> = { typescript: "TypeScript", rust: "Rust" };

/** An answer in TypeScript has the exercise's own id, for historical reasons. */
const ENDING: Record<Language, string> = { typescript: "", rust: "#rust" };

/** `week-01/gather`, in Rust -> `week-01/gather#rust` */
export const recordIdOf = (exercise: string, language: Language): string => exercise + ENDING[language];

export const languageOf = (recordId: string): Language =>
  recordId.endsWith(ENDING.rust) ? "rust" : "typescript";

/** `week-01/gather#rust` -> `week-01/gather` */
export const exerciseOf = (recordId: string): string =>
  recordId.slice(0, recordId.length - ENDING[languageOf(recordId)].length);
