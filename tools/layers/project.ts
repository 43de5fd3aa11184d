/** The project's own source, for the check of its imports. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { SOURCE } from "./imports.ts";

const FOLDERS = ["lessons", "harness", "src", "tools", "bench", "e2e"];
/** Rust, which Cargo checks. */
const LEFT_OUT = /^harness\/tokio\/|\/node_modules\//;

/** @returns the text of each source file, by its path from `root` */
export function readProject(root: string): Map<string, string> {
  const top = readdirSync(root);
  const within = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) =>
      posix.join(folder, ...path.split(sep)),
    ),
  );
  const paths = [...top, ...within].filter((path) => SOURCE.test(path) && !LEFT_OUT.test(path)).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}
