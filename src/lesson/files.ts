/** Reads all source files of a course once, so that everything else works on text in memory. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decode } from "./encoding.ts";
import { badPicture } from "./picture-file.ts";
import { fileProblem, SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";

/** Path from the repository's root, with `/` -> text; null for other files (pictures) and unreadable ones. */
export type CourseFiles = ReadonlyMap<string, string | null>;

const TEXT = /\.(md|ya?ml|ts|tsx|js|json|rs|toml|txt|svg)$/;

interface Reading {
  root: string;
  files: Map<string, string | null>;
  problems: Problem[];
}

/**
 * Everything below `lessons/`, and the checks in `harness/` with the folders beside them.
 * @param problems gets a problem for each file that is unreadable or not UTF-8
 */
export async function readCourseFiles(root: string, problems: Problem[]): Promise<CourseFiles> {
  const reading: Reading = { root, files: new Map(), problems };
  await Promise.all([readFolder(reading, "lessons", () => true), readFolder(reading, "harness", isCheck)]);
  return new Map([...reading.files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** For callers that need every file. @throws if one is unreadable */
export async function readAllCourseFiles(root: string): Promise<CourseFiles> {
  const problems: Problem[] = [];
  const files = await readCourseFiles(root, problems);
  const unread = problems.find(isUnread);
  if (unread !== undefined) throw new Error(`${unread.file}: ${unread.message}`);
  return files;
}

/** It may become readable again without a change to the file. */
export function isUnread({ rule }: Problem): boolean {
  return rule === "unreadable";
}

function isCheck(path: string): boolean {
  return (path.endsWith(".ts") && !path.endsWith(".test.ts")) || isInCrates(path) || isOwnRustCheck(path);
}

/** The checks of Week 1 in Rust, and what runs the checks of any other exercise. */
export const RUST_CHECKS = "harness/tokio/course";
export const RUST_KIT = "harness/tokio/exercise";
const isInCrates = (path: string): boolean =>
  [RUST_CHECKS, RUST_KIT].some((crate) => `${path}/`.startsWith(`${crate}/`));
/** The rest of that workspace records traces, and what cargo builds there and for the labs is thousands of files. */
const isAsideOfChecks = (path: string): boolean =>
  path.startsWith("harness/labs/") || (path.startsWith("harness/tokio/") && !isInCrates(path));

/** `harness/tail/checks.rs`, and modules beside it. */
export function isOwnRustCheck(path: string): boolean {
  return path.endsWith(".rs") && /^harness\/(?!tokio\/|labs\/|fixtures\/)[^/]+\//.test(path);
}

async function readFolder(
  reading: Reading,
  folder: string,
  wanted: (path: string) => boolean,
): Promise<void> {
  const entries = await readdir(join(reading.root, folder), { withFileTypes: true }).catch(
    (error: unknown) => {
      // A course without checks has no such folder; later checks report that.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") reportUnread(reading, folder, error);
      return [];
    },
  );
  await Promise.all(
    entries.map(async (entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.name.startsWith(".") || entry.name === "node_modules" || isAsideOfChecks(path)) return;
      if (entry.isDirectory()) await readFolder(reading, path, wanted);
      else if (wanted(path)) {
        reading.files.set(path, TEXT.test(path) ? await readText(reading, path) : null);
        if (!TEXT.test(path)) await lookAtPicture(reading, path);
      }
    }),
  );
}

async function readText(reading: Reading, path: string): Promise<string | null> {
  try {
    const { text, wrong } = decode(await readFile(join(reading.root, path)));
    if (wrong !== undefined) {
      const source = new SourceFile(path, text, reading.problems);
      source.report("encoding", { start: wrong.at, end: wrong.at + 1 }, wrong.message, wrong.help);
    }
    return text;
  } catch (error) {
    reportUnread(reading, path, error);
    return null;
  }
}

async function lookAtPicture(reading: Reading, path: string): Promise<void> {
  try {
    const bad = await badPicture(join(reading.root, path));
    if (bad !== null) reading.problems.push(fileProblem(path, "picture", bad.message, bad.help));
  } catch (error) {
    reportUnread(reading, path, error);
  }
}

function reportUnread({ problems }: Reading, path: string, error: unknown): void {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = (code !== undefined && REASONS[code]) || (code ?? message);
  const help = "check the file's permissions, and whether another program has it open";
  problems.push(fileProblem(path, "unreadable", `cannot read this file: ${why}`, help));
}

const REASONS: Record<string, string> = {
  EACCES: "its permissions do not allow it (EACCES)",
  EPERM: "its permissions do not allow it (EPERM)",
  EBUSY: "another program has it locked (EBUSY)",
  ENOENT: "it does not exist, or is a broken link (ENOENT)",
  ELOOP: "it is a link to itself (ELOOP)",
  EISDIR: "it is a link to a folder (EISDIR)",
};
