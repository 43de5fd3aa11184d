/** Packs the project to download as a zip: the learner's code, the checks, and what cargo needs. */
import { strToU8, zipSync } from "fflate";
import { crate } from "./crate.ts";
import { projectFiles } from "./project.ts";

export function takeHome(
  exercise: string,
  contentHash: string,
  answer: string,
): { name: string; zip: Uint8Array<ArrayBuffer> } {
  const name = `tokio-internals-${exercise.split("/").at(-1) ?? "exercise"}`;
  const files = Object.entries(projectFiles(exercise, contentHash, crate, answer));
  const packed = Object.fromEntries(files.map(([path, text]) => [`${name}/${path}`, strToU8(text)]));
  return { name, zip: zipSync(packed) as Uint8Array<ArrayBuffer> };
}
