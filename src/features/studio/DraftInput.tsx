/** A field whose text becomes part of the design when it is finished: on Enter, or when it loses the focus. */
import { useId, useState } from "react";
import styles from "./Studio.module.css";

interface Props {
  label: string;
  value: string;
  numeric?: boolean;
  /** Letters may be written, too: a phone's keys for numbers have none. */
  orWords?: boolean;
  /** @returns what is wrong with the text; undefined when it was taken */
  onCommit(text: string): string | undefined;
}

export function DraftInput({ label, value, numeric = false, orWords = false, onCommit }: Props) {
  const [draft, setDraft] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const id = useId();
  const commit = () => {
    if (draft === undefined) return;
    const complaint = draft === value ? undefined : onCommit(draft);
    setWrong(complaint);
    if (complaint === undefined) setDraft(undefined);
  };
  return (
    <>
      <input
        className={numeric ? "input number" : "input"}
        aria-label={label}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong === undefined ? undefined : id}
        inputMode={numeric && !orWords ? "decimal" : undefined}
        value={draft ?? value}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key !== "Escape") return;
          setDraft(undefined);
          setWrong(undefined);
        }}
      />
      {wrong !== undefined && (
        <span id={id} role="alert" className={styles.wrong}>
          {wrong}
        </span>
      )}
    </>
  );
}
