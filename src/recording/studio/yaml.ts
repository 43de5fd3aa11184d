/** A design as YAML: what a team keeps beside its code. Every mistake has its line and column. */
import * as v from "valibot";
import { Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import { issueWords } from "./issue-words.ts";
import { Design } from "./schema.ts";
import { namesIn } from "./references.ts";

export interface Mistake {
  line: number;
  column: number;
  message: string;
}
export type Read = { ok: true; design: Design } | { ok: false; mistakes: Mistake[] };

/** Longer than the largest design that the schema accepts in practice, and short enough to parse at once. */
const MAX_TEXT = 1_000_000;
const MAX_MISTAKES = 20;

export function readYaml(text: string): Read {
  const lines = new LineCounter();
  const at = (offset: number, message: string): Mistake => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), message };
  };
  if (text.length > MAX_TEXT)
    return { ok: false, mistakes: [at(0, `design too long: expected at most ${MAX_TEXT} characters`)] };
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    return {
      ok: false,
      mistakes: document.errors.map(({ pos, code, message }) => at(pos[0], syntaxWords(code, message))),
    };
  let json: unknown;
  try {
    json = document.toJS({ maxAliasCount: 100 });
  } catch {
    // Names that stand for names that stand for names: a short text that would fill the memory.
    return { ok: false, mistakes: [at(0, "too many aliases (*name): write out what they stand for")] };
  }
  // To the schema a list is an object that lacks every field.
  if (Array.isArray(json))
    return { ok: false, mistakes: [at(0, "the design: expected a map of fields, got a list")] };
  const parsed = v.safeParse(Design, json);
  const wrong = parsed.success
    ? namesIn(parsed.output)
    : parsed.issues.map((issue) => ({ path: pathOf(issue), message: issueWords(issue) }));
  if (parsed.success && wrong.length === 0) return { ok: true, design: parsed.output };
  return {
    ok: false,
    mistakes: wrong
      .slice(0, MAX_MISTAKES)
      .map(({ path, message }) => at(offsetOf(document, path), `${placeName(path)}: ${message}`)),
  };
}

/** Without what is at its default, so that a small design is a small file; steps and short lists are on one line. */
export function printYaml(design: Design): string {
  const document = new Document(brief(design));
  visit(document, {
    Seq(_, seq) {
      if (seq.items.every(isScalar)) seq.flow = true;
    },
    Map(_, map) {
      if (map.has("do")) map.flow = true;
    },
  });
  return document.toString({ lineWidth: 110 });
}

function syntaxWords(code: string, message: string): string {
  if (code === "MULTIPLE_DOCS") return "expected one design, got several: remove what follows ---";
  return /call stack/.test(message) ? "lists or maps are nested too deeply" : message;
}

const pathOf = (issue: v.BaseIssue<unknown>): (string | number)[] =>
  (issue.path ?? []).map(({ key }) => key as string | number);

/** `tasks[2].on[0].from` */
const placeName = (path: readonly (string | number)[]): string =>
  path.length === 0
    ? "the design"
    : path.map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? key : `.${key}`)).join("");

/** Where the value is in the text; of a missing one, its parent. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const found = document.getIn(path.slice(0, length), true);
    if (isScalar(found) || isMap(found) || isSeq(found)) return found.range?.[0] ?? 0;
  }
  return 0;
}

/** The same value to the schema: a field at its default says nothing. */
function brief(design: Design): unknown {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) =>
        inner === undefined || isDefault(key, inner) ? [] : [[key, plain(inner)]],
      ),
    );
  };
  return plain(design);
}

const DEFAULTS: Record<string, unknown> = {
  about: "",
  burst: 1,
  arrivals: "poisson",
  keys: 1,
  hot: 0,
  whenFull: "wait",
  spread: "fixed",
  where: "inline",
  reply: false,
  write: true,
  keep: false,
  subscribes: 1,
  per: "",
  runsOn: "runtime",
  watchedBy: "",
  shutdown: "",
};

function isDefault(key: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (key === "picture") return Object.keys(value as object).length === 0;
  return Object.hasOwn(DEFAULTS, key) && DEFAULTS[key] === value;
}
