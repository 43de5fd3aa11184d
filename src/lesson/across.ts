/** Checks across files: that the exercises and pictures that others use exist. */
import type { CompiledExercise } from "./exercise.ts";
import type { CourseFiles } from "./files.ts";
import type { PageLinks } from "./links.ts";
import { SourceFile, suggest } from "../course/problem.ts";
import type { Problem, Span } from "../course/problem.ts";

/**
 * Exercises may build on others, which must exist, form no cycle and come earlier.
 * @param order ids of the exercises in lessons, in the order of the course; empty if it is not known
 */
export function checkUses(
  exercises: ReadonlyMap<string, CompiledExercise>,
  order: readonly string[],
  files: CourseFiles,
  problems: Problem[],
): void {
  const comesLater = (use: string, id: string): boolean =>
    order.includes(id) && order.indexOf(use) > order.indexOf(id);
  const usesOf = (id: string): string[] => exercises.get(id)?.exercise?.uses ?? [];
  for (const id of exercises.keys()) {
    for (const use of usesOf(id)) {
      const path = `lessons/${id}/exercise.yaml`;
      const source = new SourceFile(path, files.get(path) ?? "", problems);
      const written = source.text.includes(use) ? use : (use.split("/")[1] ?? use);
      const start = source.text.indexOf(written, Math.max(0, source.text.search(/^uses:/m)));
      const span = { start, end: start + written.length };
      if (exercises.has(use)) {
        const circle = pathBetween(use, id, usesOf);
        if (circle === undefined) {
          reportWithoutRust(exercises, id, use, source, span);
          const help = "use an earlier exercise, or show that one first";
          if (comesLater(use, id))
            source.report("used-early", span, `${use} comes later in the course`, help);
          continue;
        }
        const way = [id, ...circle].join(" uses ");
        source.report("circular-uses", span, `${way}`, "an exercise can use only earlier exercises");
      } else {
        const others = [...exercises.keys()].filter((other) => other !== id);
        source.report("no-exercise", span, `unknown exercise ${use}`, suggest(use, others));
      }
    }
  }
}

/** An answer in Rust uses the other's solution in Rust. */
function reportWithoutRust(
  exercises: ReadonlyMap<string, CompiledExercise>,
  id: string,
  use: string,
  source: SourceFile,
  span: Span,
): void {
  const hasRust = (one: string): boolean => exercises.get(one)?.exercise?.rust !== undefined;
  if (!hasRust(id) || hasRust(use)) return;
  const message = `${use} has no Rust side, so answers in Rust cannot use it`;
  source.report("rust-file", span, message, `write lessons/${use}/solution.rs and the rest of it`);
}

/** @returns the chain of uses from `from` to `to`, both included */
function pathBetween(
  from: string,
  to: string,
  usesOf: (id: string) => string[],
  seen: ReadonlySet<string> = new Set(),
): string[] | undefined {
  if (from === to) return [to];
  if (seen.has(from)) return undefined;
  for (const next of usesOf(from)) {
    const rest = pathBetween(next, to, usesOf, new Set([...seen, from]));
    if (rest !== undefined) return [from, ...rest];
  }
  return undefined;
}

/** @returns the pictures that exist, each once */
export function checkImages(found: readonly PageLinks[], files: CourseFiles): Set<string> {
  const images = new Set<string>();
  const pictures = [...files.keys()].filter((path) => /\.(svg|png|jpe?g|webp|gif|avif)$/.test(path));
  for (const { source, span, file } of found.flatMap((page) => page.images)) {
    if (files.has(file)) images.add(file);
    else source.report("dead-image", span, `no such file: ${file}`, suggest(file, pictures));
  }
  return images;
}
