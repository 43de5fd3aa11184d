/** Finds what a person reads in one file: texts of the page and the commands, prose, and comments. */
import { parseDocument, visit } from "yaml";
import { isProse, uncommented, type Found, type Words } from "./prose.ts";
import { inTypeScript } from "./typescript.ts";

const READERS: Record<string, (text: string) => Found[]> = {
  md: inMarkdown,
  rs: inRust,
  css: inCss,
  html: inHtml,
  yaml: inYaml,
  // JSON is YAML.
  json: inYaml,
};

/** The files with words, by name. */
export const HAS_WORDS = /\.(?:tsx?|md|rs|css|html|yaml)$|^package\.json$/;

/** @returns every text of a file, in order */
export function wordsOf(path: string, text: string): Words[] {
  const read = READERS[path.slice(path.lastIndexOf(".") + 1)];
  return (read?.(text) ?? inTypeScript(path, text))
    .map(([offset, kind, words]) => ({ line: lineAt(text, offset), kind, text: oneLine(words) }))
    .filter((each) => /\p{L}{2}/u.test(each.text))
    .toSorted((a, b) => a.line - b.line);
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

const oneLine = (words: string): string => words.replaceAll(/\s+/g, " ").trim();

/** Paragraphs, list items and rows; code between fences is not prose. */
function inMarkdown(text: string): Found[] {
  const withoutCode = text.replaceAll(/^( *)(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1\2 *$/gm, (code) =>
    code.replaceAll(/[^\n]/g, " "),
  );
  return [...withoutCode.matchAll(/\S(?:[^\n]|\n(?! *(?:\n|[-*|:#]|\d+\.)))*/g)].map((block) => [
    block.index,
    "text",
    block[0],
  ]);
}

/** String literals and comments; a `'` may also begin a lifetime. */
function inRust(text: string): Found[] {
  const tokens =
    /(?:[ \t]*\/\/[^\n]*\n?)+|\/\*[\s\S]*?\*\/|r(#*)"[\s\S]*?"\1|"(?:\\[\s\S]|[^"\\])*"|'(?:\\.|[^\\'])'/g;
  return [...text.matchAll(tokens)].flatMap(({ 0: token, index }): Found[] => {
    if (/^\s*\/[/*]/.test(token)) return [[index + token.search(/\S/), "comment", uncommented(token)]];
    const said = token
      .replace(/^r?#*"/, "")
      .replace(/"#*$/, "")
      .replaceAll(/\\\n\s*/g, "");
    return isProse(said.replaceAll("\\n", " ")) ? [[index, "text", said]] : [];
  });
}

function inCss(text: string): Found[] {
  return [...text.matchAll(/\/\*([\s\S]*?)\*\/|content: *"([^"]+)"/g)].map((found) => [
    found.index,
    found[1] === undefined ? "text" : "comment",
    found[1] ?? found[2] ?? "",
  ]);
}

function inHtml(text: string): Found[] {
  return [...text.matchAll(/<!--([\s\S]*?)-->|\bcontent="([^"]* [^"]*)"|>([^<>{}]*\p{L}[^<>{}]*)</gu)].map(
    (found) => [
      found.index,
      found[1] === undefined ? "text" : "comment",
      found[1] ?? found[2] ?? found[3] ?? "",
    ],
  );
}

/** Values that are sentences, and comments. */
function inYaml(text: string): Found[] {
  const found: Found[] = [...text.matchAll(/^ *#(.*)$/gm)].map((comment) => [
    comment.index,
    "comment",
    comment[1] ?? "",
  ]);
  visit(parseDocument(text), {
    Scalar(key, { value, range }) {
      if (key !== "key" && typeof value === "string" && isProse(value))
        found.push([range?.[0] ?? 0, "text", value]);
    },
  });
  return found;
}
