/** Finds what names a part of the course outside `lessons/` and the checks: code that is not an author's, and is never edited for them. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checksFile } from "../lesson/checks.ts";
import type { CourseFiles } from "../lesson/files.ts";

const FOLDERS = ["src", "tools", "harness/tokio"];
const ASIDE = /(^|[\\/])(node_modules|target|fixtures|dist)[\\/]/;
const MOST = 12;

/** What to search for; the answer is empty where nothing of that kind exists. */
export async function linesOutside(
  root: string,
  files: CourseFiles,
  { what, from }: { what: string; from: string },
): Promise<string[]> {
  const checks = checksFile(files, from).replace(/\.ts$/, "");
  const names =
    what === "week"
      ? [`${from}/`]
      : what === "day"
        ? [`${from}.md`, `"${from}"`]
        : [`"${from}"`, `${checks}.ts`, `${checks}/`];
  const found: string[] = [];
  for (const folder of FOLDERS) {
    const inside = await readdir(join(root, folder), { recursive: true }).catch(() => []);
    for (const name of inside.toSorted((a, b) => (a < b ? -1 : 1))) {
      const path = `${folder}/${name.replaceAll("\\", "/")}`;
      if (ASIDE.test(`${path}/`) || files.has(path) || !/(?<!\.test)\.(tsx?|rs|toml)$/.test(path)) continue;
      const lines = (await readFile(join(root, path), "utf8")).split("\n");
      for (const [index, line] of lines.entries())
        if (names.some((each) => line.includes(each)))
          found.push(`  ${path}:${index + 1}  ${line.trim().slice(0, 100)}`);
    }
  }
  if (found.length === 0) return [];
  const more = found.length > MOST ? [`  … and ${found.length - MOST} more`] : [];
  return [
    "outside lessons/ and harness/, these name it too; they are not changed:",
    ...found.slice(0, MOST),
    ...more,
  ];
}
