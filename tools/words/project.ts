/** The words of the whole project, file by file. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { FEATURES, ROOMS } from "../layers/table.ts";
import type { Words } from "./prose.ts";
import { HAS_WORDS, wordsOf } from "./words.ts";

const FOLDERS = ["lessons", "harness", "src", "tools", "bench", "e2e"];
/**
 * Files that others wrote or a command writes: packages, Cargo's output, the checks' messages, the sources that the
 * modules in public/tokio are hashed with, generated messages.
 */
const LEFT_OUT =
  /(?:^|\/)(?:node_modules|target|test-results)\/|^harness\/fixtures\/messages\.md$|^harness\/tokio\/(?:src|tab)\/|_pb\.d\.ts$/;

/** @returns the words of each file, by its path, room by room */
export function readWords(root: string): Map<string, Words[]> {
  const within = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) =>
      posix.join(folder, ...path.split(sep)),
    ),
  );
  const paths = [...readdirSync(root), ...within].filter(
    (path) => HAS_WORDS.test(path) && !LEFT_OUT.test(path),
  );
  const sorted = paths.toSorted((a, b) => (`${roomOf(a)}\n${a}` < `${roomOf(b)}\n${b}` ? -1 : 1));
  return new Map(sorted.map((path) => [path, wordsOf(path, readFileSync(join(root, path), "utf8"))]));
}

/** @returns the room of a file as tools/layers/table.ts names it; each feature is one */
export function roomOf(path: string): string {
  const [, feature] = /^(src\/features\/[^/]+)\//.exec(path) ?? [];
  const room = ROOMS.find((each) => each.path !== FEATURES && path.startsWith(`${each.path}/`));
  return feature ?? room?.path ?? ".";
}
