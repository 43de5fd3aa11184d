/** A rustc error in the code that calls an answer -> the answer's item that it is about, and what the checks expect of it. */
import { closest } from "../../lib/closest.ts";

/** As in the stubs. */
const EXPECTED: Readonly<Record<string, string>> = {
  Histogram: "struct Histogram",
  gather: "async fn gather<F, T>(futures: Vec<F>) -> Vec<T> where F: Future<Output = T> + Unpin",
  new: "fn new() -> Self",
  record: "fn record(&mut self, ns: u64)",
  percentile: "fn percentile(&self, q: f64) -> u64",
  count: "fn count(&self) -> u64",
  mean: "fn mean(&self) -> u64",
};

/** A call in the checks' own code: `self.0.record(ns)`, `learner::gather(futures)`, `learner::Histogram::new()`. */
const CALL = /(?:self\.0\.|learner::(?:Histogram::)?)(\w+)\(/;
/** The type itself: without it no call compiles. */
const TYPE = /(?:`Histogram` is private|cannot find (?:type )?`Histogram`)/;

export interface Called {
  line: number;
  message: string;
}

/** @returns undefined if the error is about something else */
export function calledBy(block: readonly string[], text: string): Called | undefined {
  const head = block[0] ?? "";
  const name = TYPE.test(head) ? "Histogram" : block.flatMap((line) => CALL.exec(line)?.[1] ?? [])[0];
  const expected = name === undefined ? undefined : EXPECTED[name];
  if (name === undefined || expected === undefined) return undefined;
  const all = declaredFor(name, text);
  const found = all.find((one) => one.name === name);
  if (!found) return missing(name, expected, all);
  if (/is private/.test(head)) {
    return { line: found.line, message: `\`${name}\` is private: write \`pub ${found.signature}\`.` };
  }
  const message = `\`${name}\` has the wrong signature: expected \`${expected}\`, found \`${found.signature}\`.`;
  return { line: found.line, message };
}

function missing(name: string, expected: string, all: readonly Declared[]): Called {
  const meant = closest(
    name,
    all.map((one) => one.name),
  );
  const suggestion = meant === undefined ? "" : ` Should \`${meant}\` be called \`${name}\`?`;
  const line = all.find((one) => one.name === meant)?.line ?? 1;
  return { line, message: `Your code has no \`${name}\`: expected \`pub ${expected}\`.${suggestion}` };
}

interface Declared {
  name: string;
  line: number;
  signature: string;
}

const FUNCTION = /\b((?:async\s+|const\s+|unsafe\s+)*fn\s+(\w+)[^{;]*)/g;
const TYPES = /\b((?:struct|enum|type)\s+(\w+))/g;
/** Braces in them enclose nothing. */
const COMMENT_OR_TEXT = /\/\/.*|\/\*[^]*?\*\/|r(#*)"[^]*?"\1|"(?:\\[^]|[^"\\])*"|'(?:\\.|[^'\\\n])'/g;

/** What could be meant by the name: types, methods of Histogram where it has any, or functions. */
function declaredFor(name: string, text: string): Declared[] {
  const code = text.replace(COMMENT_OR_TEXT, (hidden) => hidden.replace(/[^\n]/g, " "));
  if (name === "Histogram") return declaredIn(code, TYPES);
  const methods = name === "gather" ? [] : declaredIn(methodsOfHistogram(code), FUNCTION);
  return methods.length > 0 ? methods : declaredIn(code, FUNCTION);
}

/** Everything else is blank, so that line numbers stay the same. */
function methodsOfHistogram(code: string): string {
  const within = [...code.matchAll(/\bimpl\s*(?:<[^{]*>)?\s*Histogram\b[^{]*\{/g)].map(
    ({ index, 0: head }) => {
      const start = index + head.length;
      return [start, endOfBlock(code, start)] as const;
    },
  );
  return code.replace(/[^\n]/g, (character, at: number) =>
    within.some(([start, end]) => start <= at && at < end) ? character : " ",
  );
}

function endOfBlock(code: string, start: number): number {
  let depth = 1;
  for (let at = start; at < code.length; at++) {
    if (code[at] === "{") depth++;
    if (code[at] === "}" && --depth === 0) return at;
  }
  return code.length;
}

/** Each up to its body. */
function declaredIn(code: string, pattern: RegExp): Declared[] {
  return [...code.matchAll(pattern)].map(({ index, 1: signature = "", 2: name = "" }) => ({
    name,
    line: code.slice(0, index).split("\n").length,
    signature: signature
      .replace(/\s+/g, " ")
      .replace(/\( /g, "(")
      .replace(/,? ([)])/g, "$1")
      .replace(/,? ?$/, ""),
  }));
}
