/** Lays a lesson's tree out as typed blocks, checking what stands in each. */
import type { List, Node, Root, RootContent } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import { checkAttributes } from "./attributes.ts";
import { blockNames, blockSpecs, isBlockName } from "./blocks.ts";
import type { BlockName } from "./blocks.ts";
import { spanOf, textOf, walk } from "./markdown.ts";
import { readOpening } from "./opening.ts";
import { suggest } from "./problem.ts";
import type { SourceFile, Span } from "./problem.ts";
import type { Slot } from "./render.ts";
import type { Block } from "./types.ts";

type Directive = ContainerDirective | LeafDirective;

export interface BlockContext {
  source: SourceFile;
  weekId: string;
  /** A lesson's kind; null when its front matter could not be read. */
  lessonKind: "day" | "capstone" | null;
  /** Exercise id -> title. */
  exercises: ReadonlyMap<string, string>;
  unclosed: ReadonlySet<Node>;
}

export interface Layout {
  /** In page order; each gives its block once the slots are rendered. */
  blocks: (() => Block)[];
  slots: Slot[];
  /** Ids that blocks gave themselves. */
  ids: Map<string, Span>;
  exercisesUsed: Set<string>;
}

export function buildBlocks(tree: Root, context: BlockContext): Layout {
  const layout: Layout = { blocks: [], slots: [], ids: new Map(), exercisesUsed: new Set() };
  place(tree.children, context, layout);
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
  const opening = readOpening(source, spanOf(node).start);
  const { name } = node;
  if (!isBlockName(name)) {
    source.report(
      "unknown-block",
      opening.nameSpan,
      `there is no block called "${name}"`,
      suggest(name, [...blockNames.keys()]),
    );
    if (node.type === "containerDirective") place(bodyOf(node), context, layout);
    return;
  }
  checkForm(node, name, context);
  const outer = [...blockNames].find(([, inside]) => inside.includes(name))?.[0];
  if (outer !== undefined) {
    source.report(
      "misplaced-block",
      opening.span,
      `${name} stands on its own`,
      `it belongs inside \`::::${outer}\``,
    );
  }
  const block = builders[name](node, context, layout);
  if (block !== null) layout.blocks.push(block);
  if (node.type !== "containerDirective") return;
  if (context.unclosed.has(node)) place(bodyOf(node), context, layout);
  else for (const child of bodyOf(node)) reportNested(child, name, blockSpecs[name].inside, context);
}

function checkForm(node: Directive, name: BlockName, { source }: BlockContext): void {
  const { form } = blockSpecs[name];
  const opening = readOpening(source, spanOf(node).start);
  if (form === "leaf" && node.type === "containerDirective") {
    source.report(
      "block-form",
      opening.span,
      `${name} holds no text`,
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

/** Blocks below `node` that may not be there; `allowed` may stand directly at `node`. */
function reportNested(
  node: RootContent,
  outer: string,
  allowed: readonly string[],
  context: BlockContext,
): void {
  walk(node, (below) => {
    if (below.type !== "containerDirective" && below.type !== "leafDirective") return undefined;
    const opening = readOpening(context.source, spanOf(below).start);
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
      const message = `there is no block called "${below.name}"`;
      context.source.report("unknown-block", opening.nameSpan, message, suggest(below.name, known));
      return undefined;
    }
    const where = outer === "text" ? "a list or a quotation" : outer;
    const help = outer === "text" ? "start its line without spaces or `>`" : "move it out";
    context.source.report(
      "misplaced-block",
      opening.span,
      `${below.name} cannot stand inside ${where}`,
      help,
    );
    return undefined;
  });
}

type Builder = (node: Directive, context: BlockContext, layout: Layout) => (() => Block) | null;

const builders: Record<BlockName, Builder> = {
  note(node, context, layout) {
    const is = checkAttributes(node, "note", context.source);
    const body = slot(layout, required(node, context));
    return is && (() => ({ kind: "note", title: is.title, html: body.html }));
  },
  reading(node, context, layout) {
    const is = checkAttributes(node, "reading", context.source);
    const body = slot(layout, required(node, context));
    return is && (() => ({ kind: "reading", ...is, html: body.html }));
  },
  correction(node, context, layout) {
    const is = checkAttributes(node, "correction", context.source);
    claimId(node, context, layout);
    const body = slot(layout, required(node, context));
    return is && (() => ({ kind: "correction", ...is, html: body.html }));
  },
  question(node, context, layout) {
    const is = checkAttributes(node, "question", context.source);
    claimId(node, context, layout);
    const body = slot(layout, required(node, context));
    const after = only(node, "after", context);
    const afterSlot = after && slot(layout, required(after, context));
    return (
      is &&
      (() => ({ kind: "question", ...is, html: body.html, ...(afterSlot && { afterHtml: afterSlot.html }) }))
    );
  },
  prediction(node, context, layout) {
    const is = checkAttributes(node, "prediction", context.source);
    claimId(node, context, layout);
    const list = choiceList(node, context);
    const prompt = slot(
      layout,
      required(node, context).filter((child) => child !== list),
    );
    const choices = (list?.children ?? []).map((item) => ({
      right: item.checked === true,
      slot: slot(layout, item.children, true),
    }));
    const explain = only(node, "explain", context);
    if (explain === null && !context.unclosed.has(node)) {
      const { span } = readOpening(context.source, spanOf(node).start);
      context.source.report(
        "no-explanation",
        span,
        "this prediction explains nothing",
        "add `:::explain` after the choices",
      );
    }
    const why = explain && slot(layout, required(explain, context));
    if (is === null || why === null) return null;
    return () => ({
      kind: "prediction",
      ...is,
      html: prompt.html,
      choices: choices.map((choice) => ({ html: choice.slot.html, right: choice.right })),
      explainHtml: why.html,
    });
  },
  journal(node, context, layout) {
    const is = checkAttributes(node, "journal", context.source);
    claimId(node, context, layout);
    const body = required(node, context);
    const template = body.find((child) => child.type === "code" && child.lang === "template");
    const prompt = slot(
      layout,
      body.filter((child) => child !== template),
    );
    const text = template === undefined ? "" : textOf(template);
    return is && (() => ({ kind: "journal", ...is, html: prompt.html, template: text }));
  },
  exercise(node, context, layout) {
    const is = checkAttributes(node, "exercise", context.source);
    claimId(node, context, layout);
    const exercise = is && findExercise(node, is.exercise, context, layout);
    return (
      exercise &&
      (() => ({ kind: "exercise", id: is.id, exercise: exercise.id, title: is.title ?? exercise.title }))
    );
  },
  capstone(node, context, layout) {
    const is = checkAttributes(node, "capstone", context.source);
    claimId(node, context, layout);
    if (context.lessonKind === "day") {
      const { span } = readOpening(context.source, spanOf(node).start);
      const help = "write `kind: capstone` in the front matter, or use `::exercise`";
      context.source.report("misplaced-block", span, "capstone stands in a lesson of kind day", help);
    }
    const exercise = is && findExercise(node, is.exercise, context, layout);
    return (
      exercise &&
      (() => ({ kind: "capstone", id: is.id, exercise: exercise.id, title: is.title ?? exercise.title }))
    );
  },
  after: () => null,
  explain: () => null,
};

/** What stands in a container besides the blocks inside it; reports an empty one. */
function required(node: Directive, { source, unclosed }: BlockContext): RootContent[] {
  const own = bodyOf(node).filter(
    (child) => child.type !== "containerDirective" && child.type !== "leafDirective",
  );
  if (own.length === 0 && node.type === "containerDirective" && !unclosed.has(node)) {
    source.report(
      "empty-block",
      readOpening(source, spanOf(node).start).span,
      `${node.name} is empty`,
      "write its text",
    );
  }
  return unclosed.has(node) ? [] : own;
}

/** A label's paragraph is no body; the label itself has been reported. */
function bodyOf(node: Directive): RootContent[] {
  if (node.type === "leafDirective") return [];
  return node.children.filter(
    (child) => !(child.type === "paragraph" && child.data?.directiveLabel === true),
  );
}

/** The one block `name` inside `node`; a second one is reported. */
function only(node: Directive, name: string, { source }: BlockContext): ContainerDirective | null {
  const [first, second] = bodyOf(node).filter(
    (child): child is ContainerDirective => child.type === "containerDirective" && child.name === name,
  );
  if (second !== undefined) {
    const { span } = readOpening(source, spanOf(second).start);
    source.report("duplicate-block", span, `${node.name} has a second ${name}`, "keep one of the two");
  }
  return first ?? null;
}

function choiceList(node: Directive, { source, unclosed }: BlockContext): List | null {
  if (unclosed.has(node)) return null;
  const { span } = readOpening(source, spanOf(node).start);
  const lists = bodyOf(node).filter((child) => child.type === "list");
  const list = lists.find((candidate) =>
    candidate.children.some((item) => typeof item.checked === "boolean"),
  );
  if (list === undefined) {
    source.report(
      "no-choices",
      span,
      "this prediction has no choices",
      "list them: `- [ ] wrong`, `- [x] right`",
    );
    return null;
  }
  for (const item of list.children) {
    if (typeof item.checked === "boolean") continue;
    const line = source.lineAt(spanOf(item).start);
    source.report(
      "no-choices",
      line,
      "this choice is neither right nor wrong",
      "start it with `- [ ]` or `- [x]`",
    );
  }
  const right = list.children.filter((item) => item.checked === true).length;
  if (right === 0) source.report("no-right-choice", span, "no choice is right", "mark it with `- [x]`");
  else if (right === list.children.length) {
    source.report("no-wrong-choice", span, "every choice is right", "add one that is not, with `- [ ]`");
  }
  return list;
}

function claimId(node: Directive, { source }: BlockContext, layout: Layout): void {
  const id = node.attributes?.id;
  if (typeof id !== "string" || id === "") return;
  const opening = readOpening(source, spanOf(node).start);
  const span = opening.attributes.findLast((attribute) => attribute.name === "id")?.valueSpan ?? opening.span;
  const first = layout.ids.get(id);
  if (first === undefined) layout.ids.set(id, span);
  else
    source.report(
      "duplicate-id",
      span,
      `the id "${id}" is taken by line ${source.lineAt(first.start).number}`,
      "choose another",
    );
}

function findExercise(
  node: Directive,
  written: string,
  context: BlockContext,
  layout: Layout,
): { id: string; title: string } | null {
  const id = written.includes("/") ? written : `${context.weekId}/${written}`;
  const title = context.exercises.get(id);
  layout.exercisesUsed.add(id);
  if (title !== undefined) return { id, title };
  const opening = readOpening(context.source, spanOf(node).start);
  const span =
    opening.attributes.find((attribute) => attribute.name === "exercise")?.valueSpan ?? opening.span;
  const message = `there is no exercise lessons/${id}/exercise.yaml`;
  const near = suggest(id, [...context.exercises.keys()]);
  context.source.report("no-exercise", span, message, near ?? `make the folder lessons/${id}`);
  return null;
}

function slot(layout: Layout, nodes: RootContent[], inline = false): Slot {
  const made: Slot = { nodes, inline, html: "" };
  layout.slots.push(made);
  return made;
}
