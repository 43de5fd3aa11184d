/** Builds, in Node, the scripts that run in the sandbox: the engine for each profile, and the frame's host. */
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import type { Profile } from "./types.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export const ENGINE_ENTRY = path("./engine/main.ts");
const HOST_ENTRY = path("./frame/host.ts");

/** A script and its source files, to notice when one of them changes. */
export interface Bundle {
  text: string;
  inputs: string[];
}

/**
 * The engine as one classic script that leaves `__course` behind for the learner's script after it.
 * Strict, so that no learner code can reach the engine's functions through a caller or a call site.
 * @param entry tests may pass their own engine
 */
export async function bundleEngine(profile: Profile, entry: string = ENGINE_ENTRY): Promise<Bundle> {
  return bundle({
    entryPoints: [entry],
    globalName: "__engine",
    banner: { js: '"use strict";' },
    footer: { js: "var __course = __engine.course;" },
    define: { __TRACE__: String(profile === "debug") },
    // Minified, but with names kept: a value is shown with the name of its class.
    minifySyntax: true,
    minifyWhitespace: true,
  });
}

/** The script of the frame, small enough to read. */
export async function bundleHost(): Promise<Bundle> {
  return bundle({ entryPoints: [HOST_ENTRY], minify: true });
}

async function bundle(options: esbuild.BuildOptions): Promise<Bundle> {
  const result = await esbuild.build({
    ...options,
    bundle: true,
    write: false,
    metafile: true,
    format: "iife",
    target: "es2022",
    platform: "neutral",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    absWorkingDir: path("../../"),
    mainFields: ["module", "main"],
    conditions: ["import"],
  });
  const text = result.outputFiles?.[0]?.text ?? "";
  return { text, inputs: Object.keys(result.metafile?.inputs ?? {}).map((input) => path(`../../${input}`)) };
}
