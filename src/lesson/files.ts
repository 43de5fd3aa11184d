/** Reads what a course is compiled from, once, so that the rest works on plain text in memory. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Path from the repository's root, with `/` -> text; null for what is not text (pictures). */
export type CourseFiles = ReadonlyMap<string, string | null>;

const TEXT = /\.(md|ya?ml|ts|tsx|js|json|rs|toml|txt)$/;

/** Everything below `lessons/`, and the checks in `harness/` with the folders beside them. */
export async function readCourseFiles(root: string): Promise<CourseFiles> {
  const files = new Map<string, string | null>();
  await Promise.all([read(root, "lessons", () => true, files), read(root, "harness", isCheck, files)]);
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function isCheck(path: string): boolean {
  return (path.endsWith(".ts") && !path.endsWith(".test.ts")) || path.startsWith(`${RUST_CHECKS}/`);
}

/** The checks in Rust; the rest of that workspace records traces, and builds into a folder of thousands of files. */
export const RUST_CHECKS = "harness/tokio/course";
const isAsideOfChecks = (path: string): boolean =>
  path.startsWith("harness/tokio/") && path !== RUST_CHECKS && !path.startsWith(`${RUST_CHECKS}/`);

async function read(
  root: string,
  folder: string,
  wanted: (path: string) => boolean,
  into: Map<string, string | null>,
): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  await Promise.all(
    entries.map(async (entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.name.startsWith(".") || entry.name === "node_modules" || isAsideOfChecks(path)) return;
      if (entry.isDirectory()) await read(root, path, wanted, into);
      else if (wanted(path))
        into.set(path, TEXT.test(path) ? normal(await readFile(join(root, path), "utf8")) : null);
    }),
  );
}

/** Without byte order mark, and with one way to end a line, so that a checkout on Windows hashes the same. */
function normal(text: string): string {
  return text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
}
