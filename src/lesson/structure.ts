/** Finds what the parser takes in silence: blocks and fences that never close, and lines that only look like blocks. */
import type { Code, Node, Nodes, Root } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import { closest } from "./closest.ts";
import { spanOf, walk } from "./markdown.ts";
import { readOpening, whyNoOpening } from "./opening.ts";
import type { SourceFile, Span } from "./problem.ts";

/** A block's name, and the blocks that may stand inside it. */
export type BlockNames = ReadonlyMap<string, readonly string[]>;

export interface Structure {
  /** Containers whose end is not where their author meant it: what they hold is not to be judged as their body. */
  unclosed: ReadonlySet<Node>;
}

/** Reports every such place in `tree`. */
export function checkStructure(tree: Root, source: SourceFile, names: BlockNames): Structure {
  const unclosed = new Set<Node>();
  // A block that closed too early leaves its own closing line behind; that line is not a second mistake.
  let strays = 0;
  walk(tree, (node, ancestors) => {
    if (node.type === "containerDirective" && !isClosed(node, source)) {
      unclosed.add(node);
      const outer = ancestors.findLast((ancestor) => ancestor.type === "containerDirective");
      if (outer !== undefined && !unclosed.has(outer)) strays++;
      reportUnclosed(node, outer, unclosed, source, names);
    } else if (node.type === "code") {
      const outer = ancestors.findLast((ancestor) => ancestor.type === "containerDirective");
      strays = checkCode(node, outer, source, strays);
    } else if (node.type === "paragraph") {
      for (const line of source.lines(spanOf(node))) strays = checkLine(line, source, names, strays);
    }
  });
  return { unclosed };
}

function isClosed(node: ContainerDirective, source: SourceFile): boolean {
  const { start, end } = spanOf(node);
  const { colons } = readOpening(source, start);
  const last = source.lineAt(end);
  const fence = /^[\s>]*(:{3,})\s*$/.exec(last.text)?.[1] ?? "";
  return last.start > start && fence.length >= colons;
}

function reportUnclosed(
  node: ContainerDirective,
  outer: Nodes | undefined,
  unclosed: ReadonlySet<Node>,
  source: SourceFile,
  names: BlockNames,
): void {
  const opening = readOpening(source, spanOf(node).start);
  const fence = ":".repeat(opening.colons);
  if (outer?.type === "containerDirective" && !unclosed.has(outer)) {
    const line = source.lineAt(spanOf(outer).start).number;
    const around = readOpening(source, spanOf(outer).start);
    const belongs = names.get(outer.name)?.includes(node.name) ?? false;
    source.report(
      "misnested-block",
      opening.span,
      `${fence}${node.name} opens inside ${source.slice(around.span)} of line ${line}, and one closing line ends both`,
      belongs
        ? `give the outer block more colons: \`${":".repeat(opening.colons + 1)}${outer.name}\`, and as many where it closes`
        : `close ${source.slice(around.span)} with a line \`${":".repeat(around.colons)}\` before this one`,
    );
    return;
  }
  const message = `${fence}${node.name} is never closed: it runs to line ${source.lineAt(spanOf(node).end).number}`;
  source.report("unclosed-block", opening.span, message, `add a line \`${fence}\` where it ends`);
}

function checkCode(node: Code, outer: Nodes | undefined, source: SourceFile, strays: number): number {
  const span = spanOf(node);
  const fence = /^(`{3,}|~{3,})/.exec(source.text.slice(span.start))?.[1];
  if (fence === undefined) {
    for (const line of source.lines(span)) {
      const indented = /^\s*(:{2,}[a-z][\w-]*)/.exec(line.text);
      if (indented === null) continue;
      const place = { start: line.start + line.text.indexOf(":"), end: line.end };
      source.report(
        "indented-block",
        place,
        "four spaces make this line code, not a block",
        "take the spaces away",
      );
    }
    return strays;
  }
  const last = source.lineAt(span.end);
  const closing = /^[\s>]*(`{3,}|~{3,})\s*$/.exec(last.text)?.[1] ?? "";
  if (last.start > span.start && closing[0] === fence[0] && closing.length >= fence.length) return strays;
  const open = { start: span.start, end: source.lineAt(span.start).end };
  if (outer?.type === "containerDirective" && isClosed(outer, source)) {
    const end = source.lineAt(spanOf(outer).end);
    const block = readOpening(source, spanOf(outer).start);
    source.report(
      "fence-cut",
      { start: end.start, end: end.end },
      `this line closes ${source.slice(block.span)} of line ${source.lineAt(block.span.start).number}, though it stands in its code`,
      `open and close that block with ${block.colons + 1} colons, more than any line of its code has`,
    );
    return strays + 1;
  }
  if (strays > 0) return strays - 1;
  source.report(
    "unclosed-fence",
    open,
    "this code fence is never closed",
    `add a line \`${fence}\` after the code`,
  );
  return strays;
}

/** One line of a paragraph: does it look as if a block was meant? */
function checkLine(
  line: Span & { text: string },
  source: SourceFile,
  names: BlockNames,
  strays: number,
): number {
  const found = /^[\s>]*(:+)(\s*)([A-Za-z][\w-]*)?/.exec(line.text);
  const [whole = "", colons = "", , name] = found ?? [];
  if (found === null) return strays;
  const start = line.start + whole.indexOf(":");
  const span = { start, end: line.end };
  if (name === undefined) {
    if (colons.length < 3) return strays;
    if (strays > 0) return strays - 1;
    source.report(
      "stray-fence",
      span,
      `this ${colons} closes nothing`,
      "remove it, or open the block that it should close",
    );
    return strays;
  }
  const known = closest(name, [...names.keys()]);
  const written = line.text.slice(start - line.start);
  const meantAsBlock =
    colons.length >= 3 || (known !== undefined && /^:+\s*[A-Za-z][\w-]*\s*(\{|\[|$)/.test(written));
  if (!meantAsBlock) return strays;
  const why = whyNoOpening(written);
  if (colons.length === 1) {
    source.report(
      "near-block",
      span,
      `one colon does not open a block`,
      `write \`:::${known ?? name}\` or \`::${known ?? name}\``,
    );
  } else {
    const message = why?.message ?? "this line looks like a block, but is read as text";
    source.report("near-block", span, message, why?.help ?? "leave an empty line before it");
  }
  return strays;
}
