/** Merges two of the learner's Rust files into one: headers and `use`s merged, items one after the other. */
import type { Merged } from "./merge-modules.ts";
import { bindingOf, leavesOf, linesOf, type Use } from "./rust-uses.ts";

/** Comments, and literals that may hold anything; a lifetime is not a literal. */
const OPAQUE =
  /\/\/[^\n]*|\/\*[^]*?\*\/|\b[bc]?r(?<fence>#*)"[^]*?"\k<fence>|"(?:\\[^]|[^"\\])*"|'(?:\\.[^'\n]*|[^'\\\n])'/gu;

/** At the very top of a file: `//!` comments and `#![…]` attributes, which Rust allows nowhere else. */
const HEADER = /^(?:[ \t]*(?:\/\/!.*|#!\[.*\][ \t]*)?\n)*/;

/** At the start of a line; one within an item is indented. */
const USE = /^use\s+([^;]+);[ \t]*(?:\n|$)/gm;

/** With an attribute or a doc comment above it, a `use` stays where it is. */
const BELONGS = /(?:\]|\/\/\/.*)\s*$/;

const ITEM =
  /^(?:pub(?:\([^)]*\))?\s+)?(?:(?:const|async|unsafe|extern)\s+)*(?:fn|struct|enum|union|trait|type|mod|const|static|macro_rules!)\s+(?:mut\s+)?(\w+)/gm;

interface File {
  header: string[];
  uses: Use[];
  body: string;
}

/** The clashes are a hint; the compiler has the last word on the next run. */
export function mergeRust(first: string, second: string): Merged {
  const files = [first, second].map(take);
  const [mine, theirs] = files.map(originsOf);
  const clashes = [...(mine ?? [])]
    .filter(([name, origin]) => theirs?.has(name) && (origin === ITEM_HERE || theirs.get(name) !== origin))
    .map(([name]) => name);
  const parts = [
    headerOf(files),
    linesOf(files.flatMap(({ uses }) => uses)),
    ...files.map(({ body }) => body),
  ];
  return { text: `${parts.filter(Boolean).join("\n\n")}\n`, clashes };
}

function take(source: string): File {
  const text = `${source.replaceAll("\r\n", "\n")}\n`;
  const header = HEADER.exec(text)?.[0] ?? "";
  const rest = text.slice(header.length);
  const uses: Use[] = [];
  let body = "";
  let from = 0;
  for (const match of masked(rest).matchAll(USE)) {
    const before = rest.slice(0, match.index);
    if (BELONGS.test(before)) continue;
    uses.push(...leavesOf(match[1] ?? ""));
    body += before.slice(from);
    from = match.index + match[0].length;
  }
  return {
    header: header.split("\n").map((line) => line.trim()),
    uses,
    body: (body + rest.slice(from)).trim(),
  };
}

/** Of the same length, with spaces in place of comments and literals. */
function masked(text: string): string {
  return text.replace(OPAQUE, (opaque) => opaque.replace(/[^\n]/g, " "));
}

const ITEM_HERE = "";

/** Each name of the file's top level, and where it comes from: a path, or the file itself. */
function originsOf({ uses, body }: File): Map<string, string> {
  const items = [...masked(body).matchAll(ITEM)].map((match): [string, string] => [
    match[1] ?? "",
    ITEM_HERE,
  ]);
  const imported = uses.map((use): [string, string] => [bindingOf(use), `${use.path}::${use.name}`]);
  return new Map([...imported, ...items].filter(([name]) => name !== "_" && name !== "*"));
}

function headerOf(files: readonly File[]): string {
  const comments = files
    .map(({ header }) => header.filter((line) => line.startsWith("//!")).join("\n"))
    .filter(Boolean);
  const attributes = new Set(files.flatMap(({ header }) => header.filter((line) => line.startsWith("#!"))));
  return [comments.join("\n//!\n"), ...attributes].filter(Boolean).join("\n");
}
