/** Makes the mutants of a file in its language. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mutant } from "./mutant.ts";
import { rustMutants } from "./rust.ts";
import { typescriptMutants } from "./typescript.ts";

/** @param file from `root` */
export function mutantsOfFile(root: string, file: string): Mutant[] {
  const text = readFileSync(join(root, file), "utf8");
  return file.endsWith(".rs") ? rustMutants(file, text) : typescriptMutants(file, text);
}
