/** A fixed part of the mutants in TypeScript: each is killed or explained. All of them: `npx tsx tools/mutants/run.ts`. */
// @module-tag slow
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { ANSWERS } from "./answers.ts";
import { mutantsOfFile } from "./files.ts";
import { typescriptGrader } from "./grade-typescript.ts";
import { equivalents, nameOf } from "./judge.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Every so many of an exercise's mutants. */
const STRIDE = 19;
const IN_TIME_MS = 600_000;

const grade = await typescriptGrader();
const reasons = equivalents();

it.each(Object.keys(ANSWERS))(
  "%s",
  async (exercise) => {
    const files = ANSWERS[exercise]?.filter((file) => file.endsWith(".ts")) ?? [];
    const sample = files
      .flatMap((file) => mutantsOfFile(ROOT, file))
      .filter((_, index) => index % STRIDE === 0);
    expect(sample.length).toBeGreaterThan(5);
    for (const mutant of sample.filter((each) => !reasons.has(nameOf(each)))) {
      const { kind } = await grade(exercise, mutant.source);
      expect([nameOf(mutant), kind]).toEqual([nameOf(mutant), "killed"]);
    }
  },
  IN_TIME_MS,
);
