/** A mutant: an answer with one small change that should make it wrong. */

export interface Mutant {
  /** From the repository's root. */
  file: string;
  /** The kind of change. */
  operator: string;
  /** The changed lines, or what is missing; with the file it names the mutant. */
  change: string;
  source: string;
}

/** An operator's proposal: replace the text between `start` and `end` with `text`. */
export interface Edit {
  operator: string;
  start: number;
  end: number;
  text: string;
  /** What the change needs elsewhere, such as a variable or an import. */
  also?: readonly { at: number; text: string }[];
}

/** One mutant for each edit that gives a distinct text, in text order. */
export function mutantsOf(file: string, text: string, edits: readonly Edit[]): Mutant[] {
  const mutants = new Map<string, Mutant>();
  const named = new Map<string, number>();
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const source = apply(text, edit);
    if (source === text || mutants.has(source)) continue;
    const change = describe(text, edit);
    const times = (named.get(change) ?? 0) + 1;
    named.set(change, times);
    mutants.set(source, {
      file,
      operator: edit.operator,
      change: times === 1 ? change : `${change} #${times}`,
      source,
    });
  }
  return [...mutants.values()];
}

function apply(text: string, { start, end, text: replacement, also = [] }: Edit): string {
  const edits = [
    { start, end, text: replacement },
    ...also.map(({ at, text: added }) => ({ start: at, end: at, text: added })),
  ];
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((changed, each) => changed.slice(0, each.start) + each.text + changed.slice(each.end), text);
}

function describe(text: string, { start, end, text: replacement }: Edit): string {
  if (/^;?$/.test(replacement.trim()) && start < end) return `without ${short(text.slice(start, end))}`;
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  return short(
    text.slice(from, start) + replacement + text.slice(end, newline === -1 ? text.length : newline),
  );
}

function short(lines: string): string {
  return lines.replace(/\s+/g, " ").trim();
}
