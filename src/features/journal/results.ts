/** Puts an exercise's results into words: a sentence for each language that it ran in. */
import { Language, LANGUAGE_NAMES, recordIdOf } from "../../progress/language.ts";
import type { Stored } from "../../progress/schema.ts";
import { valueOf } from "../../progress/store.ts";

/** @returns an empty text if nothing ran */
export function resultsOf(records: Readonly<Record<string, Stored>>, exercise: string): string {
  return Language.options
    .flatMap((language) => {
      const result = valueOf(records, "result", recordIdOf(exercise, language));
      if (!result) return [];
      const { checks, environment } = result.report;
      const passed = checks.filter(({ status }) => status === "pass").length;
      const before =
        passed < checks.length && result.passedCode !== undefined
          ? "; an earlier version passed them all"
          : "";
      return `In ${LANGUAGE_NAMES[language]}, ${passed} of ${checks.length} checks pass (${environment.engine})${before}.`;
    })
    .join(" ");
}
