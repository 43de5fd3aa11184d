/** Compiles a learner's file into one script for the sandbox, or into errors with positions. */
import type { BuildFailure, BuildOptions, BuildResult, Plugin } from "esbuild-wasm";
import { learnerApi, unknownModule } from "./api.ts";
import { diagnose } from "./diagnostics.ts";
import { withSeams } from "./seams.ts";
import type { Compiled, UsedExercise } from "./types.ts";

/** esbuild, native or WebAssembly: both have the same interface. */
export interface Esbuild {
  build(options: BuildOptions): Promise<BuildResult>;
}

/** The engine's global name; this script is appended to the engine's. */
const ENGINE = "__course";

export interface CompileOptions {
  /** What may be imported besides the learner API; its code becomes part of the script. */
  uses?: readonly UsedExercise[] | undefined;
  /** Whether bodies of async blocks stop where other threads may act: for runs with several workers. */
  seams?: boolean | undefined;
}

export async function compile(
  esbuild: Esbuild,
  source: string,
  fileName: string,
  { uses = [], seams = false }: CompileOptions = {},
): Promise<Compiled> {
  const main: Main = { source, fileName, uses };
  try {
    const result = await esbuild.build(options(main));
    if (mayImportOthers(main)) await esbuild.build(everyImport(main));
    const output = (suffix: string) =>
      result.outputFiles?.find((file) => file.path.endsWith(suffix))?.text ?? "";
    return {
      ok: true,
      script: seams ? withSeams(output(".js")) : output(".js"),
      map: output(".map"),
      warnings: result.warnings.map((warning) => diagnose(warning, source, uses)),
    };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { ok: false, errors: error.errors.map((message) => diagnose(message, source, uses)) };
  }
}

/** The learner's file, and what it may import. */
interface Main {
  source: string;
  fileName: string;
  uses: readonly UsedExercise[];
}

function options(main: Main): BuildOptions {
  return {
    entryPoints: [main.fileName],
    plugins: [onlyWhatIsThere(main)],
    bundle: true,
    write: false,
    outfile: "learner.js",
    format: "iife",
    globalName: "__learner",
    // The harness runs the learner's module, so that a throw at import is a result like any other.
    // "use strict" because modules are strict and esbuild's iife is not.
    banner: { js: `${ENGINE}.load(() => { "use strict";` },
    // To esbuild, a file without exports is a script and exports nothing.
    footer: { js: "return __learner ?? {}; });" },
    sourcemap: "external",
    // The page has the learner's text; a copy in the map would be dead weight.
    sourcesContent: false,
    target: "es2022",
    // Nothing can be imported at run time: `import(x)` becomes a rejected promise instead of a request.
    supported: { "dynamic-import": false },
    platform: "neutral",
    charset: "utf8",
    logLevel: "silent",
    logLimit: 50,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
  };
}

/**
 * TypeScript drops an import that is unused or used only as a type, so a wrong one would go unnoticed. This
 * build keeps them all; its modules declare no names, so it fails only for imports of unknown modules.
 */
function everyImport(main: Main): BuildOptions {
  const base = options(main);
  return {
    ...base,
    plugins: [onlyWhatIsThere(main, "anything")],
    sourcemap: false,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  };
}

/** A cheap look at the text, including comments, to avoid the second build: right answers import nothing else. */
function mayImportOthers({ source, uses }: Main): boolean {
  const specifiers = source.matchAll(/\b(?:from|import)\s*(["'])(.*?)\1/g);
  const known = (specifier: string) => learnerApi.has(specifier) || uses.some(({ id }) => id === specifier);
  return [...specifiers].some(([, , specifier = ""]) => !known(specifier));
}

/** Resolves the learner's file, the exercises it uses and the learner API, and nothing else: there is no file system. */
function onlyWhatIsThere({ source, uses }: Main, modules: "real" | "anything" = "real"): Plugin {
  const anything = { contents: "module.exports = {};", loader: "js" } as const;
  return {
    name: "only-what-is-there",
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, kind, pluginData }) => {
        if (kind === "entry-point") return { path, namespace: "learner", pluginData: uses };
        if (learnerApi.has(path)) return { path, namespace: "api" };
        // Each file has its own list: a file cannot import what its imports use.
        const open = pluginData as readonly UsedExercise[];
        const exercise = open.find(({ id }) => id === path);
        if (exercise) return { path, namespace: "exercise", pluginData: exercise };
        const { message, notes } = unknownModule(path, open);
        return { errors: [{ text: message, notes: notes.map((text) => ({ text })) }] };
      });
      build.onLoad({ filter: /.*/, namespace: "learner" }, () => ({
        contents: source,
        loader: "ts",
        pluginData: uses,
      }));
      build.onLoad({ filter: /.*/, namespace: "exercise" }, ({ pluginData }) => {
        if (modules === "anything") return anything;
        const exercise = pluginData as UsedExercise;
        return { contents: exercise.source, loader: "ts", pluginData: exercise.uses };
      });
      build.onLoad({ filter: /.*/, namespace: "api" }, ({ path }) =>
        modules === "anything" ? anything : { contents: apiModule(path), loader: "js" },
      );
    },
  };
}

function apiModule(specifier: string): string {
  const from = `${ENGINE}.modules[${JSON.stringify(specifier)}]`;
  return (learnerApi.get(specifier) ?? [])
    .map((name) => `export const ${name} = ${from}.${name};`)
    .join("\n");
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}
