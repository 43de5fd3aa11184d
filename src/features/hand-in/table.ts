/** What regrading found as a table: a row for each learner and exercise, and one for each file that was not graded. */
import { toCsv } from "../../lib/csv.ts";
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
  "real tokio (claimed)",
  "note",
];

export const EDITED = "the file was changed after it was saved";

export function toTable(all: readonly Regraded[]): string {
  const rows = all.flatMap((one) => {
    if (one.kind !== "graded") return [rowOf({ file: one.file, agreement: one.kind, note: one.message })];
    if (one.comparisons.length === 0)
      return [rowOf({ file: one.file, learner: one.handIn.learner, note: "no exercise handed in" })];
    const { learner, benches } = one.handIn;
    const bench = benches.at(-1)?.value;
    return one.comparisons.map((c) => [
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
      realTokio(one.handIn),
      [one.edited && EDITED, c.note].filter(Boolean).join("; "),
    ]);
  });
  return toCsv(HEAD, rows);
}

const rowOf = (cells: Readonly<Record<string, string>>): string[] => HEAD.map((name) => cells[name] ?? "");

const realTokio = ({ realTokio: measured }: HandIn): string =>
  measured
    .flatMap(({ runs }) => runs)
    .map(({ flavor, profile }) => `${flavor} ${profile.profile} ${profile.ratio.toFixed(2)}`)
    .join("; ");
