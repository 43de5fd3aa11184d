/** `course studio rust`: writes a design as a Cargo project, or prints its files. */
import { mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { visible } from "../lib/visible.ts";
import { rustProject } from "../recording/studio/rust/project.ts";
import type { Design } from "../recording/studio/schema.ts";
import { BadUse } from "./studio-verdicts.ts";
import type { StudioOptions } from "./studio-verdicts.ts";

export async function writeRust(design: Design, { format, out }: StudioOptions): Promise<number> {
  const files = rustProject(design);
  if (format === "json") {
    process.stdout.write(`${JSON.stringify(files)}\n`);
    return 0;
  }
  if (out === undefined) {
    process.stdout.write(
      visible(
        Object.entries(files)
          .map(([path, text]) => `// ${path}\n${text}`)
          .join("\n"),
      ),
    );
    return 0;
  }
  if ((await stat(out).catch(() => null))?.isFile() === true)
    throw new BadUse(`--out: ${out} is a file; name a new folder`);
  // Somebody's work may be in there by now.
  if (
    await stat(join(out, "src")).then(
      () => true,
      () => false,
    )
  )
    throw new BadUse(`--out: ${out} has a project already; name a new folder`);
  for (const [path, text] of Object.entries(files)) {
    const file = join(out, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  process.stdout.write(`${out}: ${Object.keys(files).join(", ")}. Try it with: cargo run\n`);
  return 0;
}
