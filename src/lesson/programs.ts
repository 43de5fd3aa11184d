/** The Rust programs of lessons: finds their files, reads them, and compares a stated order with the model's. */
import { posix } from "node:path";
import type { Code, Paragraph } from "mdast";
import { spanOfAttribute } from "./layout.ts";
import type { BlockContext, Directive, Layout } from "./layout.ts";
import { SourceFile, suggest } from "../course/problem.ts";
import type { Problem, Span } from "../course/problem.ts";
import type { LessonProgram } from "../course/explorer-programs.ts";

/** A program that a lesson shows, and the order that a prediction states of it. */
export interface ProgramUse {
  program: SourceFile;
  stated?: { source: SourceFile; span: Span; order: string };
}

/** The program that `./name.rs` names; null after reporting that there is none. */
export function findProgram(
  name: string,
  node: Directive,
  { source, weekId, programs }: BlockContext,
  layout: Layout,
): LessonProgram | null {
  const file = posix.join("lessons", weekId, name);
  layout.programsUsed.add(file);
  const program = programs.get(file);
  if (program === undefined) {
    source.report(
      "dead-program",
      spanOfAttribute("program", node, source),
      `there is no file ${file}`,
      suggest(file, [...programs.keys()]),
    );
    return null;
  }
  layout.programs.push({ program });
  return { file: posix.basename(file), text: program.text };
}

/** Notes the order that a prediction states, to be compared. */
export function stateOrder(
  { program, order }: { program?: string | undefined; order?: string | undefined },
  node: Directive,
  { source, weekId, programs }: BlockContext,
  layout: Layout,
): void {
  const span = spanOfAttribute("order", node, source);
  if (program === undefined) {
    const help = 'add `program="./name.rs"`, a file beside the lesson';
    source.report("missing-attribute", span, "this order is of no program", help);
    return;
  }
  const found = programs.get(posix.join("lessons", weekId, program));
  if (found !== undefined && order !== undefined)
    layout.programs.push({ program: found, stated: { source, span, order } });
}

export const codeOf = ({ text }: LessonProgram): Code => ({
  type: "code",
  lang: "rust",
  value: text.trimEnd(),
});

/** Shown above the explanation of a prediction. */
export const orderParagraph = (order: string): Paragraph => ({
  type: "paragraph",
  children: [
    { type: "text", value: "The order of the polls: " },
    { type: "inlineCode", value: order },
  ],
});

/** @returns a problem for each program that the model cannot run, and for each order in which it does not poll */
export async function programProblems(uses: readonly ProgramUse[]): Promise<Problem[]> {
  if (uses.length === 0) return [];
  // Before the runtime is loaded: poll order needs no trace events.
  (globalThis as { __TRACE__?: boolean }).__TRACE__ ??= false;
  const { readRust } = await import("../recording/rust/program.ts");
  const { orderOf } = await import("../recording/rust/order.ts");
  const problems: Problem[] = [];
  const orders = new Map<string, string | null>();
  for (const { program, stated } of uses) {
    let order = orders.get(program.file);
    if (order === undefined) {
      const source = new SourceFile(program.file, program.text, problems);
      const read = readRust(program.text);
      const run = read.problems === undefined ? orderOf(read.program) : null;
      const wrong = read.problems ?? (run?.problem ? [run.problem] : []);
      for (const { line, column, message, instead } of wrong) {
        const at = offsetOf(program.text, line, column);
        source.report("bad-program", { start: at, end: at + 1 }, message, instead && `write ${instead}`);
      }
      order = wrong.length > 0 ? null : (run?.order ?? null);
      orders.set(program.file, order);
    }
    if (stated === undefined || order === null || order === stated.order) continue;
    const source = new SourceFile(stated.source.file, stated.source.text, problems);
    const help = `write \`order="${order}"\`, or change the program`;
    source.report(
      "wrong-order",
      stated.span,
      `the model polls ${posix.basename(program.file)} in another order`,
      help,
    );
  }
  return problems;
}

/** @param line and column count from 1, columns in UTF-16 units */
export function offsetOf(text: string, line: number, column: number): number {
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}
