/** Warns of the TODOs that `course new` leaves for the author, where readers would see them. */
import { checksFile } from "./checks.ts";
import { rustChecksFile } from "./rust-side.ts";
import type { CourseFiles } from "./files.ts";
import { SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { counted } from "../lib/words.ts";

/** A stub may tell the learner what to do: that is no leftover. */
const WRITTEN = /^lessons\/.*(\.(md|ya?ml)|\/solution\.(ts|rs)|\/wrong\/[\w-]+\.(ts|rs))$/;

/** One warning a file. @param exercises ids, whose checks are looked at too */
export function reportTodos(files: CourseFiles, exercises: readonly string[], problems: Problem[]): void {
  const checks = new Set(exercises.flatMap((id) => [checksFile(files, id), rustChecksFile(files, id)]));
  for (const [path, text] of files) {
    if (text === null || !(WRITTEN.test(path) || checks.has(path))) continue;
    const found = [...text.matchAll(/\bTODO\b/g)];
    const [first] = found;
    if (first === undefined) continue;
    const span = { start: first.index, end: first.index + "TODO".length };
    const count = found.length === 1 ? "a TODO is" : `${counted(found.length, "TODO")} are`;
    new SourceFile(path, text, problems).warn("leftover-todo", span, `${count} still to be written`);
  }
}
