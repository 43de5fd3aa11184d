/** The instructor's page: drop hand-ins, have each run again in the sandbox, see what was claimed beside what was found. */
import { Download, Square, Upload } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Course } from "../../course/types.ts";
import { saveFile } from "../../ui/save-file.ts";
import { usePageTitle } from "../../ui/title.ts";
import { filesOf } from "./dropped-files.ts";
import { gradeInSandbox, type LoadUses } from "./grade-in-sandbox.ts";
import { MAX_HAND_IN_BYTES } from "./read-hand-in.ts";
import { regradeOne, type Regraded } from "./regrade.ts";
import { RegradeResults } from "./RegradeResults.tsx";
import { toTable } from "./table.ts";
import styles from "./RegradePage.module.css";

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
        own code; nothing leaves this machine. Answers in Rust are shown as claimed: they are native code, and
        nobody else’s is compiled or run here.
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
            <progress className="progress" value={done.length} max={total} aria-label="Hand-ins graded" />
            {done.length} of {total} graded{!running && done.length < total ? ", then stopped" : ""}
          </p>
        )}
      </div>
      {done.length > 0 && (
        <RegradeResults course={course} loadUses={loadUses} done={done} running={running} />
      )}
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
