/** The instructor's page: drop hand-ins, run each again in the sandbox, compare claimed with found. */
import { Download, Square, Upload } from "lucide-react";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { Course } from "../../course/types.ts";
import { saveFile } from "../../ui/save-file.ts";
import { usePageTitle } from "../../ui/title.ts";
import { chosen, dropped, type GivenFile } from "./dropped-files.ts";
import { MAX_HAND_IN_BYTES } from "./file-names.ts";
import { gradeInSandbox, type LoadUses } from "./grade-in-sandbox.ts";
import { blobOf } from "../../lib/blob.ts";
import { jsonParts } from "./as-json.ts";
import { RegradeResults } from "./RegradeResults.tsx";
import { tableLines } from "./table.ts";
import { useRegrade, type RegradeRun } from "./use-regrade.ts";
import type {} from "./window.ts";
import styles from "./RegradePage.module.css";

export default function RegradePage({ course, loadUses }: { course: Course; loadUses: LoadUses }) {
  const title = usePageTitle("Regrade hand-ins");
  const exercises = useMemo(
    () => course.weeks.flatMap((week) => week.exercises.map(({ id }) => id)),
    [course],
  );
  const grade = useMemo(() => gradeInSandbox(course, loadUses), [course, loadUses]);
  const { run, take, stop } = useRegrade(new Set(exercises), course.aliases, grade);
  const { phase, done } = run;
  const running = phase === "running";

  // `course regrade` reads the files itself and uses this page only for the runs.
  useEffect(() => {
    window.courseRegrade = { exercises, aliases: course.aliases, grade };
    return () => void delete window.courseRegrade;
  }, [exercises, course, grade]);

  const onDrop = useEffectEvent((transfer: DataTransfer) => void dropped(transfer).then(take));
  // The whole page is the drop target, because a folder may be dropped anywhere on it.
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
        Drop a folder of hand-ins here, or choose files. Each answer runs again in the same sandbox as a
        learner’s own code; nothing leaves this machine. Answers in Rust are shown as claimed: they are native
        code, which this page never compiles or runs. Files may have up to {MAX_HAND_IN_BYTES / 1_000_000} MB.
        A file that is not graded is listed with the reason.
      </p>
      <div className={styles.controls}>
        <Chooser disabled={running} onFiles={take} />
        {running && (
          <button type="button" className="button" onClick={stop}>
            <Square size={14} aria-hidden /> Stop
          </button>
        )}
        {done.length > 0 && !running && <Downloads run={run} />}
        {run.total > 0 && <Progress run={run} />}
      </div>
      {done.length > 0 && (
        <RegradeResults course={course} loadUses={loadUses} done={done} running={running} />
      )}
    </main>
  );
}

function Progress({ run: { phase, done, total, litter } }: { run: RegradeRun }) {
  const at = done.filter(({ kind }) => kind !== "stopped").length;
  return (
    <p className={styles.progress} role="status">
      <progress className="progress" value={at} max={total} aria-label="Hand-ins graded" />
      {at} of {total} graded{phase === "stopped" && ", then stopped"}
      {litter > 0 && `; ${litter} of the operating system ignored`}
    </p>
  );
}

function Downloads({ run: { done } }: { run: RegradeRun }) {
  const [writing, setWriting] = useState(false);
  async function save(name: string, type: string, parts: Iterable<string>) {
    setWriting(true);
    saveFile(name, type, await blobOf(parts));
    setWriting(false);
  }
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={writing}
        onClick={() => void save("regrade.csv", "text/csv", tableLines(done))}
      >
        <Download size={16} aria-hidden /> CSV
      </button>
      <button
        type="button"
        className="button"
        disabled={writing}
        onClick={() => void save("regrade.json", "application/json", jsonParts(done))}
      >
        <Download size={16} aria-hidden /> JSON
      </button>
    </>
  );
}

function Chooser({ disabled, onFiles }: { disabled: boolean; onFiles(files: GivenFile[]): Promise<void> }) {
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
          const files = chosen(event.target.files ?? []);
          event.target.value = "";
          void onFiles(files);
        }}
      />
    </>
  );
}
