/** A journal entry in a lesson: it starts from the author's template or from a measurement, and is saved as the learner types. */
import { useState } from "react";
import type { Block } from "../../course/types.ts";
import { setRecord, useRecord } from "../../progress/store.ts";
import { Html } from "../../ui/Html.tsx";
import { AnswerField } from "./AnswerField.tsx";
import styles from "./writing.module.css";

/** From detected and measured values; undefined without any, null while it is being loaded. */
export type Draft = string | null | undefined;

interface Props {
  id: string;
  anchor: string;
  block: Extract<Block, { kind: "journal" }>;
  /** The learner asks for it, and it never overwrites their text. */
  draft?: Draft;
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
        placeholder="Write here. Saved as you type."
        rows={9}
      />
      <p className={styles.actions}>
        {typeof draft === "string" && draft !== text && (
          <button
            type="button"
            className="button"
            onClick={() => use(text.trim() ? `${text.trimEnd()}\n\n${draft}` : draft)}
          >
            {text.trim() ? "Add my measurements" : "Fill in my measurements"}
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
