/** The placeholder for the picture: says that nothing has run yet, and why, or that a run is in progress. */
import { Play } from "lucide-react";
import type { Opened } from "./opened.ts";
import type { CodeRun } from "./use-code-playback.ts";
import styles from "./Program.module.css";

interface Props {
  opened: Opened;
  codeRun: CodeRun;
  onRun(): void;
}

export function Waiting({ opened, codeRun, onRun }: Props) {
  const { running, sent, language, drafts } = opened;
  if (running === null && drafts[language].trim() === "")
    return (
      <div className={styles.waiting}>
        <p>The stage is empty. Type or paste a program, and run it.</p>
      </div>
    );
  if (running === null)
    return (
      <div className={styles.waiting}>
        <p>
          {sent
            ? "This program came with a link and has not run. Read it first; it runs in the sandbox, away from your work."
            : "Run it, and look at its polls one by one."}
        </p>
        {language !== "program" && (
          <button type="button" className="button primary" onClick={onRun}>
            <Play size={14} aria-hidden /> Run it
          </button>
        )}
      </div>
    );
  if (running.language === "program" || codeRun.phase !== null)
    return (
      <div className={styles.waiting} aria-busy="true">
        <p>Recording the run …</p>
      </div>
    );
  return (
    <div className={styles.waiting}>
      <p>There is no run to show. See the message below the program.</p>
    </div>
  );
}
