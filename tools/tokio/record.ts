/** What the modules in public/tokio were made from, as public/tokio/record.json says it, and the hash of what they would be made from now. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

/** The crates, each of which becomes a module. */
export const CRATES = "harness/tokio/tab";
/** Modules, record and licences, as the page fetches them. */
export const OUTPUT = "public/tokio";

const Module = v.object({
  /** Below `OUTPUT`; it carries the beginning of the hash, so that a new build is never taken for an old one. */
  file: v.string(),
  crate: v.string(),
  profile: v.picklist(["debug", "release"]),
  /** rustc's flags for this module only. */
  flags: v.array(v.string()),
  bytes: v.number(),
  sha256: v.string(),
});
export type Module = v.InferOutput<typeof Module>;

export const Record = v.object({
  tokio: v.string(),
  /** The first line of `rustc -vV`. */
  rustc: v.string(),
  /** Where rustc ran. */
  host: v.string(),
  target: v.string(),
  /** rustc's flags besides the profile; the mapped paths are this machine's. */
  flags: v.array(v.string()),
  /** SHA-256 of the sources, see `sourcesHash`. */
  sources: v.string(),
  modules: v.record(v.string(), Module),
});
export type Record = v.InferOutput<typeof Record>;

export const readRecord = (root = "."): Record =>
  v.parse(Record, JSON.parse(readFileSync(join(root, OUTPUT, "record.json"), "utf8")));

export const sha256 = (content: Buffer | string): string =>
  createHash("sha256").update(content).digest("hex");

/** Everything that cargo reads: the crates with their lock file, and files of other folders that they name as modules. */
export function sourceFiles(root = "."): string[] {
  const own = readdirSync(join(root, CRATES), { recursive: true, encoding: "utf8" })
    .map((name) => join(CRATES, name))
    .filter((path) => !/[\\/]target[\\/]/.test(path) && statSync(join(root, path)).isFile());
  const named = own.flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/^\s*#\[path = "([^"]+)"\]/gm)].map(([, at = ""]) =>
      join(path, "..", at),
    ),
  );
  return [...new Set([...own, ...named])].map((path) => path.replaceAll("\\", "/")).toSorted();
}

export function sourcesHash(root = "."): string {
  const hashes = sourceFiles(root).map((path) => `${sha256(readFileSync(join(root, path)))}  ${path}\n`);
  return sha256(hashes.join(""));
}
