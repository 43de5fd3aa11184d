import fc from "fast-check";
import { expect, it } from "vitest";
import { exerciseOf, Language, languageOf, recordIdOf } from "./language.ts";

it("takes apart what it put together, whatever the exercise", () => {
  const exercise = fc.string().filter((id) => !id.endsWith("#rust"));
  fc.assert(
    fc.property(exercise, fc.constantFrom(...Language.options), (id, language) => {
      const record = recordIdOf(id, language);
      expect([exerciseOf(record), languageOf(record)]).toEqual([id, language]);
    }),
  );
});

it("finds the records that were stored before there was Rust", () => {
  expect(recordIdOf("week-01/gather", "typescript")).toBe("week-01/gather");
});
