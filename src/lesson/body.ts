/** Finds and checks the content of a block: text, choices, the one explanation. */
import type { List, RootContent } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import { bodyOf, openingOf, spanOfAttribute } from "./layout.ts";
import type { BlockContext, Directive, Layout } from "./layout.ts";
import { mayHold } from "./blocks.ts";
import { spanOf } from "./markdown.ts";
import { suggest } from "../course/problem.ts";

/** The content of a container without its inner blocks; reports an empty one. */
export function required(node: Directive, { source, unclosed }: BlockContext): RootContent[] {
  const own = bodyOf(node).filter(
    (child) => child.type !== "containerDirective" && child.type !== "leafDirective",
  );
  // A block that cannot be in it is reported there, and may hold the text.
  const isMisused = bodyOf(node).some(
    (child) =>
      (child.type === "containerDirective" || child.type === "leafDirective") &&
      !mayHold(node.name, child.name),
  );
  if (own.length === 0 && node.type === "containerDirective" && !isMisused && !unclosed.has(node)) {
    source.report("empty-block", openingOf(node, source).span, `${node.name} is empty`, "write its text");
  }
  return unclosed.has(node) ? [] : own;
}

/** The one block `name` inside `node`; a second one is reported. */
export function only(node: Directive, name: string, { source }: BlockContext): ContainerDirective | null {
  const [first, second] = bodyOf(node).filter(
    (child): child is ContainerDirective => child.type === "containerDirective" && child.name === name,
  );
  if (second !== undefined) {
    const { span } = openingOf(second, source);
    source.report("duplicate-block", span, `${node.name} has a second ${name}`, "keep one of the two");
  }
  return first ?? null;
}

export function choiceList(node: Directive, { source, unclosed }: BlockContext): List | null {
  if (unclosed.has(node)) return null;
  const { span } = openingOf(node, source);
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
  const others = lists.filter(
    (candidate) => candidate !== list && candidate.children.some((item) => typeof item.checked === "boolean"),
  );
  const ill = list.children.filter((item) => typeof item.checked !== "boolean");
  for (const other of others) {
    const bullet = source.text[spanOf(list).start] ?? "-";
    source.report(
      "no-choices",
      source.lineAt(spanOf(other).start),
      "these choices are a second list",
      `the choices are one list: begin each with \`${bullet} [ ]\` or \`${bullet} [x]\`, without text in between`,
    );
  }
  for (const item of ill) {
    const line = source.lineAt(spanOf(item).start);
    source.report(
      "no-choices",
      line,
      "this choice is neither right nor wrong",
      "start it with `- [ ]` or `- [x]`",
    );
  }
  if (others.length + ill.length > 0) return list;
  const right = list.children.filter((item) => item.checked === true).length;
  if (right === 0) source.report("no-right-choice", span, "no choice is right", "mark it with `- [x]`");
  else if (right === list.children.length) {
    source.report("no-wrong-choice", span, "every choice is right", "add one that is not, with `- [ ]`");
  }
  return list;
}

export function findExercise(
  node: Directive,
  written: string,
  context: BlockContext,
  layout: Layout,
): { id: string; title: string } | null {
  const id = written.includes("/") ? written : `${context.weekId}/${written}`;
  const title = context.exercises.get(id);
  layout.exercisesUsed.add(id);
  if (title !== undefined) return { id, title };
  const span = spanOfAttribute("exercise", node, context.source);
  const message = `unknown exercise: lessons/${id}/exercise.yaml does not exist`;
  const near = suggest(id, [...context.exercises.keys()]);
  context.source.report("no-exercise", span, message, near ?? `create the folder lessons/${id}`);
  return null;
}

/** The entry may come later on the page, so it is looked for when all blocks are known. */
export function noteJournal(
  id: string | undefined,
  node: Directive,
  context: BlockContext,
  layout: Layout,
): void {
  if (id !== undefined) layout.journalsFilled.set(id, spanOfAttribute("journal", node, context.source));
}
