/** Works out what changes when a week, lesson or exercise gets another name: its files, and everything that names it. */
import { posix } from "node:path";
import { isScalar, isSeq, parseDocument } from "yaml";
import type { Definition, Image, Link } from "mdast";
import { SourceFile } from "../course/problem.ts";
import { checksFile } from "../lesson/checks.ts";
import { exerciseFolders } from "../lesson/exercise.ts";
import { RUST_KIT } from "../lesson/files.ts";
import type { CourseFiles } from "../lesson/files.ts";
import { GLOSSARY } from "../lesson/glossary.ts";
import { urlSpan } from "../lesson/links.ts";
import { parseMarkdown, walk } from "../lesson/markdown.ts";
import { COURSE } from "../lesson/outline.ts";
import { STUDIO } from "../lesson/studio.ts";
import type { CourseEdit } from "./course-edit.ts";
import { withNewName } from "./rename-list.ts";
import { escapeRegExp } from "../lib/escape.ts";

export interface Renaming {
  what: "week" | "day" | "exercise";
  /** `week-01`, `week-01/day-2`, `week-01/gather` */
  from: string;
  /** Likewise. */
  to: string;
}

/** The beginning of paths today, and of the same paths afterwards: a file, or a folder with its `/`. */
type Move = readonly [from: string, to: string];

export function renameEdit(files: CourseFiles, renaming: Renaming): CourseEdit {
  const moves = movesOf(files, renaming);
  const pathAfter = (path: string): string => {
    const move = moves.find(([from]) => path === from || (from.endsWith("/") && path.startsWith(from)));
    return move ? move[1] + path.slice(move[0].length) : path;
  };
  const moved = new Map(
    [...files.keys()].map((path) => [path, pathAfter(path)] as const).filter(([a, b]) => a !== b),
  );
  const written = new Map<string, string>();
  const tokens = tokensOf(files, renaming, moves);
  for (const [path, text] of files) {
    // What runs every exercise's checks names none of them, but in examples.
    if (text === null || path.startsWith(`${RUST_KIT}/`) || !/\.(md|ya?ml|ts|rs|toml)$/.test(path)) continue;
    let now = path === COURSE ? withNewName(text, renaming) : withReferences(path, text, renaming, pathAfter);
    if (path !== COURSE) for (const [pattern, to] of tokens) now = now.replace(pattern, to);
    if (now !== text) written.set(pathAfter(path), now);
  }
  return { moved, removed: new Set(), written };
}

function movesOf(files: CourseFiles, { what, from, to }: Renaming): Move[] {
  if (what === "day") return [[`lessons/${from}.md`, `lessons/${to}.md`]];
  const folder: Move = [`lessons/${from}/`, `lessons/${to}/`];
  if (what === "week") return [folder, [`harness/${from}/`, `harness/${to}/`]];
  const checks = checksFile(files, from).replace(/\.ts$/, "");
  const name = to.split("/")[1] ?? "";
  const paths = [...files.keys()];
  const taken = paths.some((path) => path === `harness/${name}.ts` || path.startsWith(`harness/${name}/`));
  const after = taken || checks === `harness/${from}` ? `harness/${to}` : `harness/${name}`;
  const endings = [".ts", ".test.ts", "/"];
  return [folder, ...endings.map((ending): Move => [checks + ending, after + ending])];
}

/** What its ids and paths look like in any text. */
function tokensOf(files: CourseFiles, renaming: Renaming, moves: readonly Move[]): [RegExp, string][] {
  const { what, from, to } = renaming;
  const paths = moves.map(([old, now]): [RegExp, string] => {
    const end = old.endsWith("/") ? "(?=[/\"'`\\s)]|$)" : "(?!\\w)";
    return [
      new RegExp(`(?<![\\w-])${escapeRegExp(old.replace(/\/$/, ""))}${end}`, "gm"),
      now.replace(/\/$/, ""),
    ];
  });
  if (what === "week")
    return [
      ...paths,
      [new RegExp(`(?<![\\w./-])${from}/(?=(?:${namesIn(files, from)})(?![\\w-]))`, "g"), `${to}/`],
    ];
  // A lesson and an exercise may have the same id; then only what can mean just one of them follows.
  const isBoth = files.has(`lessons/${from}.md`) && exerciseFolders(files).includes(from);
  if (!isBoth) return [...paths, [new RegExp(`(?<![\\w./-])${from}(?![\\w/-]|\\.\\w)`, "g"), to]];
  if (what === "day") return paths;
  return [...paths, [new RegExp(`(\\b(?:exercise:|from|import)\\s*["'])${from}(?=["'])`, "g"), `$1${to}`]];
}

/** Of everything in a week, as a pattern. */
function namesIn(files: CourseFiles, week: string): string {
  const names = [...files.keys()].flatMap((path) => {
    const [, folder, name] = /^lessons\/([^/]+)\/([^/.]+)/.exec(path) ?? [];
    return folder === week && name !== undefined ? [name] : [];
  });
  return [...new Set(names)].map(escapeRegExp).join("|");
}

/** References that are more than an id or a path: relative ones, and names without their week. */
function withReferences(
  path: string,
  text: string,
  renaming: Renaming,
  pathAfter: (path: string) => string,
): string {
  if (path.endsWith(".rs")) return withModules(text, renaming);
  if (path.endsWith(".md"))
    return withModules(withBlocks(path, withLinks(path, text, pathAfter), renaming), renaming);
  if (path.endsWith("/exercise.yaml")) return withUses(path, text, renaming);
  if (path === GLOSSARY || path === STUDIO) return withLessons(text, renaming);
  return path.startsWith("harness/") && path.endsWith(".ts") ? withImports(path, text, pathAfter) : text;
}

function withLinks(path: string, text: string, pathAfter: (path: string) => string): string {
  const source = new SourceFile(path, text, []);
  const edits: Splice[] = [];
  walk(parseMarkdown(text), (node) => {
    if (node.type !== "link" && node.type !== "image" && node.type !== "definition") return;
    const written = /^\.{1,2}\/[^#?]*/.exec(node.url)?.[0];
    if (written === undefined) return;
    const now = relativeAfter(path, written, pathAfter);
    const { start } = urlSpan(node as Link | Image | Definition, source);
    if (now !== written) edits.push({ start, end: start + written.length, text: now });
  });
  return spliced(text, edits);
}

/** `written`, relative to the file `path`, after the renaming; unchanged if it still leads to the same file. */
function relativeAfter(path: string, written: string, pathAfter: (path: string) => string): string {
  const target = pathAfter(posix.join(posix.dirname(path), written));
  const folder = posix.dirname(pathAfter(path));
  if (posix.join(folder, written) === target) return written;
  const now = posix.relative(folder, target);
  return now.startsWith(".") ? now : `./${now}`;
}

/** `::exercise{#gather exercise="gather"}`: the block keeps its id, under which links find it. */
function withBlocks(path: string, text: string, { what, from, to }: Renaming): string {
  const [week = "", name = ""] = from.split("/");
  if (what !== "exercise" || !path.startsWith(`lessons/${week}/`)) return text;
  const pattern = new RegExp(
    `^([ \\t]*:{2,}(?:exercise|capstone)\\{[^}\\n]*\\bexercise=["']?)${name}(?![\\w/-])`,
    "gm",
  );
  return text.replace(pattern, `$1${to.split("/")[1]}`);
}

function withUses(path: string, text: string, { what, from, to }: Renaming): string {
  const [week = "", name = ""] = from.split("/");
  if (what !== "exercise" || !path.startsWith(`lessons/${week}/`)) return text;
  const uses = parseDocument(text).get("uses");
  const items = isSeq(uses) ? uses.items.filter((item) => isScalar(item)) : [];
  const edits = items.flatMap(({ value, range }) => {
    const at = value === name && range ? text.indexOf(name, range[0]) : -1;
    return at === -1 ? [] : [{ start: at, end: at + name.length, text: to.split("/")[1] ?? "" }];
  });
  return spliced(text, edits);
}

/** In Rust, `super::week_01::queue` and `super::week_01::{queue, report}`. */
function withModules(text: string, { what, from, to }: Renaming): string {
  const [week = "", name = ""] = from.replaceAll("-", "_").split("/");
  const [weekAfter = "", nameAfter = ""] = to.replaceAll("-", "_").split("/");
  if (what === "week") return text.replace(new RegExp(`\\bsuper::${week}(?=::)`, "g"), `super::${weekAfter}`);
  if (what === "day") return text;
  const modules = new RegExp(`(\\bsuper::${week}::)(\\{[^}]*\\}|\\w+)`, "g");
  const module = new RegExp(`(?<![\\w:])${name}\\b`, "g");
  return text.replace(
    modules,
    (_, before: string, after: string) => before + after.replace(module, nameAfter),
  );
}

/** In glossary.yaml and studio.yaml an id is a lesson's, whatever else has it. */
function withLessons(text: string, { what, from, to }: Renaming): string {
  if (what !== "day") return text;
  return text.replace(new RegExp(`^([ \\t]*[\\w-]+:[ \\t]*["']?)${from}(?=["'#\\s]|$)`, "gm"), `$1${to}`);
}

function withImports(path: string, text: string, pathAfter: (path: string) => string): string {
  return text.replace(
    /(\b(?:from|import)\s*\(?\s*["'])(\.{1,2}\/[^"']+)(?=["'])/g,
    (_, before: string, written: string) => before + relativeAfter(path, written, pathAfter),
  );
}

interface Splice {
  start: number;
  end: number;
  text: string;
}

function spliced(text: string, edits: readonly Splice[]): string {
  let now = text;
  for (const { start, end, text: by } of edits.toSorted((a, b) => b.start - a.start))
    now = now.slice(0, start) + by + now.slice(end);
  return now;
}
