/** The Vite plugins that make the course work offline: texts are downloaded ahead, and a list names the tools that load later. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import type { Tool } from "../../src/features/offline/tools.ts";
import { readManifest } from "../manifest.ts";
import { filesToRead, isAhead } from "./split.ts";

interface Entry {
  url: string;
  revision: string | null;
  size: number;
}

/**
 * The page reads it to make everything available at once; the service worker reads it to drop files of earlier
 * versions.
 */
const LIST = "tools.json";

export function offline(): Plugin[] {
  let folder = "dist";
  const find: Plugin = {
    name: "course-offline",
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
  };
  return [
    find,
    ...VitePWA({
      strategies: "injectManifest",
      srcDir: "src/features/offline",
      filename: "service-worker.ts",
      registerType: "prompt",
      injectRegister: false,
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,svg,ttf,wasm}", "assets/*-latin-*.woff2"],
        // Wrong answers reach only the instructor who asks for them.
        // The page that a host answers with where there is none is not available by its name from every host.
        globIgnores: ["assets/known-wrong-*.js", "404.html"],
        maximumFileSizeToCacheInBytes: 20_000_000,
        manifestTransforms: [async (entries) => ({ manifest: await ahead(entries as Entry[], folder) })],
      },
      manifest: {
        name: "Tokio Internals",
        short_name: "Tokio Internals",
        description: "What tokio::spawn costs, and why the scheduler polls in its order.",
        display: "standalone",
        background_color: "#fdfcf9",
        theme_color: "#fdfcf9",
        icons: [{ src: "icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
      },
    }),
  ];
}

/** Keeps the prefetched files, and writes the list of all others. */
async function ahead(entries: readonly Entry[], folder: string): Promise<Entry[]> {
  const toRead = filesToRead(readManifest(folder));
  const tools: Tool[] = [];
  for (const { url } of entries.filter((entry) => !isAhead(entry.url, toRead))) {
    const content = await readFile(join(folder, url));
    tools.push({ url, bytes: content.length, packedBytes: gzipSync(content).length });
  }
  const text = JSON.stringify(tools);
  await writeFile(join(folder, LIST), text);
  const revision = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return [
    ...entries.filter((entry) => isAhead(entry.url, toRead)),
    { url: LIST, revision, size: text.length },
  ];
}
