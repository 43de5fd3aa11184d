/** The Rust skeleton of a design as a zip file. */
import { strToU8, zipSync } from "fflate";
import { crateName, rustProject } from "../../recording/studio/rust/project.ts";
import type { Design } from "../../recording/studio/schema.ts";

export function rustZip(design: Design): Blob {
  const folder = crateName(design);
  const files = Object.entries(rustProject(design)).map(([path, text]) => [
    `${folder}/${path}`,
    strToU8(text),
  ]);
  return new Blob([new Uint8Array(zipSync(Object.fromEntries(files) as Record<string, Uint8Array>))]);
}
