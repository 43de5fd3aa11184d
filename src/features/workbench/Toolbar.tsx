/** The buttons of a workbench: run, stop, hints, solution, history, reset. */
import { BookOpen, History, Lightbulb, Play, RotateCcw, Square } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Workbench.module.css";

interface Props {
  busy: boolean;
  hintsOpen: boolean;
  hintsShown: number;
  hintCount: number;
  canReset: boolean;
  onRun(): void;
  onStop(): void;
  onHints(): void;
  onSolution(): void;
  onReset(): void;
  onVersions: (() => void) | undefined;
  extra: ReactNode;
}

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

export function Toolbar(props: Props) {
  const { busy, hintsOpen, hintsShown, hintCount } = props;
  return (
    <div className={styles.toolbar}>
      {/* One button for both, so that the focus stays when a run begins or ends. */}
      <button
        type="button"
        className={`button ${busy ? "" : "primary"} ${styles.run}`}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={busy ? props.onStop : props.onRun}
      >
        {busy ? (
          <Square size={14} fill="currentColor" aria-hidden="true" />
        ) : (
          <Play size={14} fill="currentColor" aria-hidden="true" />
        )}
        {busy ? "Stop" : "Run"}
        {!busy && (
          <kbd translate="no" className={styles.shortcut} aria-hidden="true">
            {IS_MAC ? "⌘" : "Ctrl"} ↵
          </kbd>
        )}
      </button>
      {props.extra}
      <span className={styles.spring} />
      {hintCount > 0 && (
        <button type="button" className="button quiet" aria-expanded={hintsOpen} onClick={props.onHints}>
          <Lightbulb size={16} aria-hidden="true" />
          Hints
          <span className={styles.count} aria-label={`${hintsShown} of ${hintCount} shown`}>
            {hintsShown}/{hintCount}
          </span>
        </button>
      )}
      <button type="button" className="button quiet" onClick={props.onSolution}>
        <BookOpen size={16} aria-hidden="true" />
        Solution
      </button>
      {props.onVersions && (
        <button type="button" className="button quiet" onClick={props.onVersions}>
          <History size={16} aria-hidden="true" />
          History
        </button>
      )}
      <button type="button" className="button quiet" disabled={!props.canReset} onClick={props.onReset}>
        <RotateCcw size={16} aria-hidden="true" />
        Reset
      </button>
    </div>
  );
}
