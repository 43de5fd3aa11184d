/** Hints, one at a time: opening shows the first, the learner asks for each further one, and earlier ones stay. */
import { useEffect, useRef } from "react";
import styles from "./Workbench.module.css";

interface Props {
  hintsHtml: readonly string[];
  shown: number;
  onShow(): void;
}

export function Hints({ hintsHtml, shown, onShow }: Props) {
  const newest = useRef<HTMLLIElement>(null);
  const left = hintsHtml.length - shown;
  // A hint asked for by keyboard gets the focus; opening the panel again moves no focus.
  const seen = useRef(shown);
  useEffect(() => {
    if (shown > seen.current) newest.current?.focus({ preventScroll: true });
    seen.current = shown;
  }, [shown]);
  return (
    <section className={styles.panel} aria-label="Hints">
      <ol className={styles.hints}>
        {hintsHtml.slice(0, shown).map((html, index) => (
          <li key={index} ref={index === shown - 1 ? newest : undefined} tabIndex={-1}>
            <span className="label">
              Hint {index + 1} of {hintsHtml.length}
            </span>
            <div className={styles.hintBody} dangerouslySetInnerHTML={{ __html: html }} />
          </li>
        ))}
      </ol>
      {left > 0 ? (
        <button type="button" className="button" onClick={onShow}>
          Show hint {shown + 1} of {hintsHtml.length}
        </button>
      ) : (
        <p className={styles.muted}>That was the last hint.</p>
      )}
    </section>
  );
}
