/** `:term[core]` in a text becomes a link into the glossary that carries its definition. */
import type { Link, Parent, Root, RootContent, Text } from "mdast";
import type { Glossary, Term } from "./glossary.ts";
import { spanOf, walk } from "./markdown.ts";
import { suggest } from "../course/problem.ts";
import type { SourceFile, Span } from "../course/problem.ts";

export interface TermUse {
  source: SourceFile;
  span: Span;
  term: Term;
}

const USE = /:term\[([^\][\n]*)\]/g;

/**
 * Replaces every use in `tree`, and reports those that the glossary does not define.
 * @param toBase from the page to the course's base: `../../`
 */
export function linkTerms(tree: Root, source: SourceFile, glossary: Glossary, toBase: string): TermUse[] {
  const uses: TermUse[] = [];
  const texts: { node: Text; parent: Parent }[] = [];
  walk(tree, (node, ancestors) => {
    const parent = ancestors.at(-1);
    if (node.type === "text" && parent !== undefined && "children" in parent) texts.push({ node, parent });
  });
  for (const { node, parent } of texts) {
    const { start } = spanOf(node);
    // In the source a use stands as it does in the text: nothing in it can be escaped.
    const written = [...source.slice(spanOf(node)).matchAll(USE)];
    const parts: RootContent[] = [];
    let at = 0;
    for (const [index, found] of [...node.value.matchAll(USE)].entries()) {
      const [use, name = ""] = found;
      const offset = start + (written[index]?.index ?? 0);
      const span = { start: offset, end: offset + use.length };
      const term = glossary.find(name);
      if (found.index > at) parts.push({ type: "text", value: node.value.slice(at, found.index) });
      parts.push(term === undefined ? { type: "text", value: name } : linkTo(term, name, toBase));
      at = found.index + use.length;
      if (term !== undefined) uses.push({ source, span, term });
      else
        source.report(
          "unknown-term",
          span,
          `the glossary does not define "${name}"`,
          suggest(name, glossary.names()) ?? "define it in lessons/glossary.yaml",
        );
    }
    if (parts.length === 0) continue;
    if (at < node.value.length) parts.push({ type: "text", value: node.value.slice(at) });
    parent.children.splice(parent.children.indexOf(node), 1, ...parts);
  }
  return uses;
}

function linkTo(term: Term, name: string, toBase: string): Link {
  return {
    type: "link",
    url: `${toBase}glossary/#${term.id}`,
    data: {
      hProperties: {
        className: ["term"],
        dataLesson: "glossary",
        dataMeans: term.means.replaceAll("`", ""),
      },
    },
    children: [{ type: "text", value: name }],
  };
}
