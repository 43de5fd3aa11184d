/** YAML checked against a schema, each problem at the key or value that it is about. */
import * as v from "valibot";
import { isMap, isNode, parseDocument } from "yaml";
import type { Document, Node as YamlNode } from "yaml";
import { suggest } from "./problem.ts";
import type { SourceFile, Span } from "./problem.ts";

type Entries = v.ObjectEntries;

/**
 * Parses `span` of `source` (a whole YAML file, or what stands between two `---`).
 * @returns the parsed value, or null when anything was wrong; every problem has then been reported
 */
export function parseYaml<E extends Entries>(
  source: SourceFile,
  span: Span,
  schema: v.ObjectSchema<E, undefined>,
): v.InferOutput<v.ObjectSchema<E, undefined>> | null {
  const document = parseDocument(source.slice(span), { prettyErrors: false });
  for (const error of document.errors) {
    const [start, end] = error.pos;
    source.report("yaml", { start: span.start + start, end: span.start + end }, yamlMessage(error.message));
  }
  if (document.errors.length > 0) return null;
  const value: unknown = document.toJS() ?? {};
  if (typeof value !== "object" || Array.isArray(value)) {
    source.report("yaml", span, "expected `key: value` lines");
    return null;
  }
  const unknown = reportUnknownKeys(source, span.start, document, schema);
  const result = v.safeParse(schema, value);
  for (const issue of result.issues ?? []) reportIssue(source, span, document, issue);
  return result.success && !unknown ? result.output : null;
}

function yamlMessage(message: string): string {
  return message.startsWith("Map keys must be unique")
    ? "this key is written twice; the second would win"
    : message;
}

function reportUnknownKeys(
  source: SourceFile,
  base: number,
  document: Document,
  schema: { entries: Entries },
): boolean {
  const known = Object.keys(schema.entries);
  let found = false;
  if (!isMap(document.contents)) return found;
  for (const pair of document.contents.items) {
    const key = String(pair.key);
    if (known.includes(key) || !isNode(pair.key)) continue;
    found = true;
    source.report(
      "unknown-key",
      yamlSpan(pair.key, base),
      `there is no key "${key}" here`,
      suggest(key, known),
    );
  }
  return found;
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

/** Schemas here phrase their own messages; valibot's words only remain for a wrong basic type. */
function ownMessage(issue: v.BaseIssue<unknown>): string {
  if (!issue.message.startsWith("Invalid ")) return issue.message;
  return `must be ${issue.expected ?? "something else"}, not ${issue.received}`;
}

function yamlSpan(node: YamlNode, base: number): Span {
  const [start, end] = node.range ?? [0, 1];
  return { start: base + start, end: base + Math.max(end, start + 1) };
}
