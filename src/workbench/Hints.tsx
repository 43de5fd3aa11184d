/** Hints, one at a time: each is asked for, and the ones already seen stay. */
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
  // The reader of a screen reader is taken to the hint they asked for.
  useEffect(() => {
    if (shown > 0) newest.current?.focus({ preventScroll: true });
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
          {shown === 0 ? "Show the first hint" : `Show hint ${shown + 1} of ${hintsHtml.length}`}
        </button>
      ) : (
        <p className={styles.muted}>That was the last hint.</p>
      )}
    </section>
  );
}
