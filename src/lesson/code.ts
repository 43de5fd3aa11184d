/** Compiles the code in lessons, so that no reader copies code that does not parse. */
import { transform } from "esbuild";
import type { Loader, Message, TransformFailure } from "esbuild";
import type { Code } from "mdast";
import { parseDocument } from "yaml";
import { utf16Offset } from "../lib/utf16.ts";
import { spanOf } from "./markdown.ts";
import { SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";

/** A code fence in a language that can be checked. */
export interface CodeFence {
  source: SourceFile;
  /** Offset of the line that opens the fence. */
  start: number;
  language: string;
  text: string;
  /** Marked `compile_fail`, as in rustdoc: it must not compile. */
  mustFail: boolean;
}

/** A mistake in a fence; `line` counts from 1 within its text, `column` from 0 in UTF-16 units. */
interface Mistake {
  line: number;
  column: number;
  length: number;
  message: string;
}

const MUST_FAIL = "compile_fail";
const LOADERS: Readonly<Record<string, Loader>> = { ts: "ts", tsx: "tsx", js: "js", json: "json" };
const HELP = `correct it, or write \`${MUST_FAIL}\` after the language if it must not compile, or use the language \`text\``;

export function codeFence(node: Code, source: SourceFile): CodeFence | null {
  const language = node.lang ?? "";
  if (language !== "yaml" && !Object.hasOwn(LOADERS, language)) return null;
  const mustFail = (node.meta ?? "").split(/\s+/).includes(MUST_FAIL);
  return { source, start: spanOf(node).start, language, text: node.value, mustFail };
}

/** @returns a problem for each fence that does not compile, or compiles but must not */
export async function codeProblems(fences: readonly CodeFence[]): Promise<Problem[]> {
  const found = await Promise.all(fences.map(problemsOf));
  return found.flat();
}

/** An unchanged page keeps its fences. */
const known = new WeakMap<CodeFence, Promise<Mistake[]>>();

async function problemsOf(fence: CodeFence): Promise<Problem[]> {
  const problems: Problem[] = [];
  const source = new SourceFile(fence.source.file, fence.source.text, problems);
  const opening = source.lineAt(fence.start);
  const mistakes = known.get(fence) ?? mistakesOf(fence);
  known.set(fence, mistakes);
  const [first] = await mistakes;
  if (fence.mustFail) {
    if (first !== undefined) return [];
    const start = opening.start + opening.text.indexOf(MUST_FAIL);
    const span = { start, end: start + MUST_FAIL.length };
    source.report(
      "bad-code",
      span,
      "this code compiles, but is marked `compile_fail`, but is marked `compile_fail`, but is marked `compile_fail`, but is marked `compile_fail`",
      `take \`${MUST_FAIL}\` away`,
    );
  } else if (first !== undefined) {
    let line = opening;
    for (let n = 0; n < first.line; n++) line = source.lineAt(line.end + 1);
    // Lists and quotations indent the code of their fences.
    const indent = Math.max(0, line.text.indexOf(fence.text.split("\n")[first.line - 1] ?? ""));
    const start = Math.min(line.end, line.start + indent + first.column);
    const message = `this code does not compile: ${first.message}`;
    source.report("bad-code", { start, end: start + Math.max(1, first.length) }, message, HELP);
  }
  return problems;
}

async function mistakesOf({ language, text }: CodeFence): Promise<Mistake[]> {
  if (language === "yaml") return yamlMistakes(text);
  const loader = LOADERS[language] ?? "ts";
  const whole = await compileErrors(text, loader);
  if (whole.length === 0 || loader === "json") return whole;
  // A lesson also shows fragments: of a function body, with return and yield, or of a class.
  for (const [before, after] of [
    ["async function* _() {", "}"],
    ["class _ {", "}"],
  ])
    if ((await compileErrors(`${before}\n${text}\n${after}`, loader)).length === 0) return [];
  return whole;
}

async function compileErrors(text: string, loader: Loader): Promise<Mistake[]> {
  try {
    await transform(text, { loader, logLevel: "silent", tsconfigRaw: {} });
    return [];
  } catch (error) {
    return (error as TransformFailure).errors.map(asMistake);
  }
}

function asMistake({ text, location }: Message): Mistake {
  const { line = 1, column = 0, length = 1, lineText = "" } = location ?? {};
  const start = utf16Offset(lineText, column);
  return { line, column: start, length: utf16Offset(lineText, column + length) - start, message: text };
}

function yamlMistakes(text: string): Mistake[] {
  return parseDocument(text, { prettyErrors: true }).errors.map(({ message, linePos }) => ({
    line: linePos?.[0].line ?? 1,
    column: (linePos?.[0].col ?? 1) - 1,
    length: 1,
    message: (message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, ""),
  }));
}
