/** A prediction: choose before you know, then see what happens and why. */
import { Check, X } from "lucide-react";
import { useState } from "react";
import type { Block } from "../../course/types.ts";
import { setRecord, useRecord } from "../../progress/store.ts";
import { Html } from "../../ui/Html.tsx";
import styles from "./writing.module.css";

interface Props {
  id: string;
  anchor: string;
  block: Extract<Block, { kind: "prediction" }>;
}

export function Prediction({ id, anchor, block }: Props) {
  const committed = useRecord("answer", id)?.choice;
  const [leaning, setLeaning] = useState<number>();
  const chosen = committed ?? leaning;
  const right = committed !== undefined && block.choices[committed]?.right === true;
  return (
    <section className={styles.card} id={anchor} aria-labelledby={`${anchor}-title`}>
      <p className="label">Prediction</p>
      <h3 id={`${anchor}-title`}>{block.title}</h3>
      <Html className="prose" html={block.html} />
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">Your prediction: {block.title}</legend>
        {block.choices.map((choice, index) => (
          <label
            key={choice.html}
            className={styles.choice}
            data-state={committed === undefined ? undefined : stateOf(choice.right, index === committed)}
          >
            <input
              type="radio"
              name={id}
              checked={chosen === index}
              disabled={committed !== undefined}
              onChange={() => setLeaning(index)}
            />
            <Html className={styles.choiceText} html={choice.html} />
            {committed !== undefined && choice.right && (
              <span className={styles.verdict} data-tone="ok">
                <Check size={15} aria-hidden /> right
              </span>
            )}
            {committed === index && !choice.right && (
              <span className={styles.verdict} data-tone="error">
                <X size={15} aria-hidden /> your choice
              </span>
            )}
          </label>
        ))}
      </fieldset>
      <div aria-live="polite">
        {committed === undefined ? (
          <button
            type="button"
            className="button primary"
            aria-disabled={leaning === undefined}
            onClick={() => leaning !== undefined && setRecord("answer", id, { text: "", choice: leaning })}
          >
            {leaning === undefined ? "Choose first" : "Commit to this"}
          </button>
        ) : (
          <div className={styles.explain}>
            <p className={styles.outcome}>{right ? "You predicted it." : "It goes differently."}</p>
            <Html className="prose" html={block.explainHtml} />
          </div>
        )}
      </div>
    </section>
  );
}

function stateOf(right: boolean, chosen: boolean): "right" | "wrong" | "other" {
  if (right) return "right";
  return chosen ? "wrong" : "other";
}
