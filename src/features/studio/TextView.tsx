/** The design as YAML. A text with a mistake changes nothing until it is mended. */
import { useMemo, useState } from "react";
import { printYaml, readYaml } from "../../recording/studio/yaml.ts";
import type { Mistake } from "../../recording/studio/yaml.ts";
import type { Design } from "../../recording/studio/schema.ts";
import type { Editing } from "./history.ts";
import styles from "./Studio.module.css";

/** A text with mistakes, and the design that it was written over. */
export interface Draft {
  text: string;
  of: Design;
}

interface Props {
  editing: Editing;
  /** Stays while another view is shown, until the design changes. */
  draft: Draft | null;
  onDraft(draft: Draft | null): void;
}

export default function TextView({ editing, draft, onDraft }: Props) {
  const { design, change } = editing;
  const begin = (): string => (draft?.of === design ? draft.text : printYaml(design));
  const [text, setText] = useState(begin);
  const [own, setOwn] = useState(design);
  // Another view, undo or redo has changed the design.
  if (own !== design) {
    setOwn(design);
    setText(begin());
  }
  const isDraft = draft?.of === design;
  const mistakes = useMemo(() => (isDraft ? mistakesIn(text) : []), [isDraft, text]);

  function edit(next: string) {
    setText(next);
    const read = readYaml(next);
    onDraft(read.ok ? null : { text: next, of: design });
    if (!read.ok) return;
    setOwn(read.design);
    change(read.design, "text");
  }
  return (
    <div>
      <textarea
        className={styles.text}
        aria-label="The design as YAML"
        aria-invalid={mistakes.length > 0}
        spellCheck={false}
        rows={28}
        value={text}
        onChange={(event) => edit(event.target.value)}
      />
      <ul className={styles.mistakes} aria-live="polite">
        {mistakes.map(({ line, column, message }) => (
          <li key={`${line}:${column}:${message}`}>
            Line {line}, column {column}: {message}
          </li>
        ))}
      </ul>
      {mistakes.length > 0 && (
        <p className="note">Everything else still shows the last design without a mistake.</p>
      )}
    </div>
  );
}

function mistakesIn(text: string): readonly Mistake[] {
  const read = readYaml(text);
  return read.ok ? [] : read.mistakes;
}
