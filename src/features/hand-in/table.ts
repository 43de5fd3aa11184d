/** The results of regrading as a table: a row for each learner and exercise, and one for each file that was not graded. */
import { standingBench } from "../../progress/standing.ts";
import { gradedIn, type Bench } from "../../../harness/report.ts";
import { csvLines } from "../../lib/csv.ts";
import { LANGUAGE_NAMES } from "../../progress/language.ts";
import type { HandIn } from "./hand-in.ts";
import type { Regraded } from "./regrade.ts";

const HEAD = [
  "file",
  "learner",
  "exercise",
  "language",
  "claimed",
  "found",
  "of",
  "agreement",
  "failing",
  "differences",
  "BENCH (claimed)",
  "BENCH measured on (claimed)",
  "cargo bench (claimed)",
  "note",
];

export const EDITED = "the file was changed after it was saved";

export const toTable = (all: readonly Regraded[]): string => [...tableLines(all)].join("");

/** Yields a line at a time: the table of a large class would block the page for too long. */
export const tableLines = (all: readonly Regraded[]): Generator<string> => csvLines(HEAD, rowsOf(all));

function* rowsOf(all: readonly Regraded[]): Generator<(string | number)[]> {
  for (const one of all) {
    if (one.kind !== "graded") {
      yield rowOf({ file: one.file, agreement: one.kind, note: one.message });
      continue;
    }
    const { learner, benches } = one.handIn;
    if (one.comparisons.length === 0) yield rowOf({ file: one.file, learner, note: "no exercise handed in" });
    const standing = standingBench(benches);
    const bench = standing?.value;
    const measured = realTokio(one.handIn);
    for (const c of one.comparisons)
      yield [
        one.file,
        learner,
        c.exercise,
        c.language ? LANGUAGE_NAMES[c.language] : "",
        c.claimed?.passed ?? "",
        c.found?.passed ?? "",
        (c.found ?? c.claimed)?.total ?? "",
        c.agreement,
        c.failing.join(" "),
        c.differences.join("; "),
        bench === null || bench === undefined ? "" : bench.toFixed(2),
        standing === undefined ? "" : measuredOn(standing),
        measured,
        [one.edited && EDITED, c.note].filter(Boolean).join("; "),
      ];
  }
}

const rowOf = (cells: Readonly<Record<string, string>>): string[] => HEAD.map((name) => cells[name] ?? "");

/** What BENCH was measured on, as the hand-in claims. */
function measuredOn(bench: Bench): string {
  const { tokio, rustc } = gradedIn(bench)?.build ?? {};
  return tokio === undefined ? "model" : `tokio ${tokio}, rustc ${rustc}`;
}

const realTokio = ({ realTokio: measured }: HandIn): string =>
  measured
    .flatMap(({ runs }) => runs)
    .map(({ flavor, profile }) => `${flavor} ${profile.profile} ${profile.ratio.toFixed(2)}`)
    .join("; ");
