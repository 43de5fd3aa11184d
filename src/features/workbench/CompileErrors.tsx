/** The compiler's errors as text: message, place, and the line with a caret under the error. */
import type { SourcePosition } from "../../../harness/report.ts";
import type { Diagnostic } from "../../sandbox/types.ts";
import { WithCode } from "./WithCode.tsx";
import styles from "./CompileErrors.module.css";

interface Props {
  errors: readonly Diagnostic[];
  onGoTo(position: SourcePosition): void;
}

export function CompileErrors({ errors, onGoTo }: Props) {
  return (
    <ol className={styles.errors} aria-label="Compile errors">
      {errors.map((error, index) => (
        <li key={index}>
          <button type="button" onClick={() => onGoTo(error)}>
            <span className={styles.errorPlace}>
              {error.line}:{error.column}
            </span>
            <span className={styles.errorMessage}>
              <WithCode text={error.message} />
            </span>
          </button>
          {error.lineText.trim() !== "" && (
            <pre translate="no" className={styles.frame} aria-hidden="true">
              {error.lineText}
              {"\n"}
              {caret(error)}
            </pre>
          )}
          {error.notes.map((note) => (
            <p key={note} className={styles.note}>
              <WithCode text={note} />
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}

/** Spaces up to the error, then the carets; tabs stay tabs so that the carets line up. */
function caret({ lineText, column, length }: Diagnostic): string {
  const before = lineText.slice(0, column - 1).replace(/[^\t]/g, " ");
  return before + "^".repeat(Math.max(1, Math.min(length, lineText.length - column + 1)));
}
