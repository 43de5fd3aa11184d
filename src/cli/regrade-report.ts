/** What `course regrade` says of the hand-ins: a line for each exercise, a table where one is asked for. */
import { writeFileSync } from "node:fs";
import type { Comparison } from "../features/hand-in/compare.ts";
import type { Regraded } from "../features/hand-in/regrade.ts";
import { EDITED, toTable } from "../features/hand-in/table.ts";
import { LANGUAGE_NAMES } from "../progress/language.ts";

export interface Options {
  csv?: string;
  format?: string;
}

/** Rust is not run again: it neither confirms a claim nor contradicts one. */
export const asClaimed = (one: Regraded): boolean =>
  one.kind === "graded" &&
  !one.edited &&
  one.comparisons.every(({ agreement }) => agreement === "same" || agreement === "not-rerun");

const MARKS: Partial<Record<Comparison["agreement"], string>> = { same: " ", "not-rerun": "?" };

export function report(all: readonly Regraded[], { csv, format }: Options): void {
  if (csv) writeFileSync(csv, toTable(all));
  if (format === "json") {
    for (const one of all) process.stdout.write(`${JSON.stringify(one)}\n`);
    return;
  }
  for (const one of all) {
    if (one.kind === "unreadable") say(`${one.file}: cannot be read: ${one.message}`);
    else {
      if (one.edited) say(`≠ ${one.file}: ${EDITED}`);
      if (one.comparisons.length === 0) say(`${one.file}: no exercise handed in`);
      for (const c of one.comparisons)
        say(`${MARKS[c.agreement] ?? "≠"} ${one.file}  ${one.handIn.learner || "no name"}  ${inWords(c)}`);
    }
  }
  const differing = all.filter((one) => !asClaimed(one)).length;
  say(`${all.length} hand-ins, ${differing} not as claimed`);
  const claims = all
    .flatMap((one) => (one.kind === "graded" ? one.comparisons : []))
    .filter(({ agreement }) => agreement === "not-rerun").length;
  if (claims > 0) say(`? ${claims} in Rust: claimed, not re-run`);
}

function inWords(c: Comparison): string {
  const claimed = c.claimed ? `${c.claimed.passed}/${c.claimed.total}` : "nothing";
  const found = c.found ? `found ${c.found.passed}/${c.found.total}  ${c.agreement}` : "not re-run";
  const why = c.note || c.differences.join("; ");
  return `${c.exercise}  ${LANGUAGE_NAMES[c.language]}  claimed ${claimed}, ${found}${why ? `  (${why})` : ""}`;
}

/** What comes out of a file may hold what a terminal would obey. */
const say = (line: string): void => void process.stdout.write(`${line.replace(/\p{Cc}/gu, "\u{fffd}")}\n`);
