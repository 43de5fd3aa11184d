/** Turns a lesson's tree into typed blocks and checks the place of each. */
import type { RootContent } from "mdast";
import { checkAttributes } from "./attributes.ts";
import { blockNames, blockSpecs, isBlockName, mayBeOn, mayHold } from "./blocks.ts";
import type { BlockName } from "./blocks.ts";
import { builders } from "./builders.ts";
import { bodyOf, openingOf, slot } from "./layout.ts";
import type { BlockContext, Directive, Layout } from "./layout.ts";
import { walk } from "./markdown.ts";
import { suggest } from "../course/problem.ts";

export function buildBlocks(nodes: readonly RootContent[], context: BlockContext): Layout {
  const layout: Layout = {
    blocks: [],
    slots: [],
    ids: new Map(),
    journalsFilled: new Map(),
    exercisesUsed: new Set(),
    drawingsUsed: new Set(),
    programsUsed: new Set(),
    programs: [],
  };
  place(nodes, context, layout);
  return layout;
}

function place(nodes: readonly RootContent[], context: BlockContext, layout: Layout): void {
  let run: RootContent[] = [];
  const flush = (): void => {
    if (run.length === 0) return;
    const html = slot(layout, run);
    layout.blocks.push(() => ({ kind: "html", html: html.html }));
    run = [];
  };
  for (const node of nodes) {
    if (node.type === "yaml") continue;
    if (node.type !== "containerDirective" && node.type !== "leafDirective") {
      reportNested(node, "text", [], context);
      run.push(node);
      continue;
    }
    flush();
    placeBlock(node, context, layout);
  }
  flush();
}

function placeBlock(node: Directive, context: BlockContext, layout: Layout): void {
  const { source } = context;
  const opening = openingOf(node, source);
  const { name } = node;
  if (!isBlockName(name)) {
    source.report(
      "unknown-block",
      opening.nameSpan,
      `unknown block "${name}"`,
      suggest(name, [...blockNames.keys()], outerNames),
    );
    // A misspelt block may still place an exercise, so do not report that exercise as unplaced.
    const meant = node.attributes?.["exercise"];
    if (meant) layout.exercisesUsed.add(meant.includes("/") ? meant : `${context.weekId}/${meant}`);
    if (node.type === "containerDirective") place(bodyOf(node), context, layout);
    return;
  }
  checkForm(node, name, context);
  const outer = outerOf(name);
  if (outer !== undefined) {
    source.report(
      "misplaced-block",
      opening.span,
      `${name} is outside its block`,
      `put it inside \`::::${outer}\``,
    );
  }
  if (context.page === "week" && !mayBeOn("week", name)) {
    source.report(
      "misplaced-block",
      opening.span,
      `${name} is not allowed in week.md`,
      "move it into a lesson",
    );
  }
  if (outer === undefined && context.within !== undefined && !mayHold(context.within, name)) {
    const message = `${name} cannot stand inside ${context.within}`;
    source.report("misplaced-block", opening.span, message, "move it out");
  }
  const block = builders[name](node, context, layout, place);
  if (block !== null) layout.blocks.push(block);
  // It has placed what it holds.
  if (node.type !== "containerDirective" || name === "deeper") return;
  if (context.unclosed.has(node)) place(bodyOf(node), context, layout);
  else for (const child of bodyOf(node)) reportNested(child, name, blockSpecs[name].inside, context);
}

/** The only block that may contain `name`, if there is one. */
function outerOf(name: string): string | undefined {
  return [...blockNames].find(([, inside]) => inside.includes(name))?.[0];
}

const outerNames = [...blockNames.keys()].filter((name) => outerOf(name) === undefined);

function checkForm(node: Directive, name: BlockName, { source }: BlockContext): void {
  const { form } = blockSpecs[name];
  const opening = openingOf(node, source);
  if (form === "leaf" && node.type === "containerDirective") {
    source.report(
      "block-form",
      opening.span,
      `${name} cannot have a body`,
      `write one line, with two colons: \`::${name}{…}\``,
    );
  } else if (form === "container" && node.type === "leafDirective") {
    source.report(
      "block-form",
      opening.span,
      `${name} needs a body`,
      `open it with \`:::${name}\` and close it with \`:::\``,
    );
  }
}

/** Reports misplaced blocks below `node`; `allowed` may be direct children. */
function reportNested(
  node: RootContent,
  outer: string,
  allowed: readonly string[],
  context: BlockContext,
): void {
  walk(node, (below) => {
    if (below.type !== "containerDirective" && below.type !== "leafDirective") return undefined;
    const opening = openingOf(below, context.source);
    if (below === node && allowed.includes(below.name)) {
      checkForm(below, below.name as BlockName, context);
      checkAttributes(below, below.name as BlockName, context.source);
      if (below.type === "containerDirective") {
        for (const child of bodyOf(below)) reportNested(child, below.name, [], context);
      }
      return false;
    }
    if (context.unclosed.has(below)) return undefined;
    if (!isBlockName(below.name)) {
      const known = allowed.length > 0 ? allowed : [...blockNames.keys()];
      const message = `unknown block "${below.name}"`;
      context.source.report("unknown-block", opening.nameSpan, message, suggest(below.name, known));
      return undefined;
    }
    const where = outer === "text" ? "a list or a quotation" : outer;
    const home = outerOf(below.name);
    const moved = home === undefined ? "move it out" : `put it inside \`::::${home}\``;
    const help = outer === "text" ? "start its line without spaces or `>`" : moved;
    context.source.report(
      "misplaced-block",
      opening.span,
      `${below.name} is not allowed inside ${where}`,
      help,
    );
    return undefined;
  });
}
