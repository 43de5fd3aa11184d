/** An open question: the learner writes first and may then compare with a good answer. */
import type { Block } from "../../course/types.ts";
import { useRecord } from "../../progress/store.ts";
import { Html } from "../../ui/Html.tsx";
import { AnswerField } from "./AnswerField.tsx";
import styles from "./writing.module.css";

/** A text this short is not yet an answer to compare. */
const ENOUGH_CHARACTERS = 40;

interface Props {
  id: string;
  anchor: string;
  block: Extract<Block, { kind: "question" }>;
}

export function Question({ id, anchor, block }: Props) {
  const written = (useRecord("answer", id)?.text.trim().length ?? 0) >= ENOUGH_CHARACTERS;
  return (
    <section className={styles.card} id={anchor} aria-labelledby={`${anchor}-title`}>
      <p className="label">Question</p>
      <h3 id={`${anchor}-title`}>{block.title}</h3>
      <Html className="prose" html={block.html} />
      <AnswerField
        id={id}
        label={`Your answer: ${block.title}`}
        labelHidden
        placeholder="Write your answer. Saved as you type."
      />
      {block.afterHtml &&
        (written ? (
          <details className={styles.after}>
            <summary>Compare with a good answer</summary>
            <Html className="prose" html={block.afterHtml} />
          </details>
        ) : (
          <p className={styles.hint}>Write a sentence or two to compare.</p>
        ))}
    </section>
  );
}
