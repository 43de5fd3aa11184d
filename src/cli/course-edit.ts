/** A change to the course's files (what moves, what is rewritten, what goes): tried in memory first, then made as a whole. */
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { diffLines } from "diff";
import { counted } from "../lib/words.ts";
import { sortProblems } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { compileFiles } from "../lesson/course.ts";
import { readAllCourseFiles } from "../lesson/files.ts";
import type { CourseFiles } from "../lesson/files.ts";
import { plain } from "../lesson/highlight.ts";

export interface CourseEdit {
  /** Path today -> path afterwards. */
  moved: ReadonlyMap<string, string>;
  removed: ReadonlySet<string>;
  /** Path afterwards -> text afterwards, of each file whose text changes. */
  written: ReadonlyMap<string, string>;
}

/** The files of the course, and the tests of its checks, which import them. */
export async function readEditable(root: string): Promise<CourseFiles> {
  const files = new Map(await readAllCourseFiles(root));
  const harness = await readdir(join(root, "harness"), { recursive: true }).catch(() => []);
  for (const name of harness) {
    const path = `harness/${name.replaceAll("\\", "/")}`;
    if (!path.endsWith(".test.ts") || path.startsWith("harness/tokio/")) continue;
    files.set(path, await readFile(join(root, path), "utf8"));
  }
  return files;
}

function filesAfter(files: CourseFiles, { moved, removed, written }: CourseEdit): CourseFiles {
  const after = new Map<string, string | null>();
  for (const [path, text] of files) if (!removed.has(path)) after.set(moved.get(path) ?? path, text);
  for (const [path, text] of written) after.set(path, text);
  return after;
}

/** Problems that the course has only afterwards. */
export function newProblems(files: CourseFiles, edit: CourseEdit): Problem[] {
  const known = new Map<string, number>();
  for (const { file, rule } of compileFiles(files, plain).problems) {
    const key = `${rule} ${edit.moved.get(file) ?? file}`;
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return sortProblems(compileFiles(filesAfter(files, edit), plain).problems).filter(({ file, rule }) => {
    const left = known.get(`${rule} ${file}`) ?? 0;
    known.set(`${rule} ${file}`, left - 1);
    return left <= 0;
  });
}

export async function makeEdit(root: string, { moved, removed, written }: CourseEdit): Promise<void> {
  for (const [from, to] of moved) {
    await mkdir(dirname(join(root, to)), { recursive: true });
    await rename(join(root, from), join(root, to));
  }
  for (const [path, text] of written) await writeFile(join(root, path), text);
  for (const path of removed) await rm(join(root, path));
  const left = [...moved.keys(), ...removed].map((path) => dirname(path));
  for (const folder of new Set(left)) await removeEmpty(root, folder);
}

/** And those above it that are empty then. */
async function removeEmpty(root: string, folder: string): Promise<void> {
  for (let at = folder; at.includes("/"); at = dirname(at)) {
    const wasEmpty = await rmdir(join(root, at)).then(
      () => true,
      () => false,
    );
    if (!wasEmpty) return;
  }
}

/** What changes, as the command prints it; with `lines`, every line of it. */
export function describeEdit(files: CourseFiles, edit: CourseEdit, lines: boolean): string[] {
  const { moved, removed, written } = edit;
  const before = new Map([...moved].map(([from, to]) => [to, from]));
  const changes = [...written].flatMap(([path, text]) => {
    const old = files.get(before.get(path) ?? path) ?? "";
    return [`  ${path}`, ...(lines ? changedLines(old, text) : [])];
  });
  return [
    ...section("moved:", movesIn(moved)),
    ...section(
      "removed:",
      [...removed].map((path) => `  ${path}`),
    ),
    ...section("changed:", changes),
  ];
}

const section = (head: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [head, ...lines];

/** A line for each file, or for each folder that moves as a whole. */
function movesIn(moved: ReadonlyMap<string, string>): string[] {
  const folders = new Map<string, number>();
  for (const [from, to] of moved) {
    const [before, after] = [from.split("/"), to.split("/")];
    let same = 0;
    while (before.at(-1 - same) === after.at(-1 - same)) same++;
    const head = (parts: string[]): string =>
      parts.slice(0, parts.length - same).join("/") + (same > 0 ? "/" : "");
    const move = `  ${head(before)} -> ${head(after)}`;
    folders.set(move, (folders.get(move) ?? 0) + (same > 0 ? 1 : 0));
  }
  return [...folders].map(([move, count]) => (count > 0 ? `${move}  ${counted(count, "file")}` : move));
}

/** Removed lines with their numbers before, added ones with theirs afterwards. */
function changedLines(old: string, text: string): string[] {
  let [before, after] = [1, 1];
  return diffLines(old, text).flatMap(({ added, removed, value, count }) => {
    const from = added ? after : before;
    if (!added) before += count;
    if (!removed) after += count;
    if (!added && !removed) return [];
    return value
      .replace(/\n$/, "")
      .split("\n")
      .map((line, index) => `    ${added ? "+" : "-"} ${String(from + index).padStart(4)}  ${line}`);
  });
}
