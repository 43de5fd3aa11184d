/** Breaks right answers one change at a time and shows which check notices: `npx tsx tools/mutants/run.ts [exercise] [--rust]`. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildChecks } from "../../src/cli/cargo.ts";
import { ANSWERS } from "./answers.ts";
import { gradeRust } from "./grade-rust.ts";
import { typescriptGrader } from "./grade-typescript.ts";
import { equivalents, faults, table } from "./judge.ts";
import type { Fate, Judged } from "./judge.ts";
import { mutantsOfFile } from "./files.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const isRust = process.argv.includes("--rust");

const grade = isRust ? await inRust() : await inTypeScript();
const reasons = equivalents();
const broken: string[] = [];
for (const [exercise, answers] of Object.entries(ANSWERS)) {
  if (wanted.length > 0 && !wanted.some((each) => exercise.endsWith(each))) continue;
  const files = answers.filter((file) => file.endsWith(".rs") === isRust);
  const mutants = files.flatMap((file) => mutantsOfFile(ROOT, file));
  const whole = files.map((file) => readFileSync(ROOT + file, "utf8"));
  const fates = await grade(exercise, [...whole, ...mutants.map(({ source }) => source)]);
  const judged = mutants.map((mutant, index): Judged => ({ mutant, fate: fates[files.length + index]! }));
  const wrong = files
    .filter((_, index) => fates[index]?.kind !== "survived")
    .map((file) => `not right ${file}`);
  const found = [...wrong, ...faults(judged, reasons)];
  process.stdout.write(`\n${exercise} in ${isRust ? "Rust" : "TypeScript"}\n${table(judged)}\n`);
  for (const fault of found) process.stdout.write(`${fault}\n`);
  broken.push(...found);
}
process.exitCode = broken.length > 0 ? 1 : 0;

type Grade = (exercise: string, sources: readonly string[]) => Promise<Fate[]>;

async function inTypeScript(): Promise<Grade> {
  const one = await typescriptGrader();
  return async (exercise, sources) => {
    const fates: Fate[] = [];
    for (const source of sources) fates.push(await one(exercise, source));
    return fates;
  };
}

async function inRust(): Promise<Grade> {
  const toolchain = await buildChecks(ROOT);
  return (exercise, sources) => gradeRust(toolchain, exercise, sources);
}
