/** Judges an exercise's checks in one language: their ids, and whether each has a wrong answer that it alone kills. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileProblem, SourceFile, suggest } from "../course/problem.ts";
import type { Problem, Span } from "../course/problem.ts";
import { checksFile, checksWithImports } from "../lesson/checks.ts";
import { readAllCourseFiles } from "../lesson/files.ts";
import type { CourseFiles } from "../lesson/files.ts";
import { ownRustChecks, rustChecksFile } from "../lesson/rust-side.ts";
import { parseYaml } from "../lesson/front-matter.ts";
import { ExerciseFile } from "../lesson/schemas.ts";
import type { ExerciseMatrix, Row } from "./kill-matrix.ts";

/** kebab-case; the capstone asks again what another exercise asks: `gather/lazy`. */
const CHECK_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\/[a-z][a-z0-9]*(-[a-z0-9]+)*)?$/;

interface Overlaps {
  source: SourceFile;
  /** Checks with a reason to keep them, though they kill nothing alone. */
  reasoned: ReadonlySet<string>;
  /** Those whose reason must be needed in this language. */
  judged: ReadonlySet<string>;
  /** All that are named. */
  named: ReadonlySet<string>;
}

type Language = "typescript" | "rust";

export async function judgeChecks(
  root: string,
  { exercise, checks, rows }: ExerciseMatrix,
  problems: Problem[],
  language: Language = "typescript",
): Promise<void> {
  const { source, reasoned, judged, named } = await readOverlaps(root, exercise, language, problems);
  const alone = killersAlone(rows);
  const ids = checks.map(({ id }) => id);
  // Reported as `wrong-survives`, from which the rest follows.
  const survived = new Set(
    rows.filter((row) => !killersOf(row).includes(row.claim.check)).map(({ claim }) => claim.check),
  );
  // Checks in Rust have the ids of those in TypeScript, which are judged there.
  const ill =
    language === "rust" ? [] : ids.filter((id, index) => !CHECK_ID.test(id) || ids.indexOf(id) < index);
  const idle = [...new Set(ids)].filter((id) => !alone.has(id) && !reasoned.has(id) && !survived.has(id));
  const needed = ill.length + idle.length > 0;
  const files: CourseFiles = needed ? await readAllCourseFiles(root) : new Map();

  for (const id of ill) {
    const again = ids.indexOf(id) !== ids.lastIndexOf(id);
    const place = placeOfCheck(files, exercise, id, again ? 1 : 0, problems);
    if (again) place("check-id", `another check of this exercise has the id "${id}"`, "choose another");
    else place("check-id", `the id of a check must be kebab-case, got "${id}"`, "write `first-poll`");
  }
  const inRust = language === "rust" ? " in Rust" : "";
  // Without wrong answers there is another problem, and nothing to judge by.
  if (rows.length === 0) return;
  for (const id of idle) {
    const killed = rows.filter((row) => killersOf(row).includes(id)).map(({ name }) => name);
    const place =
      language === "rust"
        ? placeInRust(files, exercise, id, problems)
        : placeOfCheck(files, exercise, id, 0, problems);
    place(
      "kills-nothing",
      killed.length === 0
        ? `the check "${id}" kills none of the wrong answers${inRust}`
        : `the check "${id}" kills nothing alone${inRust}: other checks kill ${killed.slice(0, 3).join(", ")} too`,
      `add a wrong answer${inRust} that only this check kills, remove the check, or say under \`overlaps\` in lessons/${exercise}/exercise.yaml why it stays`,
    );
  }
  for (const id of named) {
    const span = spanIn(source, id);
    if (!ids.includes(id)) {
      if (language === "typescript")
        source.report("kills-nothing", span, `unknown check "${id}"`, suggest(id, ids));
    } else if (judged.has(id) && alone.has(id)) {
      const message = `the check "${id}" kills ${alone.get(id)} alone${inRust}, so it needs no reason`;
      source.report("kills-nothing", span, message, "take it out of `overlaps`");
    }
  }
}

function killersOf({ checks }: Row): string[] {
  return checks.filter(({ status }) => status === "fail" || status === "error").map(({ id }) => id);
}

/** Check id -> a wrong answer that no other check kills. */
export function killersAlone(rows: readonly Row[]): Map<string, string> {
  return new Map(
    rows.flatMap((row) => {
      const [id, ...others] = killersOf(row);
      return id === undefined || others.length > 0 ? [] : [[id, row.name]];
    }),
  );
}

/** A reason without a language is for both, and must be needed in TypeScript, which is always judged. */
async function readOverlaps(
  root: string,
  exercise: string,
  language: Language,
  problems: Problem[],
): Promise<Overlaps> {
  const path = `lessons/${exercise}/exercise.yaml`;
  const text = await readFile(join(root, path), "utf8").catch(() => "");
  // Its other problems have been reported with the lessons.
  const meta = parseYaml(new SourceFile(path, text, []), { start: 0, end: text.length }, ExerciseFile);
  const of = (languages: readonly (Language | undefined)[]): Set<string> =>
    new Set(
      (meta?.overlaps ?? []).flatMap(({ checks, language }) => (languages.includes(language) ? checks : [])),
    );
  return {
    source: new SourceFile(path, text, problems),
    reasoned: of([undefined, language]),
    judged: of(language === "rust" ? ["rust"] : [undefined, "typescript"]),
    named: of([undefined, "typescript", "rust"]),
  };
}

function spanIn(source: SourceFile, word: string): Span {
  const from = Math.max(0, source.text.search(/^overlaps:/m));
  const start = source.text.indexOf(word, from);
  return start === -1 ? source.lineAt(from) : { start, end: start + word.length };
}

/** Where the exercise's own checks in Rust have it; for Week 1, whose checks are in a crate, at the file that runs them. */
export function placeInRust(
  files: CourseFiles,
  exercise: string,
  id: string,
  problems: Problem[],
): ReturnType<typeof placeOfCheck> {
  return placeOfCheck(
    files,
    exercise,
    id,
    0,
    problems,
    ownRustChecks(files, exercise),
    rustChecksFile(files, exercise),
  );
}

/** Where the check is written, in one of the paths; a check whose id is computed is reported at the file of the checks. */
export function placeOfCheck(
  files: CourseFiles,
  exercise: string,
  id: string,
  nth: number,
  problems: Problem[],
  paths: readonly string[] = checksWithImports(files, exercise),
  file = checksFile(files, exercise),
): (rule: Problem["rule"], message: string, help?: string) => void {
  const last = id.split("/").at(-1) ?? id;
  const found = paths.flatMap((path) => {
    const source = new SourceFile(path, files.get(path) ?? "", problems);
    return [...source.text.matchAll(/(["'`])([^"'`\n]*)\1/g)].flatMap((match) => {
      if (match[2] !== id && match[2] !== last) return [];
      const start = match.index + 1;
      return [{ source, span: { start, end: start + match[2].length } }];
    });
  });
  const at = found[nth] ?? found[0];
  return (rule, message, help) => {
    if (at !== undefined) at.source.report(rule, at.span, message, help);
    else problems.push(fileProblem(file, rule, message, help));
  };
}
