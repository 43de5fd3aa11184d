/** The instructor's page: drop hand-ins, have each run again in the sandbox, see what was claimed beside what was found. */
import { Download, Square, Upload } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Course } from "../lesson/types.ts";
import type { UsedExercise } from "../sandbox/types.ts";
import { saveFile } from "../ui/save-file.ts";
import { usePageTitle } from "../ui/title.ts";
import type { Comparison } from "./compare.ts";
import { MAX_HAND_IN_BYTES } from "./hand-in.ts";
import { failingMost, regradeOne, toTable, type Grade, type Regraded } from "./regrade.ts";
import styles from "./RegradePage.module.css";

const AGREEMENT: Record<Comparison["agreement"], string> = {
  same: "as claimed",
  "claimed-more": "claimed more",
  "found-more": "found more",
  differs: "differs",
  "other-version": "other version of the checks",
  "not-run": "not run",
};

/** What the code of an exercise imports of others, given what passed of theirs. */
type LoadUses = (
  exercise: string,
  passed: (exercise: string) => string | undefined,
) => Promise<UsedExercise[]>;

const gradeInSandbox =
  (course: Course, loadUses: LoadUses): Grade =>
  async (id, code, handIn) => {
    const passed = (used: string) =>
      handIn.exercises.find(({ exercise, report }) => exercise === used && report.passed)?.code;
    const [{ grade }, uses] = await Promise.all([import("../sandbox/grade.ts"), loadUses(id, passed)]);
    const exercise = course.weeks.flatMap((week) => week.exercises).find((one) => one.id === id);
    return grade(id, code, { contentHash: exercise?.contentHash ?? "", uses });
  };

export default function RegradePage({ course, loadUses }: { course: Course; loadUses: LoadUses }) {
  const title = usePageTitle("Regrade hand-ins");
  const [done, setDone] = useState<Regraded[]>([]);
  const [total, setTotal] = useState(0);
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);

  async function take(files: File[]) {
    if (running || files.length === 0) return;
    const known = new Set(course.weeks.flatMap((week) => week.exercises.map(({ id }) => id)));
    stopped.current = false;
    setRunning(true);
    setDone([]);
    setTotal(files.length);
    for (const file of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (stopped.current) break;
      const text = file.size > MAX_HAND_IN_BYTES ? "" : await file.text().catch(() => "");
      const one = await regradeOne({ name: file.name, text }, known, gradeInSandbox(course, loadUses));
      setDone((before) => [...before, one]);
    }
    setRunning(false);
  }

  const onDrop = useEffectEvent((transfer: DataTransfer) => void filesOf(transfer).then(take));
  // The whole page takes a drop: a folder is let go wherever there is room.
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      if (event.dataTransfer) onDrop(event.dataTransfer);
    };
    document.addEventListener("dragover", over);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", over);
      document.removeEventListener("drop", drop);
    };
  }, []);

  return (
    <main id="main" className={styles.page}>
      <h1 ref={title} tabIndex={-1}>
        Regrade hand-ins
      </h1>
      <p className={styles.lead}>
        Drop a folder of hand-ins here, or choose them. Each is run again in the same sandbox as a learner’s
        own code; nothing leaves this machine.
      </p>
      <div className={styles.controls}>
        <Chooser disabled={running} onFiles={take} />
        {running && (
          <button type="button" className="button" onClick={() => (stopped.current = true)}>
            <Square size={14} aria-hidden /> Stop
          </button>
        )}
        {done.length > 0 && !running && (
          <>
            <button
              type="button"
              className="button"
              onClick={() => saveFile("regrade.csv", "text/csv", toTable(done))}
            >
              <Download size={16} aria-hidden /> CSV
            </button>
            <button
              type="button"
              className="button"
              onClick={() => saveFile("regrade.json", "application/json", JSON.stringify(done))}
            >
              <Download size={16} aria-hidden /> JSON
            </button>
          </>
        )}
        {total > 0 && (
          <p className={styles.progress} role="status">
            <progress value={done.length} max={total} aria-label="Hand-ins graded" />
            {done.length} of {total} graded{!running && done.length < total ? ", then stopped" : ""}
          </p>
        )}
      </div>
      {done.length > 0 && <Results course={course} done={done} />}
    </main>
  );
}

function Chooser({ disabled, onFiles }: { disabled: boolean; onFiles(files: File[]): Promise<void> }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="button primary"
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        <Upload size={16} aria-hidden /> Choose hand-ins…
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".json,application/json"
        aria-label="Hand-ins"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          void onFiles(files);
        }}
      />
    </>
  );
}

/** Files of a drop, those in dropped folders too. */
async function filesOf(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  const nested = await Promise.all(entries.map(walk));
  return nested.flat().filter((file) => file.name.endsWith(".json"));
}

async function walk(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile)
    return [
      await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
    ];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const all: FileSystemEntry[] = [];
  // A reader answers with a hundred entries at a time, and with none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    all.push(...some);
  }
  return (await Promise.all(all.map(walk))).flat();
}

function Results({ course, done }: { course: Course; done: Regraded[] }) {
  const most = failingMost(done).slice(0, 12);
  return (
    <>
      <h2>Hand-ins</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label="Hand-ins, claimed and found">
        <table className={styles.table}>
          <thead>
            <tr>
              {["File", "Learner", "Exercise", "Claimed", "Found", "Agreement", "What differs"].map(
                (head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>{done.flatMap(rowsOf)}</tbody>
        </table>
      </div>
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
      <Journals course={course} done={done} />
    </>
  );
}

function rowsOf(one: Regraded) {
  if (one.kind === "unreadable")
    return [
      <tr key={one.file} data-agreement="not-run">
        <th scope="row">{one.file}</th>
        <td colSpan={6}>Cannot be read: {one.message}.</td>
      </tr>,
    ];
  return one.comparisons.map((c) => (
    <tr key={`${one.file} ${c.exercise}`} data-agreement={c.agreement}>
      <th scope="row">{one.file}</th>
      <td>{one.handIn.learner || "no name"}</td>
      <td>{c.exercise}</td>
      <td>
        {c.claimed.passed}/{c.claimed.total}
      </td>
      <td>
        {c.found.passed}/{c.found.total}
      </td>
      <td>{AGREEMENT[c.agreement]}</td>
      <td>{c.note || c.differences.join("; ")}</td>
    </tr>
  ));
}

/** Everyone's answers to one question below each other. */
function Journals({ course, done }: { course: Course; done: Regraded[] }) {
  const questions = course.weeks.flatMap((week) =>
    week.lessons.flatMap((lesson) =>
      lesson.tasks
        .filter(({ kind }) => kind === "question" || kind === "journal")
        .map((task) => ({
          id: `${week.id}/${lesson.id}/${task.id}`,
          title: `${lesson.label}: ${task.title}`,
        })),
    ),
  );
  const answered = questions
    .map((question) => ({
      ...question,
      answers: done.flatMap((one) => {
        const text =
          one.kind === "graded" ? one.handIn.answers.find(({ id }) => id === question.id)?.text : undefined;
        return one.kind === "graded" && text?.trim() ? [{ who: one.handIn.learner || one.file, text }] : [];
      }),
    }))
    .filter(({ answers }) => answers.length > 0);
  if (answered.length === 0) return null;
  return (
    <>
      <h2>Journals side by side</h2>
      {answered.map(({ id, title, answers }) => (
        <details key={id} className={styles.question}>
          <summary>
            {title} ({answers.length})
          </summary>
          {answers.map(({ who, text }, at) => (
            <blockquote key={at}>
              <p className="label">{who}</p>
              <p className={styles.text}>{text}</p>
            </blockquote>
          ))}
        </details>
      ))}
    </>
  );
}
