/** An error of rustc's in the code that calls an answer -> which of the answer's functions it is about, and what was expected of it. */
import { closest } from "../../lib/closest.ts";

/** As the stubs have them. */
const EXPECTED: Readonly<Record<string, string>> = {
  gather: "async fn gather<F, T>(futures: Vec<F>) -> Vec<T> where F: Future<Output = T> + Unpin",
  new: "fn new() -> Self",
  record: "fn record(&mut self, ns: u64)",
  percentile: "fn percentile(&self, q: f64) -> u64",
  count: "fn count(&self) -> u64",
  mean: "fn mean(&self) -> u64",
};

/** A call in the checks' own code: `self.0.record(ns)`, `learner::gather(futures)`, `learner::Histogram::new()`. */
const CALL = /(?:self\.0\.|learner::(?:Histogram::)?)(\w+)\(/;

export interface Called {
  line: number;
  message: string;
}

/** @returns undefined when the error is about something else */
export function calledBy(block: readonly string[], text: string): Called | undefined {
  const name = block.flatMap((line) => CALL.exec(line)?.[1] ?? [])[0];
  const expected = name === undefined ? undefined : EXPECTED[name];
  if (name === undefined || expected === undefined) return undefined;
  const found = declaredIn(text).find((one) => one.name === name);
  if (!found) return { line: 1, message: missing(name, expected, text) };
  if (/is private/.test(block[0] ?? "")) {
    return { line: found.line, message: `\`${name}\` is private: write \`pub ${found.signature}\`.` };
  }
  const message = `\`${name}\` is not as the checks call it: expected \`${expected}\`, found \`${found.signature}\`.`;
  return { line: found.line, message };
}

function missing(name: string, expected: string, text: string): string {
  const meant = closest(
    name,
    declaredIn(text).map((one) => one.name),
  );
  const suggestion = meant === undefined ? "" : ` Did you mean \`${meant}\` by it?`;
  return `Your code has no \`${name}\`: expected \`pub ${expected}\`.${suggestion}`;
}

interface Declared {
  name: string;
  line: number;
  signature: string;
}

/** Every function of a text, up to its body. Comments are blanked out first. */
function declaredIn(text: string): Declared[] {
  const code = text.replace(/\/\/.*|\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
  return [...code.matchAll(/\b((?:async\s+|const\s+|unsafe\s+)*fn\s+(\w+)[^{;]*)/g)].map(
    ({ index, 1: signature = "", 2: name = "" }) => ({
      name,
      line: code.slice(0, index).split("\n").length,
      signature: signature
        .replace(/\s+/g, " ")
        .replace(/\( /g, "(")
        .replace(/,? ([)])/g, "$1")
        .replace(/,? ?$/, ""),
    }),
  );
}
