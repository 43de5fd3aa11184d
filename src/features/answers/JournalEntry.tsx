/** A journal entry in a lesson: it starts from the author's template, or from what the app knows, and is saved as typed. */
import { useState } from "react";
import type { Block } from "../../course/types.ts";
import { setRecord, useRecord } from "../../progress/store.ts";
import { Html } from "../../ui/Html.tsx";
import { AnswerField } from "./AnswerField.tsx";
import styles from "./writing.module.css";

interface Props {
  id: string;
  anchor: string;
  block: Extract<Block, { kind: "journal" }>;
  /** A first draft from what could be detected and measured; offered, never written over the learner's text by itself. */
  draft?: string;
}

export function JournalEntry({ id, anchor, block, draft }: Props) {
  const text = useRecord("answer", id)?.text ?? "";
  const [replaced, setReplaced] = useState<string>();
  function use(next: string) {
    setReplaced(text);
    setRecord("answer", id, { text: next });
  }
  return (
    <section className={styles.card} id={anchor} aria-labelledby={`${anchor}-title`}>
      <p className="label">Journal</p>
      <h3 id={`${anchor}-title`}>{block.title}</h3>
      <Html className="prose" html={block.html} />
      <AnswerField
        id={id}
        label={block.title}
        labelHidden
        placeholder="Write here; it is saved as you type."
        rows={9}
      />
      <p className={styles.actions}>
        {draft !== undefined && draft !== text && (
          <button
            type="button"
            className="button"
            onClick={() => use(text.trim() ? `${text.trimEnd()}\n\n${draft}` : draft)}
          >
            {text.trim() ? "Add what was measured" : "Start from what was measured"}
          </button>
        )}
        {draft === undefined && block.template && text.trim() === "" && (
          <button type="button" className="button" onClick={() => use(block.template)}>
            Start from the template
          </button>
        )}
        {replaced !== undefined && (
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              setRecord("answer", id, { text: replaced });
              setReplaced(undefined);
            }}
          >
            Undo
          </button>
        )}
      </p>
    </section>
  );
}
