import fc from "fast-check";
import { expect, it } from "vitest";
import { exerciseOf, Language, languageOf, recordIdOf } from "./language.ts";

it("splits every id that it made, whatever the exercise", () => {
  const exercise = fc.string().filter((id) => !id.endsWith("#rust"));
  fc.assert(
    fc.property(exercise, fc.constantFrom(...Language.options), (id, language) => {
      const record = recordIdOf(id, language);
      expect([exerciseOf(record), languageOf(record)]).toEqual([id, language]);
    }),
  );
});

it("finds records from before Rust was supported", () => {
  expect(recordIdOf("week-01/gather", "typescript")).toBe("week-01/gather");
});
