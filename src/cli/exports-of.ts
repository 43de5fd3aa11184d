/** Holds an exercise's stub and solution to the exports that exercise.yaml names. */
import * as esbuild from "esbuild";
import { SourceFile, suggest } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";

/** Names that a TypeScript module exports as values; null if it does not parse. */
async function exportsOf(source: string): Promise<readonly string[] | null> {
  const built = await esbuild
    .build({
      stdin: { contents: source, loader: "ts" },
      bundle: true,
      format: "esm",
      metafile: true,
      write: false,
      logLevel: "silent",
      plugins: [
        {
          name: "imports-stay",
          setup: ({ onResolve }) =>
            onResolve({ filter: /.*/ }, ({ kind, path }) =>
              kind === "entry-point" ? undefined : { path, external: true },
            ),
        },
      ],
    })
    .catch(() => null);
  return built && Object.values(built.metafile.outputs).flatMap((output) => output.exports);
}

/**
 * Reports each of `wanted` that the file does not export, at its name in exercise.yaml.
 * @param file path from the repository's root @param yaml the exercise's exercise.yaml
 */
export async function missingExports(
  file: string,
  source: string,
  wanted: readonly string[],
  yaml: { path: string; text: string },
): Promise<Problem[]> {
  const found = await exportsOf(source);
  const problems: Problem[] = [];
  // What does not compile is reported as that.
  if (found === null) return problems;
  const text = new SourceFile(yaml.path, yaml.text, problems);
  for (const name of wanted) {
    if (found.includes(name)) continue;
    const from = Math.max(0, yaml.text.search(/^exports:/m));
    const start =
      from +
      Math.max(
        0,
        yaml.text.slice(from).search(new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`)),
      );
    const help = found.length === 0 ? "it exports nothing" : suggest(name, found);
    text.report("no-export", { start, end: start + name.length }, `${file} does not export "${name}"`, help);
  }
  return problems;
}
