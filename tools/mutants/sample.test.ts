/** A fixed part of the mutants: each is killed or explained, and every right answer in Rust passes. All of them: `npx tsx tools/mutants/run.ts`. */
// @module-tag slow
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { buildChecks, canBuildChecks } from "../../src/cli/cargo.ts";
import { ANSWERS } from "./answers.ts";
import { mutantsOfFile } from "./files.ts";
import { gradeRust } from "./grade-rust.ts";
import { typescriptGrader } from "./grade-typescript.ts";
import { equivalents, nameOf } from "./judge.ts";
import type { Mutant } from "./mutant.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Takes every n-th of an exercise's mutants. */
const STRIDE = 19;
const IN_TIME_MS = 600_000;

const reasons = equivalents();
const answersIn = (exercise: string, language: ".ts" | ".rs"): string[] =>
  ANSWERS[exercise]?.filter((file) => file.endsWith(language)) ?? [];

function sampleOf(files: readonly string[]): Mutant[] {
  const mutants = files.flatMap((file) => mutantsOfFile(ROOT, file));
  return mutants.filter((mutant, index) => index % STRIDE === 0 && !reasons.has(nameOf(mutant)));
}

describe("in TypeScript", () => {
  it.each(Object.keys(ANSWERS))(
    "%s",
    async (exercise) => {
      const grade = await typescriptGrader();
      const sample = sampleOf(answersIn(exercise, ".ts"));
      expect(sample.length).toBeGreaterThan(5);
      for (const mutant of sample) {
        const { kind } = await grade(exercise, mutant.source);
        expect([nameOf(mutant), kind]).toEqual([nameOf(mutant), "killed"]);
      }
    },
    IN_TIME_MS,
  );
});

const cargo = await canBuildChecks(ROOT);

function rightInRust(exercise: string): string[] {
  const fixtures = exercise.replace("week-01", "harness/fixtures/right");
  const names = readdirSync(ROOT + fixtures).filter((name) => name.endsWith(".rs"));
  return [`lessons/${exercise}/solution.rs`, ...names.map((name) => `${fixtures}/${name}`)];
}

describe.skipIf(!cargo)(`in Rust${cargo ? "" : " (skipped: no cargo)"}`, { tags: ["cargo"] }, () => {
  // The capstone's checks are those of the other two.
  it.each(["week-01/gather", "week-01/histogram"])(
    "%s",
    async (exercise) => {
      const files = rightInRust(exercise);
      const sample = sampleOf(answersIn(exercise, ".rs"));
      expect(sample.length).toBeGreaterThan(5);
      const right = files.map((file) => readFileSync(ROOT + file, "utf8"));
      const fates = await gradeRust(await buildChecks(ROOT), exercise, [
        ...right,
        ...sample.map(({ source }) => source),
      ]);
      const judged = fates.map(({ kind }, index) => [
        files[index] ?? nameOf(sample[index - files.length]!),
        kind,
      ]);
      expect(judged.slice(0, files.length)).toEqual(files.map((file) => [file, "survived"]));
      expect(judged.slice(files.length).filter(([, kind]) => kind === "survived")).toEqual([]);
    },
    IN_TIME_MS,
  );
});
