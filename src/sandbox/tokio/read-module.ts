/** Reads the bytes of one of tokio's modules in Node, for the command line and tests. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { moduleFile, type TokioModule } from "./modules.ts";

export function readModule(name: TokioModule): Promise<Buffer<ArrayBuffer>> {
  return readFile(fileURLToPath(new URL(`../../../public/${moduleFile(name)}`, import.meta.url))) as Promise<
    Buffer<ArrayBuffer>
  >;
}
