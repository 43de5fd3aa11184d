/** A first visit downloads the texts and what they need, but no tool. */
import { expect, it } from "vitest";
import type { Manifest } from "../manifest.ts";
import { filesToRead, isAhead } from "./split.ts";

const MANIFEST: Manifest = {
  "index.html": {
    file: "assets/index-1.js",
    isEntry: true,
    imports: ["_shared.js"],
    dynamicImports: ["src/ui/editor/MonacoEditor.tsx"],
    css: ["assets/index-1.css"],
    assets: ["assets/inter-cyrillic-wght-normal-1.woff2"],
  },
  "_shared.js": { file: "assets/shared-1.js" },
  "virtual:lesson/week-01/day-1": { file: "assets/day-1-1.js", imports: ["index.html"] },
  "virtual:exercise/week-01/gather": { file: "assets/gather-1.js" },
  "src/ui/editor/MonacoEditor.tsx": { file: "assets/MonacoEditor-1.js", imports: ["_shared.js"] },
};

it("takes the shell, lessons, pages and the fonts of their texts, and leaves the tools", () => {
  const toRead = filesToRead(MANIFEST);
  const ahead = (url: string) => isAhead(url, toRead);
  for (const url of [
    "week-01/day-1/index.html",
    "icon.svg",
    "assets/index-1.js",
    "assets/index-1.css",
    "assets/shared-1.js",
    "assets/day-1-1.js",
    "assets/inter-latin-wght-normal-1.woff2",
  ])
    expect([url, ahead(url)]).toEqual([url, true]);
  for (const url of [
    "assets/MonacoEditor-1.js",
    "assets/gather-1.js",
    "assets/esbuild-1.wasm",
    "tokio/batches-debug-1.wasm",
    "assets/inter-latin-ext-wght-normal-1.woff2",
    "assets/inter-cyrillic-wght-normal-1.woff2",
  ])
    expect([url, ahead(url)]).toEqual([url, false]);
});
