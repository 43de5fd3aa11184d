/** Turns each block into data: its attributes, the HTML of its parts, its id. */
import { checkAttributes } from "./attributes.ts";
import { mayBeOn } from "./blocks.ts";
import type { BlockName } from "./blocks.ts";
import { choiceList, findExercise, noteJournal, only, required } from "./body.ts";
import { findDrawing, markUsed } from "./drawing.ts";
import { bodyOf, claimId, openingOf, slot, spanOfAttribute } from "./layout.ts";
import type { BlockContext, Directive, Layout } from "./layout.ts";
import { textOf } from "./markdown.ts";
import { findDesign } from "./designs.ts";
import { codeOf, findProgram, orderParagraph, stateOrder } from "./programs.ts";
import { suggest } from "../course/problem.ts";
import type { ExplorerProgram } from "../course/explorer-programs.ts";
import type { Block } from "../course/types.ts";
import type { RootContent } from "mdast";

/** Checks a block and reserves its slots; the returned function gives the block once the slots are rendered, null if it cannot. */
type Builder = (
  node: Directive,
  context: BlockContext,
  layout: Layout,
  place: (nodes: readonly RootContent[], context: BlockContext, layout: Layout) => void,
) => (() => Block) | null;

export const builders: Record<BlockName, Builder> = {
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
  deeper(node, context, layout, place) {
    const is = checkAttributes(node, "deeper", context.source);
    const body = bodyOf(node);
    if (body.length === 0 && node.type === "containerDirective" && !context.unclosed.has(node)) {
      context.source.report(
        "empty-block",
        openingOf(node, context.source).span,
        "deeper is empty",
        "write its text",
      );
    }
    const inner: Layout = { ...layout, blocks: [] };
    place(body, { ...context, within: "deeper" }, inner);
    return (
      is && (() => ({ kind: "deeper", title: is.title, blocks: inner.blocks.map((finish) => finish()) }))
    );
  },
  drawing(node, context, layout) {
    const is = checkAttributes(node, "drawing", context.source);
    claimId(node, context, layout);
    const body = slot(layout, required(node, context));
    markUsed(node.attributes?.["src"], context, layout);
    if (is === null) return null;
    const drawn = findDrawing(is, node, context);
    return drawn && (() => ({ kind: "drawing", id: is.id, title: is.title, ...drawn, html: body.html }));
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
    const program = is?.program === undefined ? null : findProgram(is.program, node, context, layout);
    if (is?.order !== undefined) stateOrder(is, node, context, layout);
    const prompt = slot(layout, [
      ...required(node, context).filter((child) => child !== list),
      ...(program === null ? [] : [codeOf(program)]),
    ]);
    const choices = (list?.children ?? []).map((item) => ({
      right: item.checked === true,
      slot: slot(layout, item.children, true),
    }));
    const explain = only(node, "explain", context);
    if (explain === null && !context.unclosed.has(node)) {
      const { span } = openingOf(node, context.source);
      context.source.report(
        "no-explanation",
        span,
        "this prediction has no explanation",
        "add `:::explain` after the choices",
      );
    }
    const order = is?.order === undefined ? [] : [orderParagraph(is.order)];
    const why = explain && slot(layout, [...order, ...required(explain, context)]);
    if (is === null || why === null) return null;
    const { program: _program, order: _order, ...shown } = is;
    return () => ({
      kind: "prediction",
      ...shown,
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
    if (context.page === "day" && !mayBeOn("day", "capstone")) {
      const { span } = openingOf(node, context.source);
      const help = "write `kind: capstone` in the front matter, or use `::exercise`";
      context.source.report("misplaced-block", span, "capstone is not allowed in a lesson of kind day", help);
    }
    const exercise = is && findExercise(node, is.exercise, context, layout);
    return (
      exercise &&
      (() => ({ kind: "capstone", id: is.id, exercise: exercise.id, title: is.title ?? exercise.title }))
    );
  },
  explorer(node, context, layout) {
    const is = checkAttributes(node, "explorer", context.source);
    claimId(node, context, layout);
    const programs = is?.program.flatMap((name) =>
      name.startsWith("./") ? (findProgram(name, node, context, layout) ?? []) : (name as ExplorerProgram),
    );
    if (is === null || programs === undefined || programs.length === 0) return null;
    return () => ({ kind: "explorer", id: is.id, title: is.title, programs });
  },
  "predict-next"(node, context, layout) {
    const is = checkAttributes(node, "predict-next", context.source);
    claimId(node, context, layout);
    return is && (() => ({ kind: "predict-next", ...is }));
  },
  "wake-walk"(node, context, layout) {
    const is = checkAttributes(node, "wake-walk", context.source);
    claimId(node, context, layout);
    return is && (() => ({ kind: "wake-walk", ...is }));
  },
  "blocking-lab"(node, context, layout) {
    const is = checkAttributes(node, "blocking-lab", context.source);
    claimId(node, context, layout);
    return is && (() => ({ kind: "blocking-lab", ...is }));
  },
  console(node, context, layout) {
    const is = checkAttributes(node, "console", context.source);
    claimId(node, context, layout);
    return is && (() => ({ kind: "console", ...is }));
  },
  "take-along"(node, context, layout) {
    const is = checkAttributes(node, "take-along", context.source);
    claimId(node, context, layout);
    if (is === null) return null;
    const unknown = is.exercises.find((name) => !context.exercises.has(name));
    if (unknown !== undefined)
      context.source.report(
        "no-exercise",
        spanOfAttribute("exercises", node, context.source),
        `unknown exercise "${unknown}"`,
        suggest(unknown, [...context.exercises.keys()]),
      );
    return () => ({ kind: "take-along", ...is });
  },
  latencies(node, context, layout) {
    const is = checkAttributes(node, "latencies", context.source);
    claimId(node, context, layout);
    noteJournal(is?.journal, node, context, layout);
    return is && (() => ({ kind: "latencies", ...is }));
  },
  studio(node, context, layout) {
    const is = checkAttributes(node, "studio", context.source);
    claimId(node, context, layout);
    noteJournal(is?.journal, node, context, layout);
    if (is === null || !is.start.startsWith("./")) return is && (() => ({ kind: "studio", ...is }));
    const design = findDesign(is.start, node, context, layout);
    return design && (() => ({ kind: "studio", ...is, start: { design } }));
  },
  after: () => null,
  explain: () => null,
};
