/** Reports mistakes in the text itself: headings, pictures, raw HTML, fences, tables, checkboxes, references. */
import type { Code, Heading, Html, Nodes, Paragraph, Root, Text } from "mdast";
import { languageAliases, languages } from "./languages.ts";
import { spanOf, textOf, walk } from "./markdown.ts";
import { isForPlayground } from "./playground.ts";
import { checkMissedTable, checkTable } from "./tables.ts";
import { suggest } from "../course/problem.ts";
import type { SourceFile } from "../course/problem.ts";
import type { Structure } from "./structure.ts";

/** @param structure problems already reported */
export function checkProse(tree: Root, source: SourceFile, structure: Structure): void {
  let depth = 1;
  walk(tree, (node, ancestors) => {
    const parent = ancestors.at(-1);
    if (node.type === "heading") depth = checkHeading(node, depth, source);
    else if (node.type === "table") checkTable(node, source);
    else if (node.type === "paragraph") {
      checkMissedTable(node, source);
      checkMath(node, source);
      checkDialects(node, source);
    } else if (node.type === "html") checkHtml(node, source);
    else if (node.type === "code" && !structure.leftover.has(node)) checkFence(node, parent, source);
    else if (node.type === "text") checkReferences(node, ancestors, source);
    else if (node.type === "image" || node.type === "imageReference") {
      if ((node.alt ?? "").trim() !== "") return;
      source.report(
        "image-alt",
        spanOf(node),
        "this picture has no alternative text",
        "write `![what it shows](…)`",
      );
    } else if (node.type === "listItem" && typeof node.checked === "boolean") {
      const around = ancestors.at(-2);
      if (around?.type === "containerDirective" && around.name === "prediction") return;
      const line = source.lineAt(spanOf(node).start);
      source.report(
        "checkbox",
        line,
        "a checkbox outside a prediction",
        "write a plain list, or a `::::prediction`",
      );
    }
  });
}

function checkHeading(node: Heading, before: number, source: SourceFile): number {
  const span = spanOf(node);
  if (node.depth === 1) {
    source.report("heading-level", span, "the page draws its title from the front matter", "start with `##`");
    return before;
  }
  if (node.depth > before + 1) {
    const help = `write \`${"#".repeat(before + 1)} ${textOf(node)}\``;
    source.report(
      "heading-jump",
      span,
      `the heading jumps from level ${before} to level ${node.depth}`,
      help,
    );
  }
  if (textOf(node).trim() === "") source.report("empty-heading", span, "this heading has no text");
  return node.depth;
}

function checkHtml(node: Html, source: SourceFile): void {
  if (/^\s*<!--/.test(node.value)) return;
  const tag = node.value.split("\n")[0] ?? "";
  const span = spanOf(node);
  source.report(
    "raw-html",
    { start: span.start, end: span.start + tag.length },
    `\`${tag}\` is HTML, which is not allowed in lessons`,
    "put types such as `Vec<T>` between backticks; for the rest use markdown",
  );
}

function checkFence(node: Code, parent: Nodes | undefined, source: SourceFile): void {
  const span = spanOf(node);
  const line = source.lineAt(span.start);
  const fence = /^(`{3,}|~{3,})\s*/.exec(source.text.slice(span.start, line.end))?.[0];
  if (fence === undefined) return;
  const language = node.lang ?? "";
  if (isForPlayground(node.meta ?? "") && !(language === "rust" && /\bfn main\(/.test(node.value)))
    source.report(
      "playground",
      { start: span.start, end: line.end },
      "the Rust Playground runs complete programs in Rust",
      "give it a `main`, or take `playground` away",
    );
  if (Object.hasOwn(languages, language)) return;
  if (language === "template" && parent?.type === "containerDirective" && parent.name === "journal") return;
  const start = span.start + fence.length;
  if (language === "") {
    const place = { start: span.start, end: line.end };
    source.report("fence-language", place, "this code fence has no language", "for plain text write ```text");
    return;
  }
  const place = { start, end: start + language.length };
  if (language === "template") {
    source.report(
      "fence-language",
      place,
      "only a journal block has a template",
      "for plain text write ```text",
    );
    return;
  }
  const meant = languageAliases[language];
  const help = meant === undefined ? suggest(language, Object.keys(languages)) : `write "${meant}"`;
  source.report("fence-language", place, `unknown language "${language}"`, help);
}

/** What other tools read as more than text: each would be shown as it is written. */
const DIALECTS: readonly [pattern: RegExp, what: string, help: (found: RegExpExecArray) => string][] = [
  [/!\[\[([^\][\n]+)\]\]/, "a picture", ([, file]) => `write \`![what it shows](./${file})\``],
  [/\[\[([^\][\n|#]+)[^\][\n]*\]\]/, "a link", ([, page]) => `write \`[text](./${page}.md)\``],
  [/^\[!(\w+)\]/m, "a note", () => 'write `:::note{title="…"}`, the text, and `:::`'],
  [/^!!! ?(\w+)/m, "a note", () => 'write `:::note{title="…"}`, the text, and `:::`'],
  [/^\uff1a{2,}/m, "a block", () => "write its colons as `:::`, not as “：：：”"],
  [/:term\[[^\]\n]*$/m, "a term", () => "close it: `:term[core]`"],
  [/\\\([^\n]+?\\\)|^\\\[/m, "mathematics", () => "write it as code, between backticks"],
];

function checkDialects(node: Paragraph, source: SourceFile): void {
  const span = spanOf(node);
  const prose = source
    .slice(span)
    .replaceAll(/(`+)[^`]+?\1/g, (code) => " ".repeat(code.length))
    // In a quotation.
    .replaceAll(/^[ \t]*> ?/gm, (mark) => " ".repeat(mark.length));
  for (const [pattern, what, help] of DIALECTS) {
    const found = pattern.exec(prose) ?? new RegExp(pattern.source.replace(/^\^/, "^ +"), "m").exec(prose);
    if (found === null) continue;
    const start = span.start + found.index + found[0].length - found[0].trimStart().length;
    const end = span.start + found.index + found[0].length;
    const message = `this is not how ${what} is written here: readers would see it as text`;
    source.report("dialect", { start, end }, message, help(found));
    return;
  }
}

/** Code aside: `$a_1*b_2$`, `$$\\sum$$`. Prices ("$5 and $6") have no such signs. */
function checkMath(node: Paragraph, source: SourceFile): void {
  const { start } = spanOf(node);
  const prose = source.slice(spanOf(node)).replaceAll(/(`+)[^`]+?\1/g, (code) => " ".repeat(code.length));
  const found = /(\$\$?)(?=[^\s$])[^$]*[_^\\{*=][^$]*(?<=\S)\1/.exec(prose);
  if (found === null) return;
  const span = { start: start + found.index, end: start + found.index + found[0].length };
  source.warn(
    "math",
    span,
    "lessons have no mathematics yet: this is shown as it is written, and `_` and `*` may become italics",
    "write it as code, between backticks",
  );
}

/** `[text][name]` stays plain text when nothing defines `name`. */
function checkReferences(node: Text, ancestors: readonly Nodes[], source: SourceFile): void {
  if (ancestors.some((ancestor) => ancestor.type === "link")) return;
  const { start } = spanOf(node);
  for (const found of source
    .slice(spanOf(node))
    .matchAll(/(?<!\\)\[[^\][]+\]\[([^\][]*)\]|(?<!\\)\[\^([^\][\s]+)\]/g)) {
    const span = { start: start + found.index, end: start + found.index + found[0].length };
    const name = found[1] ?? `^${found[2] ?? ""}`;
    source.report(
      "dangling-reference",
      span,
      `[${name}] is not defined`,
      `add a line \`[${name}]: …\`, or use backticks if it is code`,
    );
  }
}
