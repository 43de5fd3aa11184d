/** The Vite plugin that builds the sandbox's scripts and gives the page its policy. */
import { createHash } from "node:crypto";
import type { Plugin } from "vite";
import { bundleEngine, bundleHost, bundleModel, bundleRust } from "./bundle.ts";
import { PLAYGROUND_ORIGIN } from "./origins.ts";
import { frameDocument, OWN_MACHINE, pagePolicy, type FrameKind, type ScriptHash } from "./csp.ts";

/** `virtual:sandbox/debug` and `virtual:sandbox/release` export the engine's text, `virtual:sandbox/rust` that of the engine for Rust, `virtual:sandbox/model` the model as a module, `virtual:sandbox/frames` a document for each kind of frame. */
const VIRTUAL = "virtual:sandbox/";

function scriptHash(script: string): ScriptHash {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}

/** The frames' documents and the hash that the page's policy must name: their script is the same. */
export async function buildFrames(): Promise<{
  documents: Record<FrameKind, string>;
  hash: ScriptHash;
  inputs: string[];
}> {
  const host = await bundleHost();
  // esbuild ends the text with a newline, which would change the hash.
  const script = host.text.trim();
  const hash = scriptHash(script);
  const documents = {
    plain: frameDocument(script, hash, "plain"),
    wasm: frameDocument(script, hash, "wasm"),
  };
  return { documents, hash, inputs: host.inputs };
}

/** @param engineEntry another engine, for tests */
export function courseEngine(engineEntry?: string): Plugin {
  let building = false;
  return {
    name: "course-engine",
    config(_, { command }) {
      building = command === "build";
    },
    resolveId: (id) => (id.startsWith(VIRTUAL) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${VIRTUAL}`)) return;
      const { exported, inputs } = await virtualModule(id.slice(VIRTUAL.length + 1), engineEntry);
      // In the dev server a change to any of these rebuilds the module and reloads the page.
      for (const input of inputs) this.addWatchFile(input);
      return `export default ${JSON.stringify(exported)};`;
    },
    // The dev server injects its own scripts, which the policy would block.
    async transformIndexHtml() {
      if (!building) return;
      const content = pagePolicy((await buildFrames()).hash, [PLAYGROUND_ORIGIN, ...OWN_MACHINE]);
      return [
        {
          tag: "meta",
          attrs: { "http-equiv": "Content-Security-Policy", content },
          injectTo: "head-prepend",
        },
      ];
    },
  };
}

async function virtualModule(
  name: string,
  engineEntry: string | undefined,
): Promise<{ exported: unknown; inputs: string[] }> {
  if (name === "debug" || name === "release") {
    const { text, inputs } = await bundleEngine(name, engineEntry);
    return { exported: text, inputs };
  }
  if (name === "rust") {
    const { text, inputs } = await bundleRust();
    return { exported: text, inputs };
  }
  if (name === "model") {
    const { text, inputs } = await bundleModel();
    return { exported: text, inputs };
  }
  if (name === "frames") {
    const { documents, inputs } = await buildFrames();
    return { exported: documents, inputs };
  }
  throw new Error(`unknown module ${VIRTUAL}${name}; available: debug, release, rust, model, frames`);
}
