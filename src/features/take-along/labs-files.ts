/** The Cargo workspace of the labs, with the learner's answers in its crate. */
import { versionOf } from "./module-files.ts";
import type { Taken } from "./module-files.ts";

const REFERENCE = versionOf("reference");

/** @param labs path within the workspace -> text @throws when the crate has no file for an answer */
export function labsFiles(
  labs: Readonly<Record<string, string>>,
  hash: string,
  taken: readonly Taken[],
): Record<string, string> {
  const files = Object.fromEntries(
    Object.entries(labs).map(([path, text]) => [path, text.replaceAll(REFERENCE, versionOf(hash))]),
  );
  for (const { name, rust } of taken) {
    const path = `week01/src/${name}.rs`;
    if (files[path] === undefined) throw new Error(`the labs have no ${path}`);
    if (rust === undefined) throw new Error(`${name} has no answer in Rust`);
    files[path] = rust;
  }
  return files;
}
