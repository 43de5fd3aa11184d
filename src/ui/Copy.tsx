/** Copies a text and says so, or shows the text selected if the browser forbids copying. */
import { useEffect, useRef } from "react";
import styles from "./Copy.module.css";

export type Copied =
  | { kind: "copied" }
  /** Pages over plain http have no clipboard, and a browser may refuse access. */
  | { kind: "by hand"; text: string }
  | { kind: "not"; why: string };

export async function copy(text: string): Promise<Copied> {
  try {
    await navigator.clipboard.writeText(text);
    return { kind: "copied" };
  } catch {
    return { kind: "by hand", text };
  }
}

/** @param what "Link" */
export function CopyOutcome({ copied, what }: { copied: Copied | undefined; what: string }) {
  return (
    <>
      <span role="status" className="note">
        {copied?.kind === "copied" && `${what} copied.`}
        {copied?.kind === "not" && copied.why}
        {copied?.kind === "by hand" &&
          "Your browser blocked copying. The text is selected; copy it yourself."}
      </span>
      {copied?.kind === "by hand" && <Field text={copied.text} what={what} />}
    </>
  );
}

function Field({ text, what }: { text: string; what: string }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [text]);
  return (
    <input
      ref={field}
      className={styles.text}
      readOnly
      value={text}
      aria-label={`${what} to copy`}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}
