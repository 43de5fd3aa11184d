/** What is written on a marked box; a rule's name stays on one line. */
import { Fragment } from "react";
import type { Mark } from "./marks.ts";
import styles from "./MarkWords.module.css";

export function MarkWords({ mark }: { mark: Mark | undefined }) {
  if (mark === undefined) return null;
  return (
    <span className={styles.mark} data-tone={mark.tone}>
      {mark.words.map((word, index) => (
        <Fragment key={word}>
          {index > 0 && ", "}
          <span>{word}</span>
        </Fragment>
      ))}
    </span>
  );
}
