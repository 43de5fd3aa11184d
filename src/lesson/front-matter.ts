/** Checks YAML against a schema; each problem points at its key or value. */
import * as v from "valibot";
import { isMap, isNode, parseDocument, visit } from "yaml";
import type { Document, Node as YamlNode, YAMLError } from "yaml";
import { closest } from "../lib/closest.ts";
import { suggest } from "../course/problem.ts";
import type { SourceFile, Span } from "../course/problem.ts";

type Entries = v.ObjectEntries;

/**
 * Parses `span` of `source` (a whole YAML file, or the text between two `---`). @returns the parsed value,
 * or null after reporting every problem
 */
export function parseYaml<E extends Entries>(
  source: SourceFile,
  span: Span,
  schema: v.ObjectSchema<E, undefined>,
): v.InferOutput<v.ObjectSchema<E, undefined>> | null {
  const document = parseDocument(source.slice(span), { prettyErrors: false });
  for (const error of document.errors) {
    source.report("yaml", errorSpan(error, document, source, span.start), yamlMessage(error));
  }
  if (document.errors.length > 0) return null;
  const value: unknown = document.toJS() ?? {};
  if (typeof value !== "object" || Array.isArray(value)) {
    source.report("yaml", span, "expected `key: value` lines");
    return null;
  }
  const misspelt = reportUnknownKeys(source, span.start, document, schema);
  const result = v.safeParse(schema, value);
  for (const issue of result.issues ?? []) {
    const meant = issue.input === undefined && misspelt.includes(v.getDotPath(issue));
    if (!meant) reportIssue(source, span, document, issue);
  }
  return result.success && misspelt.length === 0 ? result.output : null;
}

function yamlMessage(error: YAMLError): string {
  if (error.code === "DUPLICATE_KEY") return "duplicate key; the second would win";
  if (error.message.startsWith("Missing closing")) return "this quotation mark is not closed";
  return error.message;
}

/** The parser reports an open quotation mark at the end of the file; point at where it opens. */
function errorSpan(error: YAMLError, document: Document, source: SourceFile, base: number): Span {
  const start = base + error.pos[0];
  if (error.message.startsWith("Missing closing")) {
    let open: number | undefined;
    visit(document, {
      Scalar(_key, scalar) {
        if (scalar.type?.startsWith("QUOTE") && scalar.range) open = base + scalar.range[0];
      },
    });
    if (open !== undefined) return { start: open, end: source.lineAt(open).end };
  }
  const word = /^[\w-]+/.exec(source.text.slice(start))?.[0] ?? "";
  return { start, end: Math.max(base + error.pos[1], start + word.length) };
}

/** @returns for each unknown key the most similar known one, or null */
function reportUnknownKeys(
  source: SourceFile,
  base: number,
  document: Document,
  schema: { entries: Entries },
): (string | null)[] {
  const known = Object.keys(schema.entries);
  if (!isMap(document.contents)) return [];
  return document.contents.items.flatMap((pair) => {
    const key = String(pair.key);
    if (known.includes(key) || !isNode(pair.key)) return [];
    source.report("unknown-key", yamlSpan(pair.key, base), `unknown key "${key}"`, suggest(key, known));
    return [closest(key, known) ?? null];
  });
}

function reportIssue(source: SourceFile, span: Span, document: Document, issue: v.BaseIssue<unknown>): void {
  const path = (issue.path ?? []).map((item) => item.key);
  const name = v.getDotPath(issue as Parameters<typeof v.getDotPath>[0]) ?? "";
  const node: unknown = document.getIn(path, true);
  if (issue.input === undefined) {
    const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : undefined;
    const place = isNode(parent) ? yamlSpan(parent, span.start) : { start: span.start, end: span.start + 1 };
    source.report("missing-key", place, `"${name}" is missing`, `add a line \`${String(path.at(-1))}: …\``);
    return;
  }
  const place = isNode(node) ? yamlSpan(node, span.start) : span;
  source.report("bad-value", place, `"${name}" ${ownMessage(issue)}`);
}

/** Our schemas have their own messages; only wrong basic types remain. */
function ownMessage(issue: v.BaseIssue<unknown>): string {
  if (!issue.message.startsWith("Invalid ")) return issue.message;
  return `must be ${inWords(issue.expected ?? "something else")}, not ${inWords(issue.received)}`;
}

function inWords(type: string): string {
  const words: Record<string, string> = {
    string: "text",
    number: "a number",
    Array: "a list",
    Object: "`key: value` lines",
  };
  return words[type] ?? type;
}

function yamlSpan(node: YamlNode, base: number): Span {
  const [start, end] = node.range ?? [0, 1];
  return { start: base + start, end: base + Math.max(end, start + 1) };
}
