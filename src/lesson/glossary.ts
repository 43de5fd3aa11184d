/** `glossary.yaml`: what each term means and which lesson introduces it; and whether the lessons keep to that. */
import type { CourseFiles } from "./files.ts";
import { parseYaml } from "./front-matter.ts";
import type { TermUse } from "./terms.ts";
import { SourceFile, suggest } from "../course/problem.ts";
import type { Problem, Span } from "../course/problem.ts";
import { GlossaryFile } from "./schemas.ts";

export const GLOSSARY = "lessons/glossary.yaml";

export interface Term {
  /** What a link points at: `lifo-slot`. */
  id: string;
  name: string;
  /** Other forms that a text may use: `cores`. */
  also: string[];
  /** Code stands between backticks. */
  means: string;
  /** The lesson that introduces it: `week-01/day-1`. */
  lesson: string;
}

export class Glossary {
  readonly terms: readonly Term[];
  /** All that the lessons take from it. */
  readonly key: string;
  readonly #byName: ReadonlyMap<string, Term>;

  constructor(terms: readonly Term[]) {
    this.terms = terms;
    this.key = JSON.stringify(terms);
    this.#byName = new Map(terms.flatMap((term) => namesOf(term).map((name) => [name, term])));
  }

  find(written: string): Term | undefined {
    return this.#byName.get(written.toLowerCase());
  }

  names(): string[] {
    return [...this.#byName.keys()];
  }
}

const namesOf = ({ name, also }: Term): string[] => [name, ...also].map((each) => each.toLowerCase());

/** A course without the file has an empty one. */
export function readGlossary(files: CourseFiles, problems: Problem[]): Glossary {
  const text = files.get(GLOSSARY);
  if (typeof text !== "string") return new Glossary([]);
  const source = new SourceFile(GLOSSARY, text, problems);
  const file = parseYaml(source, { start: 0, end: text.length }, GlossaryFile);
  const terms = (file?.terms ?? []).map(({ term, ...rest }) => ({ id: idOf(term), name: term, ...rest }));
  const seen = new Set<string>();
  for (const [index, term] of terms.entries()) {
    const again = namesOf(term).find((name) => seen.has(name));
    if (again !== undefined)
      source.report(
        "glossary",
        spanOfTerm(source, index),
        `"${again}" is defined twice`,
        "keep one of the two",
      );
    for (const name of namesOf(term)) seen.add(name);
  }
  return new Glossary(terms);
}

function idOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Where the file names its term number `index`. */
function spanOfTerm(source: SourceFile, index: number): Span {
  const found = [...source.text.matchAll(/\bterm:[ \t]*(\S.*?)[ \t]*$/gm)][index];
  const name = found?.[1] ?? "";
  const start = (found?.index ?? 0) + (found?.[0].indexOf(name) ?? 0);
  return { start, end: start + name.length };
}

/**
 * Reports terms that a page uses before the lesson that introduces them, and entries that no lesson introduces.
 * @param pages page -> its uses, in the order of the course
 */
export function checkTerms(
  glossary: Glossary,
  pages: ReadonlyMap<string, readonly TermUse[]>,
  files: CourseFiles,
  problems: Problem[],
): void {
  const order = [...pages.keys()];
  for (const [page, uses] of pages)
    for (const { source, span, term } of uses) {
      if (order.indexOf(page) >= order.indexOf(term.lesson)) continue;
      const help = "use it there first, or change its `lesson` in lessons/glossary.yaml";
      source.report("early-term", span, `"${term.name}" is introduced later, in ${term.lesson}`, help);
    }
  const source = new SourceFile(GLOSSARY, files.get(GLOSSARY) ?? "", problems);
  for (const [index, term] of glossary.terms.entries()) {
    const uses = pages.get(term.lesson);
    const span = spanOfTerm(source, index);
    if (uses === undefined) {
      const message = `the course has no lesson ${term.lesson}, which should introduce "${term.name}"`;
      source.report("glossary", span, message, suggest(term.lesson, order));
    } else if (!uses.some((use) => use.term.id === term.id)) {
      const message = `${term.lesson} should introduce "${term.name}", and does not use it`;
      source.report("glossary", span, message, `write \`:term[${term.name}]\` there`);
    }
  }
}
