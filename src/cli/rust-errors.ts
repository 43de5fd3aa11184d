/** Turns rustc's messages in JSON into problems at its own positions. */
import { relative, resolve, sep } from "node:path";
import * as v from "valibot";
import { fileProblem, SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";

const Place = v.object({
  file_name: v.string(),
  line_start: v.number(),
  column_start: v.number(),
  line_end: v.number(),
  column_end: v.number(),
  is_primary: v.boolean(),
  label: v.nullable(v.string()),
  suggested_replacement: v.optional(v.nullable(v.string())),
});
const Message = v.object({
  level: v.string(),
  message: v.string(),
  code: v.nullable(v.object({ code: v.string() })),
  spans: v.array(Place),
  children: v.array(v.object({ level: v.string(), message: v.string(), spans: v.array(Place) })),
});
type Message = v.InferOutput<typeof Message>;
type Place = v.InferOutput<typeof Place>;

export interface RustError {
  /** In the course's own file, or with the file "" if the error is in none of them. */
  problem: Problem;
  /** Files of the project that the error's other places are in: what it calls, what expects it. */
  also: Problem[];
}

/**
 * @param stderr what `rustc --error-format=json` printed
 * @param textOf the text of a file, from the repository's root; undefined for one that is not the course's
 * @param base what relative paths in it are relative to
 * @returns each error once
 */
export function rustErrors(
  stderr: string,
  root: string,
  textOf: (file: string) => string | undefined,
  base = root,
): RustError[] {
  const errors = stderr.split("\n").flatMap((line): RustError[] => {
    const parsed = v.safeParse(Message, line.startsWith("{") ? jsonOf(line) : undefined);
    if (!parsed.success || parsed.output.level !== "error" || parsed.output.spans.length === 0) return [];
    const fileOf = (place: Place): string =>
      relative(root, resolve(base, place.file_name)).replaceAll("\\", "/");
    const { problem, also } = errorOf(parsed.output, fileOf, textOf);
    const within = (one: Problem): Problem => ({
      ...one,
      ...(one.help && { help: one.help.replaceAll(root.replace(/[\\/]*$/, sep), "") }),
    });
    return [{ problem: within(problem), also: also.map(within) }];
  });
  const key = ({ problem }: RustError): string => JSON.stringify(problem);
  return errors.filter((error, index) => errors.findIndex((other) => key(other) === key(error)) === index);
}

/** Labels that only say again what the message says. */
const REPEATS = /^(not found in |could not find |private |use of undeclared )/;

/** `rustc's error E0425; a function with a similar name exists: \`tail\`` */
function adviceOf({ message, code, children }: Message): string {
  const advice = children.find(({ level }) => level === "help");
  const [change, ...others] = advice?.spans.map((place) => place.suggested_replacement?.trim()) ?? [];
  const write = change && others.length === 0 && !change.includes("\n") ? `: \`${change}\`` : "";
  const used =
    message.endsWith("in `super`") && "name an exercise whose code you use under `uses` in exercise.yaml";
  return [code && `rustc's error ${code.code}`, used, advice && `${advice.message}${write}`]
    .filter(Boolean)
    .join("; ");
}

function errorOf(
  error: Message,
  fileOf: (place: Place) => string,
  textOf: (file: string) => string | undefined,
): RustError {
  const label = error.spans.find(({ is_primary }) => is_primary)?.label;
  const saysMore = label && !error.message.includes(label) && !REPEATS.test(label);
  // rustc says in the label what its message leaves out: "mismatched types" and "expected `u64`, found `&str`".
  const message = saysMore ? `${error.message}: ${label}` : error.message;
  const help = adviceOf(error);
  const all = [...error.spans, ...error.children.flatMap(({ spans }) => spans)].toSorted(
    (a, b) => Number(b.is_primary) - Number(a.is_primary),
  );
  const [first, ...also] = all.flatMap((place): Problem[] => {
    const file = fileOf(place);
    const text = textOf(file);
    return text === undefined ? [] : [problemAt(file, text, place, message, help)];
  });
  const isOurs = all[0] !== undefined && textOf(fileOf(all[0])) !== undefined;
  if (isOurs && first !== undefined) return { problem: first, also };
  const nowhere = fileProblem("", "rust-error", message, help || undefined);
  return { problem: nowhere, also: first === undefined ? [] : [first, ...also] };
}

function problemAt(file: string, text: string, place: Place, message: string, help: string): Problem {
  const problems: Problem[] = [];
  const source = new SourceFile(file, text, problems);
  let line = source.lineAt(0);
  while (line.number < place.line_start && line.end < text.length) line = source.lineAt(line.end + 1);
  // rustc counts characters, problems UTF-16 units.
  const offset = (column: number): number =>
    line.start +
    Array.from(line.text)
      .slice(0, column - 1)
      .join("").length;
  const end = place.line_end === place.line_start ? offset(place.column_end) : line.end;
  source.report("rust-error", { start: offset(place.column_start), end }, message, help || undefined);
  return problems[0] as Problem;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
