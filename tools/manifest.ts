/** What the build says of itself: its chunks, and what a browser fetches together with one of them. */
import { readFileSync } from "node:fs";

export interface Chunk {
  file: string;
  src?: string;
  name?: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
  assets?: string[];
}

export type Manifest = Record<string, Chunk>;

export function readManifest(): Manifest {
  return JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8")) as Manifest;
}

/** Chunks with everything that they import statically. */
export function closure(manifest: Manifest, keys: string[], seen = new Set<string>()): Set<string> {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    closure(manifest, manifest[key]?.imports ?? [], seen);
  }
  return seen;
}
