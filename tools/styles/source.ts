/** Reads a TypeScript file: which classes it takes from which style file, and which it names for the whole page. */
import { posix } from "node:path";
import { parseSync, Visitor } from "vite";
import type { ESTree } from "vite";

export interface Source {
  file: string;
  /** `sheet` is the style file's path; a name of `undefined` is computed and cannot be checked. */
  uses: { sheet: string; name: string | undefined; line: number }[];
  /** Words of a `className`, or of `class="…"` in HTML that is written out. */
  words: { name: string; line: number }[];
}

export function readSource(file: string, text: string): Source {
  const source: Source = { file, uses: [], words: [] };
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const sheets = new Map<string, string>();
  const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length;
  const addWords = (words: string, offset: number): void => {
    for (const name of words.split(/\s+/)) if (name !== "") source.words.push({ name, line: lineOf(offset) });
  };
  const addHtml = (html: string, offset: number): void => {
    for (const [, words] of html.matchAll(/\bclass="([^"]*)"/g)) addWords(words ?? "", offset);
  };
  new Visitor({
    ImportDeclaration({ source: { value }, specifiers }) {
      for (const { type, local } of specifiers)
        if (value.endsWith(".module.css") && type === "ImportDefaultSpecifier")
          sheets.set(local.name, posix.join(posix.dirname(file), value));
    },
    MemberExpression(node) {
      const sheet = node.object.type === "Identifier" ? sheets.get(node.object.name) : undefined;
      if (sheet !== undefined) source.uses.push({ sheet, name: nameOf(node), line: lineOf(node.start) });
    },
    JSXAttribute({ name, value }) {
      if (name.type !== "JSXIdentifier" || name.name !== "className" || value === null) return;
      const given = value.type === "JSXExpressionContainer" ? value.expression : value;
      for (const [words, offset] of literals(given)) addWords(words, offset);
    },
    Property({ key, value }) {
      if (key.type !== "Identifier" || key.name !== "className") return;
      for (const [words, offset] of literals(value)) addWords(words, offset);
    },
    Literal({ value, start }) {
      if (typeof value === "string") addHtml(value, start);
    },
    TemplateElement({ value, start }) {
      addHtml(value.raw, start);
    },
  }).visit(program);
  return source;
}

function nameOf(node: ESTree.MemberExpression): string | undefined {
  if (!node.computed) return node.property.type === "Identifier" ? node.property.name : undefined;
  return node.property.type === "Literal" && typeof node.property.value === "string"
    ? node.property.value
    : undefined;
}

/** The possible string values of an expression, as far as it contains them literally. */
function literals(node: { type: string }): [string, number][] {
  const at = node as ESTree.Node;
  switch (at.type) {
    case "Literal":
      return typeof at.value === "string" ? [[at.value, at.start]] : [];
    case "TemplateLiteral":
      return [
        ...at.quasis.map(({ value, start }): [string, number] => [value.raw, start]),
        ...at.expressions.flatMap(literals),
      ];
    case "ConditionalExpression":
      return [...literals(at.consequent), ...literals(at.alternate)];
    case "LogicalExpression":
      return [...literals(at.left), ...literals(at.right)];
    case "ArrayExpression":
      return at.elements.flatMap((element) => (element === null ? [] : literals(element)));
    default:
      return [];
  }
}
