/** A text the learner writes, saved on every change. */
import { useId } from "react";
import { setRecord, useProgress, useRecord } from "../../progress/store.ts";
import styles from "./writing.module.css";

interface Props {
  /** Key of the answer's record. */
  id: string;
  label: string;
  labelHidden?: boolean;
  placeholder: string;
  rows?: number;
  /** The field's text until the learner writes something. */
  template?: string;
}

export function AnswerField({ id, label, labelHidden = false, placeholder, rows = 5, template = "" }: Props) {
  const field = useId();
  const loading = useProgress((state) => state.phase === "loading");
  const text = useRecord("answer", id)?.text ?? template;
  return (
    <div className={styles.answer}>
      <label htmlFor={field} className={labelHidden ? "visually-hidden" : styles.answerLabel}>
        {label}
      </label>
      <textarea
        id={field}
        className="field"
        rows={rows}
        style={{ minHeight: `calc(${rows}lh + 2 * var(--space-3))` }}
        placeholder={placeholder}
        value={text}
        disabled={loading}
        onChange={(event) => setRecord("answer", id, { text: event.target.value })}
      />
    </div>
  );
}
