/** Parses markdown to a syntax tree: CommonMark, GFM, front matter, and blocks written as directives. */
import type { Node, Nodes, Root } from "mdast";
import type {} from "mdast-util-directive";
import remarkDirective from "remark-directive";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Processor } from "unified";
import type { Span } from "../course/problem.ts";

const COLON = 58;

/** Text directives would parse `p99:3ms` and `10:30` as markup and lose them, so that construct is disabled. */
function withoutTextDirectives(this: Processor): void {
  for (const extension of (this.data().micromarkExtensions ?? []) as { text?: Record<number, unknown> }[]) {
    if (extension.text?.[COLON] !== undefined) delete extension.text[COLON];
  }
}

const parser = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkFrontmatter, ["yaml"])
  .use(remarkDirective)
  .use(withoutTextDirectives);

export function parseMarkdown(text: string): Root {
  return parser.parse(text);
}

/** The position of a parsed node in its file. */
export function spanOf(node: Node): Span {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}

/** Definitions that other parts of the text refer to by name. */
export function isDefinition(node: Node): boolean {
  return node.type === "definition" || node.type === "footnoteDefinition";
}

/** The plain text of a node and all below it. */
export function textOf(node: Node): string {
  if ("value" in node && typeof node.value === "string") return node.value;
  if ("alt" in node && typeof node.alt === "string") return node.alt;
  if ("children" in node) return (node.children as Node[]).map(textOf).join("");
  return "";
}

/**
 * Visits a node and all below it, parents first.
 * @param visit gets the node and its ancestors, outermost first; returns `false` to skip the node's descendants
 */
export function walk(node: Node, visit: (node: Nodes, ancestors: readonly Nodes[]) => void | false): void {
  const ancestors: Nodes[] = [];
  const step = (here: Nodes): void => {
    if (visit(here, ancestors) === false || !("children" in here)) return;
    ancestors.push(here);
    for (const child of here.children) step(child);
    ancestors.pop();
  };
  step(node as Nodes);
}
