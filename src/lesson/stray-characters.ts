/** Reports what an editor hardly shows: a merge that was never finished, and characters without a glyph. */
import { SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import type { CourseFiles } from "./files.ts";

/** Where both sides of a merge begin, in text that also has where they end. */
const CONFLICT = /^<{7} .*$/m;
const CONFLICT_ENDS = /^>{7} .*$/m;
/** Left out: joiners and marks of direction, which some scripts need. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/;
/** Make a line read other than it is. */
const REORDERS = /[\u202a-\u202e\u2066-\u2069]/;

/** @param known problems found otherwise @returns all of them, without what follows from the ones found here */
export function withStrayCharacters(files: CourseFiles, known: readonly Problem[]): Problem[] {
  const problems: Problem[] = [];
  const conflicts = new Set<string>();
  const stray = new Set<string>();
  for (const [path, text] of files) {
    if (text === null || !/\.(md|ya?ml|ts|rs)$/.test(path)) continue;
    const source = new SourceFile(path, text, problems);
    const conflict = CONFLICT_ENDS.test(text) ? CONFLICT.exec(text) : null;
    if (conflict !== null) {
      conflicts.add(path);
      const span = { start: conflict.index, end: conflict.index + conflict[0].length };
      const help = "keep one of the two versions, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`";
      source.report("conflict", span, "a merge left both versions here", help);
      continue;
    }
    // Code says with escapes what it means.
    for (const [pattern, what] of [
      [INVISIBLE, "is not visible"],
      [REORDERS, "changes the order in which the line is shown"],
    ] as const) {
      const at = text.search(pattern);
      if (at === -1) continue;
      stray.add(`${path}:${source.lineAt(at).number}`);
      const code = `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0")}`;
      source.report(
        "invisible",
        { start: at, end: at + 1 },
        `a character that ${what} (${code})`,
        "remove it",
      );
    }
  }
  const others = known.filter(({ file, line }) => !conflicts.has(file) && !stray.has(`${file}:${line}`));
  return [...others, ...problems];
}
