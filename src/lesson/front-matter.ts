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
  // The first is the mistake; the parser's others often follow from it.
  for (const error of document.errors.slice(0, 1)) {
    const at = errorSpan(error, document, source, span.start);
    const { message, help } = yamlMistake(error, source.lineAt(at.start).text);
    source.report("yaml", at, message, help);
  }
  if (document.errors.length > 0) return null;
  const value: unknown = document.toJS() ?? {};
  if (document.contents === null) {
    const keys = Object.keys(schema.entries).filter((key) => schema.entries[key]?.type !== "optional");
    const help = `write ${keys.map((key) => `\`${key}: …\``).join(", ")}`;
    source.report("yaml", { start: span.start, end: span.start + 1 }, "there is nothing in here", help);
    return null;
  }
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

/** The parser's error in words that say what to write. @param line the text of its line */
function yamlMistake({ code, message }: YAMLError, line: string): { message: string; help?: string } {
  if (code === "DUPLICATE_KEY") return { message: "duplicate key; the second would win" };
  if (message.startsWith("Missing closing")) return { message: "this quotation mark is not closed" };
  if (code === "MULTIPLE_DOCS")
    return { message: "a second document starts here", help: "remove the line `---`" };
  if (code === "TAB_AS_INDENT") return { message: "a tab indents this line", help: "indent with spaces" };
  const item = /^\s*-(?=[\w"'[{])/.exec(line)?.[0];
  if (item !== undefined)
    return { message: "a space is missing after the dash", help: `write \`- ${line.slice(item.length)}\`` };
  if (/must start at the same column|without - indicator/.test(message)) {
    const help = "indent it with as many spaces as the keys that it belongs to";
    return { message: "this line is indented unlike the lines around it", help };
  }
  const open = /must be sufficiently indented and end with a (.)/.exec(message)?.[1];
  if (open !== undefined)
    return {
      message: "a list or map in brackets is not closed before this line",
      help: `close it with \`${open}\``,
    };
  const [, key = "", value = ""] = /^\s*(?:- )?([\w-]+):\s*(.*?)\s*$/.exec(line) ?? [];
  const [, near = "", rest = ""] = /^\s*([\w-]+):(\S.*)$/.exec(line) ?? [];
  if (near !== "" && !rest.startsWith("//"))
    return { message: `a space is missing after \`${near}:\``, help: `write \`${near}: ${rest}\`` };
  const why = key === "" || value === "" ? undefined : whyQuoted(code, value);
  return why === undefined
    ? { message }
    : { message: why, help: `quote the value: \`${key}: ${quoted(value)}\`` };
}

function whyQuoted(code: YAMLError["code"], value: string): string | undefined {
  if (code === "BLOCK_AS_IMPLICIT_KEY") return "this value has a colon and a space, which start another key";
  if (code === "BAD_SCALAR_START") return `a value cannot start with "${value[0]}"`;
  if (code !== "UNEXPECTED_TOKEN") return undefined;
  if (/^["']/.test(value)) return "the value goes on after its closing quotation mark";
  return `YAML reads the "${value[0]}" at the start of this value as its own`;
}

/** The whole text of a value in quotation marks, whatever marks it has; no text of ours takes backticks. */
function quoted(value: string): string {
  const text = value.replace(/^(["'])(.*)\1$/, "$2").replaceAll("`", "");
  return text.includes('"') ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
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
  const name = nameOf(path);
  const node: unknown = document.getIn(path, true);
  if (issue.expected === "never") {
    reportUnknownEntry(source, span.start, document, path, issue.message.split(","));
    return;
  }
  if (issue.input === undefined) {
    const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : undefined;
    const place = isNode(parent) ? yamlSpan(parent, span.start) : { start: span.start, end: span.start + 1 };
    source.report("missing-key", place, `${name} is missing`, `add a line \`${String(path.at(-1))}: …\``);
    return;
  }
  const place = isNode(node) ? yamlSpan(node, span.start) : span;
  const { start, text } = source.lineAt(place.start);
  const written = new RegExp(`^\\s*(?:- )?${String(path.at(-1))}:[ \\t]*(\\S.*?)\\s*$`).exec(text)?.[1];
  const isMeantAsText = issue.expected === "string" || issue.message === "must not be empty";
  if (written === undefined || !isMeantAsText || /^["']/.test(written)) {
    source.report("bad-value", place, `${name} ${ownMessage(issue)}`, adviceOn(issue, String(path.at(-1))));
    return;
  }
  // The value is there, but YAML reads its first character as its own, or the whole as a number.
  const from = start + text.indexOf(written);
  const why = /^[#&!*|>%@]/.test(written)
    ? `YAML reads the "${written[0]}" at the start of this value as its own`
    : `${name} ${ownMessage(issue)}`;
  const help = `quote the value: \`${String(path.at(-1))}: ${quoted(written)}\``;
  source.report("bad-value", { start: from, end: from + written.length }, why, help);
}

/** `"minutes"`, or `an entry of "uses"`: the place says which. */
function nameOf(path: readonly unknown[]): string {
  const key = path.findLast((part) => typeof part === "string") ?? "";
  return typeof path.at(-1) === "number" ? `an entry of "${key}"` : `"${key}"`;
}

/** What to write instead, where the value itself tells. */
function adviceOn({ expected, input }: v.BaseIssue<unknown>, key: string): string | undefined {
  if (typeof input !== "string") return undefined;
  if (expected === "Array" && !/[[\]{}]/.test(input)) return `write \`${key}: [${input}]\``;
  const number = expected === "number" ? /^\s*(\d+(?:\.\d+)?)/.exec(input)?.[1] : undefined;
  if (number !== undefined) return `write the number alone: \`${key}: ${number}\``;
  const id = /^(?:.*\/)?([a-z][a-z0-9-]*)\.md$/.exec(input)?.[1];
  if (id !== undefined) return `write \`${id}\``;
  const kebab = input.toLowerCase().replaceAll(/[\s_\u2010-\u2015\u2212]+/g, "-");
  return expected?.startsWith("/^[a-z]") && kebab !== input && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kebab)
    ? `write \`${kebab}\``
    : undefined;
}

/** @param known the keys that this entry can have */
function reportUnknownEntry(
  source: SourceFile,
  base: number,
  document: Document,
  path: readonly unknown[],
  known: readonly string[],
): void {
  const parent: unknown = document.getIn(path.slice(0, -1), true);
  const key = String(path.at(-1));
  const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === key) : undefined;
  if (isNode(pair?.key))
    source.report("unknown-key", yamlSpan(pair.key, base), `unknown key "${key}"`, suggest(key, known));
  else if (isNode(parent)) {
    const help = `write it as ${known.map((each) => `\`${each}: …\``).join(", ")}`;
    const message = `${nameOf(path.slice(0, -1))} must be \`key: value\` lines, not a list`;
    source.report("bad-value", yamlSpan(parent, base), message, help);
  }
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
