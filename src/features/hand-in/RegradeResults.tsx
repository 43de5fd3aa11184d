/** What regrading found: a row for each exercise handed in, the checks that fail most, and what each failure resembles. */
import { useState } from "react";
import type { Course } from "../../course/types.ts";
import type { Comparison } from "./compare.ts";
import { gradeInSandbox, type LoadUses } from "./grade-in-sandbox.ts";
import { Journals } from "./Journals.tsx";
import { failingMost, type Regraded } from "./regrade.ts";
import { resemblance, type Resemblance, type Signature } from "./resemblance.ts";
import { RustAnswers } from "./RustAnswers.tsx";
import { EDITED } from "./table.ts";
import { LANGUAGE_NAMES } from "../../progress/language.ts";
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
};

interface ResultsProps {
  course: Course;
  loadUses: LoadUses;
  done: Regraded[];
  running: boolean;
}

export function RegradeResults({ course, loadUses, done, running }: ResultsProps) {
  const most = failingMost(done).slice(0, 12);
  const [known, setKnown] = useState<Signature[]>();
  const [comparing, setComparing] = useState<[done: number, total: number]>();
  async function compareWithKnown() {
    const { signatures } = await import("./known-wrong.ts");
    const failing = done
      .flatMap((one) => (one.kind === "graded" ? one.comparisons : []))
      .filter((c) => c.failing.length > 0);
    const exercises = new Set(failing.map(({ exercise }) => exercise));
    setKnown(
      await signatures(exercises, gradeInSandbox(course, loadUses), (at, total) => setComparing([at, total])),
    );
    setComparing(undefined);
  }
  return (
    <>
      <h2>Hand-ins</h2>
      <ScrollBox className={styles.scroll} label="Hand-ins, claimed and found">
        <table className={styles.table}>
          <thead>
            <tr>
              {[
                "File",
                "Learner",
                "Exercise",
                "Language",
                "Claimed",
                "Found",
                "Agreement",
                "What differs",
              ].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{done.flatMap((one) => rowsOf(one, known))}</tbody>
        </table>
      </ScrollBox>
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
          <span role="status">{comparing && `${comparing[0]} of ${comparing[1]} run`}</span>
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
      <RustAnswers done={done} />
      <Journals course={course} done={done} />
    </>
  );
}

function rowsOf(one: Regraded, known: readonly Signature[] | undefined) {
  if (one.kind === "unreadable")
    return [
      <tr key={one.file} data-agreement="not-run">
        <th scope="row">{one.file}</th>
        <td colSpan={7}>Cannot be read: {one.message}.</td>
      </tr>,
    ];
  return one.comparisons.map((c) => (
    <tr key={`${one.file} ${c.exercise} ${c.language}`} data-agreement={c.agreement}>
      <th scope="row">{one.file}</th>
      <td>{one.handIn.learner || "no name"}</td>
      <td data-cell="exercise">{c.exercise}</td>
      <td>{LANGUAGE_NAMES[c.language]}</td>
      <td>{c.claimed ? `${c.claimed.passed}/${c.claimed.total}` : "nothing"}</td>
      <td>{c.found ? `${c.found.passed}/${c.found.total}` : "not re-run"}</td>
      <td data-cell="agreement">{AGREEMENT[c.agreement]}</td>
      <td>
        {one.edited && <p className={styles.edited}>{EDITED}</p>}
        {c.note || c.differences.join("; ")}
        {known && <Resembles like={resemblance(c.exercise, c.failing, known)} />}
      </td>
    </tr>
  ));
}

function Resembles({ like }: { like: Resemblance | undefined }) {
  if (!like) return null;
  return (
    <p className={styles.like}>
      {like.likeness === 1 ? "Fails just what" : "Fails much of what"} <code>{like.name}</code> fails.
    </p>
  );
}
