/** The results of regrading: a row for each exercise handed in, the checks that fail most, and the wrong answer that each failure resembles. */
import { useState } from "react";
import type { Course } from "../../course/types.ts";
import type { Comparison } from "./compare.ts";
import { gradeInSandbox, type LoadUses } from "./grade-in-sandbox.ts";
import { Consoles } from "./Consoles.tsx";
import { Journals } from "./Journals.tsx";
import { failingMost, type Regraded, type Ungraded } from "./regrade.ts";
import { resemblance, type Resemblance, type Signature } from "./resemblance.ts";
import { RustAnswers } from "./RustAnswers.tsx";
import { EDITED } from "./table.ts";
import { late } from "../../lib/late.ts";
import { oneLine } from "../../lib/visible.ts";
import { LANGUAGE_NAMES } from "../../progress/language.ts";
import { ColumnHeads } from "../../ui/ColumnHeads.tsx";
import { InPart } from "../../ui/InPart.tsx";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import styles from "./RegradePage.module.css";

const AGREEMENT: Record<Comparison["agreement"], string> = {
  same: "as claimed",
  "claimed-more": "claimed more",
  "found-more": "found more",
  differs: "differs",
  "other-version": "other version of the checks",
  doubtful: "not believed",
  "not-run": "not run",
  "not-rerun": "claimed, not re-run: Rust",
  "not-handed-in": "not handed in",
};

const UNGRADED: Record<Ungraded["kind"], string> = {
  unreadable: "Cannot be read",
  stopped: "Not graded",
  other: "Not a hand-in",
};

const wrongAnswers = late("The list of known wrong answers", () => import("./known-wrong.ts"));

/** Few enough for a browser to lay out quickly. */
const ROWS = 500;

interface ResultsProps {
  course: Course;
  loadUses: LoadUses;
  done: readonly Regraded[];
  running: boolean;
}

export function RegradeResults({ course, loadUses, done, running }: ResultsProps) {
  const rows = done.flatMap(rowsOf);
  const most = failingMost(done).slice(0, 12);
  const [known, setKnown] = useState<Signature[]>();
  const [comparing, setComparing] = useState<[done: number, total: number]>();
  const [problem, setProblem] = useState<string>();
  async function compareWithKnown() {
    setProblem(undefined);
    try {
      await compare();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setComparing(undefined);
  }
  async function compare() {
    const { signatures } = await wrongAnswers.load();
    const failing = done
      .flatMap((one) => (one.kind === "graded" ? one.comparisons : []))
      .filter((c) => c.failing.length > 0);
    const exercises = new Set(failing.map(({ exercise }) => exercise));
    setKnown(
      await signatures(exercises, gradeInSandbox(course, loadUses), (at, total) => setComparing([at, total])),
    );
  }
  return (
    <>
      <h2>Hand-ins</h2>
      <InPart items={rows} step={ROWS} what="rows">
        {(part) => (
          <ScrollBox className="table-scroll" label="Hand-ins, claimed and found">
            <table className={styles.table}>
              <ColumnHeads
                names={[
                  "File",
                  "Learner",
                  "Exercise",
                  "Language",
                  "Claimed",
                  "Found",
                  "Agreement",
                  "What differs",
                ]}
              />
              <tbody>
                {part.map((row, at) => (
                  <ResultRow key={at} row={row} known={known} />
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </InPart>
      {!known && !running && most.length > 0 && (
        <p className={styles.controls}>
          <button
            type="button"
            className="button"
            disabled={comparing !== undefined}
            onClick={() => void compareWithKnown()}
          >
            Compare with the known wrong answers
          </button>
          <span role="status">{problem ?? (comparing && `${comparing[0]} of ${comparing[1]} run`)}</span>
        </p>
      )}
      {most.length > 0 && (
        <>
          <h2>Checks that fail most</h2>
          <ol className={styles.most}>
            {most.map(({ exercise, check, count }) => (
              <li key={`${exercise} ${check}`}>
                <strong>{count}</strong> {exercise}: {check}
              </li>
            ))}
          </ol>
        </>
      )}
      {!running && (
        <>
          <RustAnswers done={done} />
          <Journals course={course} done={done} />
          <Consoles done={done} />
        </>
      )}
    </>
  );
}

interface Row {
  one: Regraded;
  /** Undefined for a file without any. */
  comparison: Comparison | undefined;
}

function rowsOf(one: Regraded): Row[] {
  const comparisons = one.kind === "graded" ? one.comparisons : [];
  return comparisons.length === 0
    ? [{ one, comparison: undefined }]
    : comparisons.map((comparison) => ({ one, comparison }));
}

function ResultRow({ row: { one, comparison: c }, known }: { row: Row; known: Signature[] | undefined }) {
  const file = <th scope="row">{oneLine(one.file)}</th>;
  if (one.kind !== "graded" || !c)
    return (
      <tr data-agreement="not-run">
        {file}
        <td colSpan={7}>
          {one.kind === "graded" ? "No exercise handed in." : `${UNGRADED[one.kind]}: ${one.message}.`}
        </td>
      </tr>
    );
  const handedIn = c.agreement !== "not-handed-in";
  return (
    <tr data-agreement={c.agreement}>
      {file}
      <td>{oneLine(one.handIn.learner) || "no name"}</td>
      <td data-cell="exercise">{oneLine(c.exercise)}</td>
      <td>{c.language ? LANGUAGE_NAMES[c.language] : "–"}</td>
      <td>{c.claimed ? `${c.claimed.passed}/${c.claimed.total}` : handedIn ? "nothing" : "–"}</td>
      <td>{c.found ? `${c.found.passed}/${c.found.total}` : handedIn ? "not re-run" : "–"}</td>
      <td data-cell="agreement">{AGREEMENT[c.agreement]}</td>
      <td>
        {one.edited && <p className={styles.edited}>{EDITED}</p>}
        {handedIn && oneLine(c.note || c.differences.join("; "))}
        {known && <Resembles like={resemblance(c.exercise, c.failing, known)} />}
      </td>
    </tr>
  );
}

function Resembles({ like }: { like: Resemblance | undefined }) {
  if (!like) return null;
  return (
    <p className={styles.like}>
      {like.likeness === 1 ? "Fails the same checks as" : "Fails many of the checks of"}{" "}
      <code translate="no">{like.name}</code> fails.
    </p>
  );
}
