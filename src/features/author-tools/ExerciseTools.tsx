/** In development, above a workbench: puts the stub, the solution or a wrong answer into it, and runs the kill matrix. */
import { useEffect, useRef, useState } from "react";
import type { Exercise } from "../../course/types.ts";
import type { CodeState } from "../../progress/code.ts";
import { MatrixTable } from "./MatrixTable.tsx";
import { filesOf, runMatrix } from "./matrix.ts";
import type { Grade, MatrixRow } from "./matrix.ts";
import { useWrongAnswers } from "./preview.ts";
import styles from "./author.module.css";

interface Props {
  exercise: Exercise;
  code: CodeState;
  grade: Grade;
}

export default function ExerciseTools({ exercise, code, grade }: Props) {
  const wrong = useWrongAnswers(exercise.id);
  const files = filesOf(exercise, wrong);
  const shown = files.find(({ source }) => source === code.text)?.path ?? "";
  /** Restores the code from before the first of the author's answers. */
  const [undo, setUndo] = useState<() => void>();
  const { rows, running, run, stop } = useMatrix(exercise, grade);

  function put(path: string) {
    const file = files.find((each) => each.path === path);
    if (file === undefined || path === shown) return;
    const undoThis = code.replace(file.source, "author");
    setUndo((first) => first ?? (() => undoThis()));
  }

  return (
    <aside className={styles.bar} aria-label={`Author: ${exercise.id}`}>
      <span className={styles.tag}>Author</span>
      {["stub.ts", "solution.ts"].map((path) => (
        <button
          key={path}
          type="button"
          className="button"
          aria-pressed={shown === path}
          onClick={() => put(path)}
        >
          {path}
        </button>
      ))}
      <select
        className="input"
        aria-label="Wrong answer"
        value={shown}
        onChange={(event) => put(event.target.value)}
      >
        <option value="">{wrong.length} wrong answers</option>
        {files.slice(2).map(({ path }) => (
          <option key={path} value={path}>
            {path}
          </option>
        ))}
      </select>
      {undo && (
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            undo();
            setUndo(undefined);
          }}
        >
          Back to my code
        </button>
      )}
      {running ? (
        <button type="button" className="button" onClick={stop}>
          Stop, {rows.length} of {files.length} graded
        </button>
      ) : (
        <button type="button" className="button" onClick={() => run()}>
          Run the kill matrix
        </button>
      )}
      {rows.length > 0 && <MatrixTable rows={rows} done={!running} />}
    </aside>
  );
}

function useMatrix(exercise: Exercise, grade: Grade) {
  const wrong = useWrongAnswers(exercise.id);
  const [rows, setRows] = useState<MatrixRow[]>([]);
  const [running, setRunning] = useState(false);
  const controller = useRef<AbortController>(null);
  useEffect(() => () => controller.current?.abort(), []);

  async function run() {
    const mine = new AbortController();
    controller.current = mine;
    setRows([]);
    setRunning(true);
    const onRow = (row: MatrixRow) => setRows((before) => [...before, row]);
    await runMatrix(exercise, wrong, { grade, signal: mine.signal, onRow });
    if (controller.current === mine) setRunning(false);
  }
  return { rows, running, run: () => void run(), stop: () => controller.current?.abort() };
}
