/** Packs the project to download as a zip: the learner's code, the checks, and what cargo needs. */
import { strToU8, zipSync } from "fflate";
import { projectFiles } from "./project.ts";
import type { CrateFiles } from "./types.ts";

export function takeHome(
  exercise: string,
  contentHash: string,
  crate: CrateFiles,
  answer: string,
): { name: string; zip: Uint8Array<ArrayBuffer> } {
  const name = `tokio-internals-${exercise.split("/").at(-1) ?? "exercise"}`;
  const files = Object.entries(projectFiles(exercise, contentHash, crate, answer));
  const packed = Object.fromEntries(files.map(([path, text]) => [`${name}/${path}`, strToU8(text)]));
  return { name, zip: zipSync(packed) as Uint8Array<ArrayBuffer> };
}
