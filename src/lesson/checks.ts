/** Where in `harness/` an exercise's checks lie, whether they are listed there, and which files decide what they accept. */
import { posix } from "node:path";
import type { CourseFiles } from "./files.ts";
import { fileProblem, SourceFile } from "../course/problem.ts";
import type { Problem, Span } from "../course/problem.ts";

export const REGISTRY = "harness/index.ts";

/** `harness/gather.ts`; `harness/week-02/gather.ts` if it is there, for a name that another week has taken. */
export function checksFile(files: CourseFiles, id: string): string {
  const own = `harness/${id}.ts`;
  return files.has(own) ? own : `harness/${id.split("/").at(-1) ?? id}.ts`;
}

/** The exercises' checks must be there, be listed, and each be one exercise's. */
export function reportChecks(files: CourseFiles, ids: readonly string[], problems: Problem[]): void {
  const owners = new Map<string, string>();
  for (const id of ids) {
    const file = checksFile(files, id);
    const owner = owners.get(file);
    if (owner !== undefined) {
      const message = `${file} holds the checks of ${owner}, which has the same name`;
      problems.push(fileProblem(`lessons/${id}`, "shared-checks", message, `write harness/${id}.ts`));
      continue;
    }
    owners.set(file, id);
    if (files.has(file)) reportListing(files, id, file, problems);
    else
      problems.push(
        fileProblem(`lessons/${id}`, "no-checks", "nothing checks this exercise", `write ${file}`),
      );
  }
  for (const file of importsOf(REGISTRY, files.get(REGISTRY) ?? ""))
    if (!owners.has(file)) reportOrphan(files, file, ids, problems);
}

/** Checks that are listed, of an exercise that is not there. */
function reportOrphan(files: CourseFiles, file: string, ids: readonly string[], problems: Problem[]): void {
  const source = new SourceFile(file, files.get(file) ?? "", problems);
  const named = exerciseOf(source);
  if (named === null || ids.includes(named.id)) return;
  const help = `remove the file and its lines in ${REGISTRY}, or mend the name`;
  source.report("unused", named.span, `there is no exercise lessons/${named.id}`, help);
}

/** The exercise that a file of checks says it is for. */
function exerciseOf(source: SourceFile): { id: string; span: Span } | null {
  const found = /\bexercise:\s*(["'`])([^"'`]*)\1/.exec(source.text);
  const id = found?.[2];
  if (found === null || id === undefined) return null;
  const start = found.index + found[0].length - id.length - 1;
  return { id, span: { start, end: start + id.length } };
}

function reportListing(files: CourseFiles, id: string, file: string, problems: Problem[]): void {
  const [checks, list] = [files.get(file), files.get(REGISTRY)];
  // What cannot be read has been reported.
  if (checks === null || list === null) return;
  const source = new SourceFile(file, checks ?? "", problems);
  const named = exerciseOf(source);
  if (named?.id !== id) {
    const message = named ? `these checks are for "${named.id}"` : "these checks name no exercise";
    const span = named?.span ?? source.lineAt(0);
    source.report("unlisted-checks", span, message, `write \`exercise: "${id}"\``);
  }
  const registry = new SourceFile(REGISTRY, list ?? "", problems);
  if (importsOf(REGISTRY, registry.text).includes(file)) return;
  const name = /export const (\w+)/.exec(source.text)?.[1] ?? "checks";
  const help = `write \`import { ${name} } from "./${file.slice("harness/".length)}";\`, and \`[${name}.exercise]: ${name},\` in its list`;
  registry.report("unlisted-checks", registry.lineAt(0), `nothing here names the checks in ${file}`, help);
}

/** The file of an exercise's checks and all in `harness/` that runs with it: what is imported, types left out. */
export function checksWithImports(files: CourseFiles, id: string): string[] {
  const seen = new Set<string>();
  const follow = (file: string): void => {
    const text = files.get(file);
    if (typeof text !== "string" || seen.has(file)) return;
    seen.add(file);
    for (const imported of importsOf(file, text)) follow(imported);
  };
  follow(checksFile(files, id));
  return [...seen].toSorted();
}

/** Paths from the repository's root of what `text` imports by a relative path, unless only as types. */
function importsOf(file: string, text: string): string[] {
  const imports = text.matchAll(
    /^\s*(?:import|export)\s+(?!type\b)(?:[^'"();]*?\sfrom\s+)?["'](\.[^'"]+)["']/gm,
  );
  return [...imports].map(([, path = ""]) => posix.join(posix.dirname(file), path));
}
