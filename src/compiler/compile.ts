/** Compiles a learner's file into one script that the sandbox can run, or into errors at their places. */
import type { BuildFailure, BuildOptions, BuildResult, Plugin } from "esbuild-wasm";
import { learnerApi, unknownModule } from "./api.ts";
import { diagnose } from "./diagnostics.ts";
import type { Compiled } from "./types.ts";

/** esbuild itself, native or WebAssembly: the two have one interface. */
export interface Esbuild {
  build(options: BuildOptions): Promise<BuildResult>;
}

/** The name that the engine gives itself in the script that this one is appended to. */
const ENGINE = "__course";

export async function compile(esbuild: Esbuild, source: string, fileName: string): Promise<Compiled> {
  try {
    const result = await esbuild.build(options(source, fileName));
    if (mayImportOthers(source)) await esbuild.build(everyImport(source, fileName));
    const output = (suffix: string) =>
      result.outputFiles?.find((file) => file.path.endsWith(suffix))?.text ?? "";
    return {
      ok: true,
      script: output(".js"),
      map: output(".map"),
      warnings: result.warnings.map((warning) => diagnose(warning, source)),
    };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { ok: false, errors: error.errors.map((message) => diagnose(message, source)) };
  }
}

function options(source: string, fileName: string): BuildOptions {
  return {
    entryPoints: [fileName],
    plugins: [onlyLearnerApi(source)],
    bundle: true,
    write: false,
    outfile: "learner.js",
    format: "iife",
    globalName: "__learner",
    // The learner's module runs when the harness asks for it, so that a throw at import is a result like any other.
    // "use strict" because modules are strict and esbuild's iife is not.
    banner: { js: `${ENGINE}.load(() => { "use strict";` },
    // A file without exports is a script to esbuild, and gives nothing.
    footer: { js: "return __learner ?? {}; });" },
    sourcemap: "external",
    // The page shows the learner's own text; a copy in the map would only be carried around.
    sourcesContent: false,
    target: "es2022",
    // There is nothing to import at run time: `import(x)` becomes a rejected promise instead of a request.
    supported: { "dynamic-import": false },
    platform: "neutral",
    charset: "utf8",
    logLevel: "silent",
    logLimit: 50,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
  };
}

/**
 * TypeScript drops an import that is used as a type or not at all, and a wrong one would go unnoticed with it. This build
 * keeps them all; its modules promise nothing about their names, so it fails for imports of other modules only.
 */
function everyImport(source: string, fileName: string): BuildOptions {
  const base = options(source, fileName);
  return {
    ...base,
    plugins: [onlyLearnerApi(source, () => "module.exports = {};")],
    sourcemap: false,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  };
}

/** A cheap look at the text, comments and all, to spare the second build: right answers import nothing else. */
function mayImportOthers(source: string): boolean {
  const specifiers = source.matchAll(/\b(?:from|import)\s*(["'])(.*?)\1/g);
  return [...specifiers].some(([, , specifier = ""]) => !learnerApi.has(specifier));
}

/** Resolves the learner's file and the learner API, and nothing else: there is no file system behind it. */
function onlyLearnerApi(source: string, contentsOf = apiModule): Plugin {
  return {
    name: "only-learner-api",
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, kind }) => {
        if (kind === "entry-point") return { path, namespace: "learner" };
        if (learnerApi.has(path)) return { path, namespace: "api" };
        const { message, notes } = unknownModule(path);
        return { errors: [{ text: message, notes: notes.map((text) => ({ text })) }] };
      });
      build.onLoad({ filter: /.*/, namespace: "learner" }, () => ({ contents: source, loader: "ts" }));
      build.onLoad({ filter: /.*/, namespace: "api" }, ({ path }) => ({
        contents: contentsOf(path),
        loader: "js",
      }));
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
