/** Small courses for tests, each written as one text: `=== path`, then the file. */
import { mkdir, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CourseFiles } from "./files.ts";

export const FIXTURES = fileURLToPath(new URL("./fixtures", import.meta.url));

export function fixtureText(name: string): string {
  return readFileSync(join(FIXTURES, name), "utf8");
}

/** `=== path` opens a file, `=== without path` removes one; a file that is not text becomes null, as on disk. */
export function parseFixture(text: string, onto: CourseFiles = new Map()): Map<string, string | null> {
  const files = new Map(onto);
  for (const part of text.split(/^=== /m).slice(1)) {
    const end = part.indexOf("\n");
    const path = part.slice(0, end === -1 ? part.length : end).trim();
    if (path.startsWith("without ")) files.delete(path.slice("without ".length));
    else files.set(path, path.endsWith(".png") ? null : part.slice(end + 1));
  }
  return files;
}

/** The correct course; broken ones are changes to it. */
export function goodCourse(): Map<string, string | null> {
  return parseFixture(fixtureText("course.txt"));
}

export async function writeCourse(files: CourseFiles, root: string): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text ?? Buffer.from("\x89PNG\r\n\x1a\n", "latin1"));
  }
}
