/** Shows remarks on a program or its run; each links to its line. */
import type { SourcePosition } from "../../../harness/report.ts";
import type { Remark } from "./code-words.ts";
import styles from "./Program.module.css";

interface Props {
  remarks: readonly Remark[];
  onGoTo(position: SourcePosition): void;
}

export function Remarks({ remarks, onGoTo }: Props) {
  return (
    <div className={styles.remarks} aria-live="polite">
      {remarks.map(({ tone, text, notes, position }, index) => (
        <div key={index} data-tone={tone}>
          <p>
            {position !== undefined && (
              <>
                <button type="button" className="link-button" onClick={() => onGoTo(position)}>
                  {placeOf(position)}
                </button>
                :{" "}
              </>
            )}
            {text}
          </p>
          {notes.map((note) => (
            <p key={note} className="note">
              {note}
            </p>
          ))}
        </div>
      ))}
    </div>
  );
}

const placeOf = ({ line, column }: SourcePosition): string =>
  column === 1 ? `line ${line}` : `line ${line}, column ${column}`;
