/** The buttons of a workbench: run, hints, solution, history, reset. */
import { BookOpen, History, Lightbulb, RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Workbench.module.css";

interface Props {
  /** The button that runs the code, where it is not elsewhere. */
  run: ReactNode;
  hintsOpen: boolean;
  hintsShown: number;
  hintCount: number;
  canReset: boolean;
  onHints(): void;
  onSolution(): void;
  onReset(): void;
  onVersions: (() => void) | undefined;
  extra: ReactNode;
}

export function Toolbar(props: Props) {
  const { hintsOpen, hintsShown, hintCount } = props;
  return (
    <div className={styles.toolbar}>
      {props.run}
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
