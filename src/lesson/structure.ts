/** Finds mistakes that the parser accepts silently: blocks and fences that never close, and lines that only look like blocks. */
import type { Code, Node, Root } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import { blockNames, mayHold } from "./blocks.ts";
import { closest } from "../lib/closest.ts";
import { languages } from "./languages.ts";
import { spanOf, walk } from "./markdown.ts";
import { readOpening, whyNoOpening } from "./opening.ts";
import type { SourceFile, Span } from "../course/problem.ts";

/** Parts of the tree that exist only because of a reported mistake above, so they are not checked again. */
export interface Structure {
  /** Containers that end in an unintended place. */
  unclosed: ReadonlySet<Node>;
  /** Fences that are the end of a fence cut short by a block. */
  leftover: ReadonlySet<Node>;
}

interface Findings {
  unclosed: Set<Node>;
  leftover: Set<Node>;
  /** Closing lines and fences left unmatched by earlier mistakes: not mistakes themselves. */
  strayFences: number;
  strayCode: number;
  /** Where the last block or fence without an end stops: what has no end before is its consequence. */
  until: number;
}

/** Reports every such place in `tree`. */
export function checkStructure(tree: Root, source: SourceFile): Structure {
  const findings: Findings = {
    unclosed: new Set(),
    leftover: new Set(),
    strayFences: 0,
    strayCode: 0,
    until: 0,
  };
  walk(tree, (node, ancestors) => {
    const outer = ancestors.findLast((ancestor) => ancestor.type === "containerDirective");
    if (node.type === "containerDirective") checkContainer(node, outer, source, findings);
    else if (node.type === "code") checkCode(node, outer, source, findings);
    else if (node.type === "paragraph" && node.data?.directiveLabel !== true) {
      for (const line of source.lines(spanOf(node))) checkLine(line, source, findings);
    }
  });
  return findings;
}

function isClosed(node: ContainerDirective, source: SourceFile): boolean {
  const { start, end } = spanOf(node);
  const last = source.lineAt(end);
  // A block ended by an outer closing line stops before that line.
  const fence = /^[\s>]*(:{3,})\s*$/.exec(source.text.slice(last.start, end))?.[1] ?? "";
  return last.start > start && fence.length >= readOpening(source, start).colons;
}

function checkContainer(
  node: ContainerDirective,
  outer: ContainerDirective | undefined,
  source: SourceFile,
  findings: Findings,
): void {
  if (isClosed(node, source)) return;
  findings.unclosed.add(node);
  if (spanOf(node).start < findings.until) return;
  findings.until = spanOf(outer ?? node).end;
  const opening = readOpening(source, spanOf(node).start);
  const fence = ":".repeat(opening.colons);
  if (outer === undefined || findings.unclosed.has(outer)) {
    const last = source.lineAt(Math.max(spanOf(node).start, spanOf(node).end - 1)).number;
    const message = `${fence}${node.name} is never closed and swallows everything to line ${last}`;
    source.report("unclosed-block", opening.span, message, `add a line \`${fence}\` where it ends`);
    source.cutUp();
    return;
  }
  const around = readOpening(source, spanOf(outer).start);
  const line = source.lineAt(spanOf(outer).start).number;
  const belongs = mayHold(outer.name, node.name);
  findings.strayFences++;
  const wider = ":".repeat(opening.colons + 1);
  source.report(
    "misnested-block",
    opening.span,
    `one closing line ends both ${source.slice(opening.span)} and ${source.slice(around.span)} of line ${line}`,
    belongs
      ? `the outer block needs more colons: open it with \`${wider}${outer.name}\`, close it with \`${wider}\``
      : `close ${source.slice(around.span)} with a line \`${":".repeat(around.colons)}\` before this one`,
  );
  source.cutUp();
}

function checkCode(
  node: Code,
  outer: ContainerDirective | undefined,
  source: SourceFile,
  findings: Findings,
): void {
  const span = spanOf(node);
  const fence = /^(`{3,}|~{3,})/.exec(source.text.slice(span.start))?.[1];
  if (fence === undefined) {
    reportIndented(span, source);
    return;
  }
  const last = source.lineAt(span.end);
  const closing = /^[\s>]*(`{3,}|~{3,})\s*$/.exec(source.text.slice(last.start, span.end))?.[1] ?? "";
  if (last.start > span.start && closing[0] === fence[0] && closing.length >= fence.length) {
    const inside = openedInside(span, fence, source);
    if (inside === undefined) return;
    const message = `this code fence is not closed before line ${inside.number} opens another`;
    report(`close it with a line ${fence}, or open it with more of them to show a fence in it`, message);
    return;
  }
  if (span.start < findings.until) {
    findings.leftover.add(node);
    return;
  }
  if (findings.strayCode > 0) {
    findings.strayCode--;
    findings.leftover.add(node);
    return;
  }
  const next = outer && nextFence(source, spanOf(outer).end);
  if (outer !== undefined && next !== undefined && next.trim() === fence) {
    const end = source.lineAt(spanOf(outer).end);
    const block = readOpening(source, spanOf(outer).start);
    const name = `${source.slice(block.span)} of line ${source.lineAt(block.span.start).number}`;
    findings.strayCode++;
    source.report("fence-cut", end, `this line is in code, but closes ${name}`, widen(block.colons));
    source.cutUp();
    return;
  }
  report(`close it with a line ${fence}`);

  function report(help: string, message = "this code fence is never closed"): void {
    const open = { start: span.start, end: source.lineAt(span.start).end };
    source.report("unclosed-fence", open, message, help);
    source.cutUp();
    findings.until = Math.max(findings.until, span.end);
  }
}

/** The first line in a fence that opens a fence like it: it would be code only if the first was not closed. */
function openedInside(span: Span, fence: string, source: SourceFile): { number: number } | undefined {
  const first = source.lineAt(span.start).number;
  const opens = new RegExp(`^[ >]*${fence}[a-z]`);
  return source.lines(span).find((line) => line.number > first && opens.test(line.text));
}

function widen(colons: number): string {
  return `open and close that block with ${colons + 1} colons, more than any line of its code has`;
}

/** The first line after `offset` that opens or closes a code fence. */
function nextFence(source: SourceFile, offset: number): string | undefined {
  return /^[ \t]*(`{3,}|~{3,}).*$/m.exec(source.text.slice(offset))?.[0];
}

function reportIndented(span: Span, source: SourceFile): void {
  for (const line of source.lines(span)) {
    if (!/^\s*:{2,}[a-z][\w-]*/.test(line.text)) continue;
    const place = { start: line.start + line.text.indexOf(":"), end: line.end };
    const isTab = /^[ ]*\t/.test(line.text);
    source.report(
      "indented-block",
      place,
      `${isTab ? "a tab before it makes" : "four spaces make"} this line code, not a block`,
      isTab ? "remove the tab" : "remove the spaces",
    );
  }
}

/** What stands for backticks on some keyboards, or too few of them, before the name of a language. */
const NEAR_FENCE = /^[ >]*([’‘'´]{3,}|(?<!`)``)(?=([a-z]+)?[ ]*$)/;

/** Whether a line of a paragraph looks like an intended block, fence or heading. */
function checkLine(line: Span & { text: string }, source: SourceFile, findings: Findings): void {
  const [near, marks = "", language] = NEAR_FENCE.exec(line.text) ?? [];
  if (near !== undefined && (language === undefined || Object.hasOwn(languages, language))) {
    const start = line.start + near.indexOf(marks);
    const message = `a code fence is three backticks, not ${marks}`;
    source.report("near-fence", { start, end: line.end }, message, `write \`\`\`${language ?? ""}`);
    source.cutUp();
    findings.until = source.text.length;
    return;
  }
  const [hashes] = /^#{2,6}(?=[\p{L}`])/u.exec(line.text) ?? [];
  if (hashes !== undefined) {
    const span = { start: line.start, end: line.end };
    const help = `write \`${hashes} ${line.text.slice(hashes.length)}\`, or \`\\${line.text}\` if it is text`;
    source.report("near-heading", span, `a heading needs a space after its ${hashes}`, help);
    source.cutUp();
    return;
  }
  const [before, colons = "", name] = /^[\s>]*?(:+)\s*([A-Za-z][\w-]*)?/.exec(line.text) ?? [];
  if (before === undefined) return;
  const start = line.start + before.indexOf(":");
  const span = { start, end: line.end };
  const written = source.slice(span);
  if (name === undefined) {
    if (colons.length < 3) return;
    if (findings.strayFences > 0) findings.strayFences--;
    else {
      const help = "remove it, or open the block that it should close";
      source.report("stray-fence", span, `this ${colons} closes nothing`, help);
    }
    return;
  }
  const known = closest(name, [...blockNames.keys()]);
  const shaped = known !== undefined && /^:+\s*[A-Za-z][\w-]*\s*(\{|\[|$)/.test(written);
  if (colons.length < 3 && !shaped) return;
  if (colons.length >= 3) findings.strayFences++;
  if (colons.length === 1) {
    const help = `write \`:::${known ?? name}\` or \`::${known ?? name}\``;
    source.report("near-block", span, "one colon does not open a block", help);
    return;
  }
  const why = whyNoOpening(written);
  const message = why?.message ?? "this line looks like a block but is text";
  const help = why?.help.replaceAll(name, known ?? name) ?? "leave an empty line before it";
  source.report("near-block", span, message, help);
}
