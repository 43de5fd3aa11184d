/** Builds, in Node, the scripts that run in the sandbox: the engine for each profile, and the frame's host. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { checkPlaces } from "./check-places.ts";
import type { Profile } from "./types.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export const ENGINE_ENTRY = path("./engine/main.ts");
const HOST_ENTRY = path("./frame/host.ts");

/** A script and its source files, to notice when one of them changes. */
export interface Bundle {
  text: string;
  /** Source map of `text`. */
  map: string;
  inputs: string[];
}

/**
 * The engine as one classic script that leaves `__course` behind for the learner's script after it.
 * Strict, so that no learner code can reach the engine's functions through a caller or a call site.
 * @param entry tests may pass their own engine @param without files of checks, from the repository's root, that are left out
 */
export async function bundleEngine(
  profile: Profile,
  entry: string = ENGINE_ENTRY,
  without: readonly string[] = [],
): Promise<Bundle> {
  const engine = await bundle({
    entryPoints: [entry],
    plugins: without.map(leftOut),
    globalName: "__engine",
    // The second line is for the table below, so that it moves nothing.
    banner: { js: `"use strict";\n${PLACES}` },
    footer: { js: "var __course = __engine.course;" },
    define: { __TRACE__: String(profile === "debug") },
    // Minified, but with names kept: a value is shown with the name of its class.
    minifySyntax: true,
    minifyWhitespace: true,
  });
  const table = JSON.stringify(checkPlaces(engine.map));
  return { ...engine, text: engine.text.replace(PLACES, `globalThis.__places=${table};`) };
}

/** Leaves a file of checks out: what the registry imports of it has no checks. */
function leftOut(file: string): esbuild.Plugin {
  const registry = path("../../harness/index.ts");
  return {
    name: "left-out",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path: loaded }) => {
        if (loaded !== path(`../../${file}`)) return undefined;
        const from = `./${file.replace(/^harness\//, "")}`;
        const imports = (await readFile(registry, "utf8")).matchAll(
          /import\s*\{([^}]*)\}\s*from\s*"([^"]*)"/g,
        );
        const names = [...imports].flatMap(([, list = "", source]) =>
          source === from ? list.split(",") : [],
        );
        const empty = `{ exercise: ${JSON.stringify(`left out: ${file}`)}, checks: [] }`;
        return {
          loader: "ts",
          contents: names.map((name) => `export const ${name.trim()} = ${empty};`).join("\n"),
        };
      });
    },
  };
}

/** Where the engine's table of checks goes. */
const PLACES = "globalThis.__places=[];";

/** The engine that reads and runs Rust programs; it needs no learner's script behind it. */
export async function bundleRust(): Promise<Bundle> {
  return bundle({
    entryPoints: [path("./engine/rust.ts")],
    banner: { js: '"use strict";' },
    define: { __TRACE__: "true" },
    minify: true,
    keepNames: false,
  });
}

/** The model runtime as an ES module, for the learner's code outside the page. */
export async function bundleModel(): Promise<Bundle> {
  return bundle({
    entryPoints: [path("./model.ts")],
    define: { __TRACE__: "false" },
    format: "esm",
    minifySyntax: true,
  });
}

/** The script of the frame, small enough to read. */
export async function bundleHost(): Promise<Bundle> {
  return bundle({ entryPoints: [HOST_ENTRY], minify: true });
}

async function bundle(options: esbuild.BuildOptions): Promise<Bundle> {
  const result = await esbuild.build({
    format: "iife",
    ...options,
    bundle: true,
    write: false,
    outfile: "engine.js",
    sourcemap: "external",
    sourcesContent: false,
    metafile: true,
    target: "es2022",
    platform: "neutral",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    absWorkingDir: path("../../"),
    mainFields: ["module", "main"],
    conditions: ["import"],
  });
  const [map, text] = [/\.map$/, /\.js$/].map(
    (name) => result.outputFiles?.find(({ path: file }) => name.test(file))?.text ?? "",
  );
  return {
    text: text ?? "",
    map: map ?? "",
    inputs: Object.keys(result.metafile?.inputs ?? {}).map((input) => path(`../../${input}`)),
  };
}
