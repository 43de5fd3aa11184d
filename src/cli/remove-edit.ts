/** Works out what goes with a week, lesson or exercise: its files, and every line that does nothing but place or list it. */
import { posix } from "node:path";
import { REGISTRY, checksFile } from "../lesson/checks.ts";
import { exerciseFolders } from "../lesson/exercise.ts";
import type { CourseFiles } from "../lesson/files.ts";
import { COURSE } from "../lesson/outline.ts";
import { newProblems } from "./course-edit.ts";
import type { CourseEdit } from "./course-edit.ts";
import type { CourseKind } from "./course-ids.ts";
import { withoutEntry } from "./rename-list.ts";

/** @param id `week-01`, `week-01/day-2`, `week-01/gather` */
export function removeEdit(files: CourseFiles, what: CourseKind, id: string): CourseEdit {
  const exercises =
    what === "day" ? [] : exerciseFolders(files).filter((each) => each === id || each.startsWith(`${id}/`));
  const gone = [
    ...(what === "day" ? [`lessons/${id}.md`] : [`lessons/${id}/`]),
    ...exercises.flatMap((each) => {
      const checks = checksFile(files, each).replace(/\.ts$/, "");
      return [`${checks}.ts`, `${checks}.test.ts`, `${checks}/`];
    }),
  ];
  const isGone = (path: string): boolean =>
    gone.some((each) => path === each || (each.endsWith("/") && path.startsWith(each)));
  const removed = new Set([...files.keys()].filter(isGone));
  const written = new Map<string, string>();
  for (const [path, text] of files) {
    if (text === null || removed.has(path)) continue;
    const now =
      path === COURSE
        ? withoutEntry(text, what, id)
        : path === REGISTRY
          ? withoutChecks(text, removed)
          : withoutBlocks(path, text, exercises);
    if (now !== text) written.set(path, now);
  }
  return withDrawings(files, { moved: new Map(), removed, written });
}

/** Drawings, pictures and programs that only a removed page showed go with it. */
function withDrawings(files: CourseFiles, edit: CourseEdit): CourseEdit {
  const unused = newProblems(files, edit).filter(
    ({ rule, file }) => rule === "unused" && /\.(svg|png|jpe?g|webp|gif|avif|rs)$/.test(file),
  );
  const beside = unused.map(({ file }) => file).filter((file) => file.split("/").length === 3);
  return { ...edit, removed: new Set([...edit.removed, ...beside]) };
}

function withoutChecks(registry: string, removed: ReadonlySet<string>): string {
  let text = registry;
  for (const [line, names = "", path = ""] of registry.matchAll(
    /^import \{([^}]*)\} from ["'](\.[^"']+)["'];\n/gm,
  )) {
    if (!removed.has(posix.join("harness", path))) continue;
    text = text.replace(line, "");
    for (const name of names.split(",").map((each) => each.trim()))
      text = text.replace(new RegExp(`^[ \\t]*\\[${name}\\.exercise\\]: ${name},\\n`, "m"), "");
  }
  return text;
}

/** Without `::exercise{#gather exercise="gather"}`, and the empty line below it. */
function withoutBlocks(path: string, text: string, exercises: readonly string[]): string {
  if (!path.endsWith(".md")) return text;
  const week = path.split("/")[1];
  let now = text;
  for (const id of exercises) {
    const name = id.startsWith(`${week}/`) ? `(?:${id}|${id.split("/")[1]})` : id;
    const line = `^[ \\t]*::(?:exercise|capstone)\\{[^}\\n]*\\bexercise=["']?${name}(?![\\w/-])[^}\\n]*\\}[ \\t]*\\n(?:[ \\t]*\\n)?`;
    now = now.replace(new RegExp(line, "gm"), "");
  }
  return now;
}

/** `harness/capstone.ts:4 imports harness/gather.ts`, for what stays and imports what goes. */
export function importersOf(files: CourseFiles, { removed, written }: CourseEdit): string[] {
  return [...files].flatMap(([path, before]) => {
    const text = written.get(path) ?? before;
    if (text === null || removed.has(path) || !/^harness\/.*\.ts$/.test(path)) return [];
    return text.split("\n").flatMap((line, index) => {
      const [, imported = ""] = /\b(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/.exec(line) ?? [];
      const target = posix.join(posix.dirname(path), imported);
      return imported !== "" && removed.has(target) ? [`${path}:${index + 1} imports ${target}`] : [];
    });
  });
}
