/** Finds an exercise's checks in `harness/`, checks that they are listed, and collects the files that they depend on. */
import { posix } from "node:path";
import type { CourseFiles } from "./files.ts";
import { fileProblem, SourceFile } from "../course/problem.ts";
import type { Problem, Span } from "../course/problem.ts";
import { escapeRegExp } from "../lib/escape.ts";

export const REGISTRY = "harness/index.ts";

/** `harness/gather.ts`, or `harness/week-02/gather.ts` if it exists, for a name that another week uses. */
export function checksFile(files: CourseFiles, id: string): string {
  const own = `harness/${id}.ts`;
  return files.has(own) ? own : `harness/${id.split("/").at(-1) ?? id}.ts`;
}

/** The exercises' checks must exist, be listed, and each belong to one exercise. */
export function reportChecks(files: CourseFiles, ids: readonly string[], problems: Problem[]): void {
  const owners = new Map<string, string>();
  for (const id of ids) {
    const file = checksFile(files, id);
    const owner = owners.get(file);
    if (owner !== undefined) {
      const message = `${file} has the checks of ${owner}, which has the same name`;
      problems.push(fileProblem(`lessons/${id}`, "shared-checks", message, `write harness/${id}.ts`));
      continue;
    }
    owners.set(file, id);
    if (files.has(file)) reportListing(files, id, file, problems);
    else
      problems.push(
        fileProblem(`lessons/${id}`, "no-checks", "this exercise has no checks", `write ${file}`),
      );
  }
  for (const file of importsOf(REGISTRY, files.get(REGISTRY) ?? ""))
    if (!owners.has(file)) reportOrphan(files, file, ids, problems);
}

/** Listed checks of an exercise that does not exist. */
function reportOrphan(files: CourseFiles, file: string, ids: readonly string[], problems: Problem[]): void {
  const source = new SourceFile(file, files.get(file) ?? "", problems);
  const named = exerciseOf(source);
  if (named === null || ids.includes(named.id)) return;
  const help = `remove the file and its lines in ${REGISTRY}, or correct the name`;
  source.report("unused", named.span, `unknown exercise lessons/${named.id}`, help);
}

/** The exercise that a file of checks names. */
function exerciseOf(source: SourceFile): { id: string; span: Span } | null {
  const found = /\bexercise:\s*(["'`])([^"'`]*)\1/.exec(source.text);
  const id = found?.[2];
  if (found === null || id === undefined) return null;
  const start = found.index + found[0].length - id.length - 1;
  return { id, span: { start, end: start + id.length } };
}

function reportListing(files: CourseFiles, id: string, file: string, problems: Problem[]): void {
  const [checks, list] = [files.get(file), files.get(REGISTRY)];
  // An unreadable file has been reported.
  if (checks === null || list === null) return;
  const source = new SourceFile(file, checks ?? "", problems);
  const named = exerciseOf(source);
  if (named?.id !== id) {
    const message = named ? `these checks are for "${named.id}"` : "these checks name no exercise";
    const span = named?.span ?? source.lineAt(0);
    source.report("unlisted-checks", span, message, `write \`exercise: "${id}"\``);
  }
  const registry = new SourceFile(REGISTRY, list ?? "", problems);
  const name = /export const (\w+)/.exec(source.text)?.[1] ?? "checks";
  const written = `./${file.slice("harness/".length)}`;
  if (importsOf(REGISTRY, registry.text).includes(file)) {
    reportEntry(registry, name, written);
    return;
  }
  const near = new RegExp(
    `^.*["']${escapeRegExp(written.replace(/\.ts$/, ""))}(?:\\.m?js)?["'].*$`,
    "m",
  ).exec(registry.text);
  if (near !== null && !near[0].trimStart().startsWith("//")) {
    const span = { start: near.index, end: near.index + near[0].length };
    registry.report("unlisted-checks", span, "this import names no file", `write \`"${written}"\``);
    return;
  }
  const help = `write \`import { ${name} } from "${written}";\`, and \`[${name}.exercise]: ${name},\` in its list`;
  registry.report("unlisted-checks", registry.lineAt(0), `the checks in ${file} are not listed here`, help);
}

/** What is imported must also be in the list, under the name that it has. */
function reportEntry(registry: SourceFile, name: string, written: string): void {
  const line = new RegExp(`^import\\b(?:[^;]*?)["']${escapeRegExp(written)}["'].*$`, "m").exec(registry.text);
  const names = /\{([^}]*)\}/.exec(line?.[0] ?? "")?.[1];
  const imported =
    names?.split(",").map(
      (each) =>
        each
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? "",
    ) ?? [];
  const rest = registry.text.slice((line?.index ?? 0) + (line?.[0].length ?? 0));
  if (line === null || imported.some((each) => each !== "" && new RegExp(`\\b${each}\\b`).test(rest))) return;
  const span = { start: line.index, end: line.index + line[0].length };
  if (names === undefined)
    registry.report(
      "unlisted-checks",
      span,
      `this file exports ${name} by its name`,
      `write \`import { ${name} } from "${written}";\``,
    );
  else
    registry.report(
      "unlisted-checks",
      span,
      "these checks are imported, and not in the list",
      `write \`[${imported[0]}.exercise]: ${imported[0]},\` in its list`,
    );
}

/** The file of an exercise's checks and all it imports in `harness/`, without types. */
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

/** Paths from the repository's root of the relative imports in `text`, without type imports. */
function importsOf(file: string, text: string): string[] {
  const imports = text.matchAll(
    /^\s*(?:import|export)\s+(?!type\b)(?:[^'"();]*?\sfrom\s+)?["'](\.[^'"]+)["']/gm,
  );
  return [...imports].map(([, path = ""]) => posix.join(posix.dirname(file), path));
}
