/** Formats the results of `course regrade`: a line for each exercise, and a table on request. */
import { writeFileSync } from "node:fs";
import { standingOf, type Comparison, type Standing } from "../features/hand-in/compare.ts";
import type { Regraded, Ungraded } from "../features/hand-in/regrade.ts";
import { EDITED, toTable } from "../features/hand-in/table.ts";
import { jsonLine, oneLine } from "../lib/visible.ts";
import { LANGUAGE_NAMES } from "../progress/language.ts";
import { counted } from "../lib/words.ts";

export interface Options {
  csv?: string;
  format?: string;
}

export const standing = (one: Regraded): Standing | Ungraded["kind"] =>
  one.kind === "graded" ? standingOf(one.edited, one.comparisons) : one.kind;

/** Not for an instructor to check: files whose name says that they are not hand-ins are only listed. */
export const inOrder = (one: Regraded): boolean => ["as-claimed", "other"].includes(standing(one));

const MARKS: Partial<Record<Comparison["agreement"], string>> = {
  same: " ",
  "not-rerun": "?",
  "not-handed-in": "-",
  "not-run": "!",
};
const UNGRADED: Record<Ungraded["kind"], string> = {
  unreadable: "! cannot be read",
  stopped: "! not graded",
  other: "- not a hand-in",
};

/** @param litter the number of ignored files of the operating system */
export function report(all: readonly Regraded[], litter: number, { csv, format }: Options): void {
  if (csv) writeFileSync(csv, toTable(all));
  if (format === "json") {
    for (const one of all) process.stdout.write(`${jsonLine(one)}\n`);
    return;
  }
  for (const one of all) {
    if (one.kind !== "graded") {
      const [mark, ...what] = UNGRADED[one.kind].split(" ");
      say(`${mark} ${one.file}: ${what.join(" ")}: ${one.message}`);
      continue;
    }
    if (one.edited) say(`≠ ${one.file}: ${EDITED}`);
    if (one.comparisons.length === 0) say(`- ${one.file}: no exercise handed in`);
    for (const c of one.comparisons)
      say(`${MARKS[c.agreement] ?? "≠"} ${one.file}  ${one.handIn.learner || "no name"}  ${inWords(c)}`);
  }
  say(summary(all, litter));
  const claims = all
    .flatMap((one) => (one.kind === "graded" ? one.comparisons : []))
    .filter(({ agreement }) => agreement === "not-rerun").length;
  if (claims > 0) say(`? ${claims} in Rust: claimed, not re-run`);
}

const COUNTED: readonly (readonly [Standing | Ungraded["kind"], string])[] = [
  ["as-claimed", "as claimed"],
  ["not-as-claimed", "not as claimed"],
  ["not-run", "could not be run"],
  ["unreadable", "cannot be read"],
  ["stopped", "not graded"],
  ["other", "not a hand-in by name"],
];

function summary(all: readonly Regraded[], litter: number): string {
  const standings = all.map(standing);
  const counts = COUNTED.map(([which, words]) => [standings.filter((one) => one === which).length, words]);
  const ignored = litter > 0 ? `; ${litter} of the operating system ignored` : "";
  return `${counted(all.length, "file")}: ${counts
    .filter(([count], at) => at < 2 || count !== 0)
    .map((parts) => parts.join(" "))
    .join(", ")}${ignored}`;
}

function inWords(c: Comparison): string {
  if (c.language === undefined) return `${c.exercise}  ${c.note}`;
  const claimed = c.claimed ? `${c.claimed.passed}/${c.claimed.total}` : "nothing";
  const found = c.found ? `found ${c.found.passed}/${c.found.total}  ${c.agreement}` : "not re-run";
  const why = c.note || c.differences.join("; ");
  return `${c.exercise}  ${LANGUAGE_NAMES[c.language]}  claimed ${claimed}, ${found}${why ? `  (${why})` : ""}`;
}

/** Text from a file may contain terminal escape codes. */
const say = (line: string): void => void process.stdout.write(`${oneLine(line)}\n`);
