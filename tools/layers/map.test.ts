/** ARCHITECTURE.md shows the table's rooms in order with their imports, and names only what exists. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ROOMS } from "./table.ts";
import type { Room } from "./table.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const map = readFileSync(`${ROOT}ARCHITECTURE.md`, "utf8");

test("it lists the rooms of the table with what each imports", () => {
  const listed = [...map.matchAll(/^- \*\*`(?<path>[^`]+)`\*\*.*?_(?<imports>Imports [^_]*)_$/gms)];
  expect(
    listed.map(({ groups }) => `${groups?.["path"]}: ${groups?.["imports"]?.replace(/\s+/g, " ")}`),
  ).toEqual(ROOMS.map((room, index) => `${room.path}: Imports ${importsOf(room, ROOMS.slice(0, index))}.`));
});

test("it names every feature", () => {
  const missing = readdirSync(`${ROOT}src/features`).filter((name) => !map.includes(`\`${name}\``));
  expect(missing).toEqual([]);
});

test("every path that it names exists", () => {
  const rooms = new Set(ROOMS.map(({ path }) => path));
  const paths = pathsIn(map).filter((path) => !rooms.has(path));
  expect(paths.length).toBeGreaterThan(50);
  expect(paths.filter((path) => !existsSync(ROOT + path))).toEqual([]);
});

test.each(["README.md", "CONTRIBUTING.md", "AUTHORING.md"])(
  "every path of the code that %s names exists",
  (name) => {
    const paths = pathsIn(readFileSync(ROOT + name, "utf8")).filter((path) => /^(?:src|tools)\//.test(path));
    expect(paths.filter((path) => !existsSync(ROOT + path))).toEqual([]);
  },
);

/** Files and folders between backticks, and the targets of links. */
function pathsIn(markdown: string): string[] {
  const named = /`(?:npx tsx )?([\w.-]+(?:\/[\w.*-]+)+|[\w-]+\.(?:ts|md|html|json))`|\]\(([^)#:]+)\)/g;
  return [...markdown.matchAll(named)].map(([, code, link]) => code ?? link ?? "");
}

/** "`a`, `b` and types of `c`", or, where that is shorter, "everything above except `d`". */
function importsOf({ imports, types = [] }: Room, above: readonly Room[]): string {
  const left = above.map(({ path }) => path).filter((path) => !imports.includes(path));
  const paths = above.map(({ path }) => path).filter((path) => imports.includes(path));
  const values =
    paths.length > 5 && left.length < paths.length
      ? [`everything above except ${named(left)}`]
      : paths.length > 0
        ? [named(paths)]
        : [];
  const ofTypes = types.length > 0 ? [`types of ${named(types)}`] : [];
  return [...values, ...ofTypes].join("; ") || "nothing";
}

const named = (paths: readonly string[]): string => paths.map((path) => `\`${path}\``).join(", ");
