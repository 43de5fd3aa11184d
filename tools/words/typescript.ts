/** Finds the words in a TypeScript file, with Vite's parser: JSX, string literals that are prose, comments, titles of tests. */
import { parseSync, Visitor } from "vite";
import type { ESTree } from "vite";
import { isProse, uncommented, type Found } from "./prose.ts";

/** Attributes that hold no words, whatever they look like. */
const SILENT = /^(?:className|class|id|key|href|src|type|role|d|rel|viewBox|transform|points|style|data-.*)$/;

export function inTypeScript(path: string, text: string): Found[] {
  const { program, comments, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const found: Found[] = [];
  const isTest = /\.(?:test|spec)\.tsx?$/.test(path);
  const done = new Set<number>();
  const leaveOut = (node: ESTree.Node | null | undefined): void => {
    if (node) done.add(node.start);
  };
  const add = (node: ESTree.Node, words: string, kind: "shown" | "text" = "text"): void => {
    if (!isTest && !done.has(node.start)) found.push([node.start, kind, words]);
  };
  new Visitor({
    ImportDeclaration: ({ source }) => leaveOut(source),
    ImportExpression: ({ source }) => leaveOut(source),
    TSLiteralType: ({ literal }) => leaveOut(literal),
    Property: ({ key }) => leaveOut(key),
    JSXAttribute({ name, value }) {
      if (name.type === "JSXIdentifier" && SILENT.test(name.name)) leaveOut(value);
      else if (value?.type === "Literal") leaveOut(value);
      if (name.type === "JSXIdentifier" && !SILENT.test(name.name) && value?.type === "Literal")
        if (typeof value.value === "string" && !isTest)
          found.push([value.start, "shown", `${name.name}: ${value.value}`]);
    },
    JSXElement(node) {
      if (node.children.some((child) => child.type === "JSXText" && /\p{L}/u.test(child.value)))
        add(node, shown(node, text, done), "shown");
    },
    JSXFragment(node) {
      if (node.children.some((child) => child.type === "JSXText" && /\p{L}/u.test(child.value)))
        add(node, shown(node, text, done), "shown");
    },
    Literal(node) {
      if (typeof node.value === "string" && isProse(node.value)) add(node, node.value);
    },
    TemplateLiteral(node) {
      const words = filled(node, text);
      if (node.quasis.some(({ value }) => isProse(value.raw)) || isProse(words)) add(node, words);
    },
    CallExpression({ callee, arguments: [first] }) {
      const name = text.slice(callee.start, callee.end);
      if (isTest && first && /^(?:test|it|describe)\b/.test(name) && first.type.endsWith("Literal"))
        found.push([first.start, "title", text.slice(first.start + 1, first.end - 1)]);
    },
  }).visit(program);
  return [...found, ...commentsOf(text, comments)];
}

/** What an element shows, with the elements in it, which are then not shown again. */
function shown(node: ESTree.JSXElement | ESTree.JSXFragment, text: string, done: Set<number>): string {
  return node.children
    .map((child) => {
      if (child.type === "JSXText") return child.value;
      if (child.type === "JSXExpressionContainer") {
        const inner = child.expression;
        if (inner.type === "Literal") return (done.add(inner.start), String(inner.value));
        return hole(text.slice(inner.start, inner.end));
      }
      if (child.type !== "JSXElement" && child.type !== "JSXFragment") return "";
      done.add(child.start);
      return shown(child, text, done);
    })
    .join("");
}

function filled({ quasis, expressions }: ESTree.TemplateLiteral, text: string): string {
  return quasis
    .map(({ value }, i) => {
      const next = expressions[i];
      return (value.cooked ?? value.raw) + (next ? hole(text.slice(next.start, next.end)) : "");
    })
    .join("");
}

const hole = (code: string): string => (code.length > 40 ? "{…}" : `{${code}}`);

/** Comments; lines of `//` under each other are one. */
function commentsOf(text: string, comments: ReturnType<typeof parseSync>["comments"]): Found[] {
  const found: Found[] = [];
  let end = -1;
  for (const comment of comments) {
    const words = uncommented(text.slice(comment.start, comment.end));
    const last = found.at(-1);
    if (last && comment.type === "Line" && /^\n[ \t]*$/.test(text.slice(end, comment.start)))
      last[2] += `\n${words}`;
    else found.push([comment.start, "comment", words]);
    end = comment.end;
  }
  return found;
}
