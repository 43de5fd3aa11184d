/** Compares the learner's code with the solution line by line, and folds identical stretches. */
import { diffLines } from "diff";

export interface DiffRow {
  kind: "same" | "mine" | "theirs";
  text: string;
  /** Line numbers count from 1; undefined on the side that has no such line. */
  mine: number | undefined;
  theirs: number | undefined;
}

export type DiffPart = { kind: "rows"; rows: DiffRow[] } | { kind: "folded"; lines: number };

const MAX_EDITS = 500;
/** Characters: several times the longest solution. */
const MAX_COMPARED = 50_000;

export function diffRows(mine: string, theirs: string): DiffRow[] {
  let mineLine = 1;
  let theirsLine = 1;
  const [before, after] = [withFinalNewline(mine), withFinalNewline(theirs)];
  // Long texts with little in common are slow to compare, and the result would be no easier to read.
  const compared =
    Math.max(before.length, after.length) > MAX_COMPARED
      ? undefined
      : diffLines(before, after, { maxEditLength: MAX_EDITS });
  const changes = compared ?? [
    { value: before, added: false, removed: true, count: 0 },
    { value: after, added: true, removed: false, count: 0 },
  ];
  return changes.flatMap((change) =>
    change.value
      .split("\n")
      .slice(0, -1)
      .map((text): DiffRow => {
        if (change.added) return { kind: "theirs", text, mine: undefined, theirs: theirsLine++ };
        if (change.removed) return { kind: "mine", text, mine: mineLine++, theirs: undefined };
        return { kind: "same", text, mine: mineLine++, theirs: theirsLine++ };
      }),
  );
}

/** Keeps `context` lines around each difference; short stretches stay unfolded. */
export function fold(rows: readonly DiffRow[], context = 3): DiffPart[] {
  const keep = rows.map(() => false);
  rows.forEach((row, at) => {
    if (row.kind === "same") return;
    keep.fill(true, Math.max(0, at - context), Math.min(rows.length, at + context + 1));
  });
  const parts: DiffPart[] = [];
  let at = 0;
  while (at < rows.length) {
    const kept = keep[at];
    let end = at;
    while (end < rows.length && keep[end] === kept) end++;
    const stretch = rows.slice(at, end);
    const last = parts.at(-1);
    if (!kept && stretch.length > 2) parts.push({ kind: "folded", lines: stretch.length });
    else if (last?.kind === "rows") last.rows.push(...stretch);
    else parts.push({ kind: "rows", rows: stretch });
    at = end;
  }
  return parts;
}

/** Without it, a missing newline at the very end would count as a changed line. */
function withFinalNewline(text: string): string {
  return text === "" || text.endsWith("\n") ? text : text + "\n";
}
