/** A prediction: pick an answer, then see what happens and why. */
import { Check, X } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import type { Block } from "../../course/types.ts";
import { choose, findChosen, type Found } from "../../progress/chosen.ts";
import type { Answer } from "../../progress/schema.ts";
import { setRecord, useRecord } from "../../progress/store.ts";
import { Html } from "../../ui/Html.tsx";
import { focusAtOnce } from "../../ui/focus.ts";
import { settle } from "./settle.ts";
import styles from "./writing.module.css";

interface Props {
  id: string;
  anchor: string;
  block: Extract<Block, { kind: "prediction" }>;
  /** Shows the run that the question is about; it plays by itself right after the answer, not at a later visit. */
  run?: ((plays: boolean) => ReactNode) | undefined;
}

export function Prediction({ id, anchor, block, run }: Props) {
  const answer = useRecord("answer", id);
  const [leaning, setLeaning] = useState<number>();
  useSettled(id, answer, block.choices);
  const found = answer?.chosen && findChosen(answer.chosen, block.choices);
  const committed = found?.kind === "current" ? found.index : undefined;
  const chosen = committed ?? leaning;
  const right = committed !== undefined && block.choices[committed]?.right === true;
  return (
    <section className={styles.card} id={anchor} aria-labelledby={`${anchor}-title`}>
      <p className="label">Prediction</p>
      <h3 id={`${anchor}-title`}>{block.title}</h3>
      <Html className="prose" html={block.html} />
      {found && found.kind !== "current" && <Earlier found={found} />}
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
            onClick={() => {
              const choice = leaning === undefined ? undefined : block.choices[leaning];
              if (choice) setRecord("answer", id, { text: "", chosen: choose(choice) });
            }}
          >
            {leaning === undefined ? "Pick an answer" : found ? "Answer again" : "Lock it in"}
          </button>
        ) : (
          <div
            className={styles.explain}
            data-tone={right ? "ok" : "error"}
            tabIndex={-1}
            ref={leaning === undefined ? undefined : focusAtOnce}
          >
            <p className={styles.outcome}>{right ? "You predicted it." : "Not quite."}</p>
            <Html className="prose" html={block.explainHtml} />
            {run?.(leaning !== undefined)}
          </div>
        )}
      </div>
    </section>
  );
}

function Earlier({ found }: { found: Exclude<Found, { kind: "current" }> }) {
  return (
    <p className="notice">
      {found.kind === "earlier"
        ? `You chose “${found.words}” in an earlier wording of this question; it was ${found.right ? "right" : "wrong"} then. You can answer again.`
        : "You answered an earlier wording of this question, and your choice can no longer be shown. You can answer again."}
    </p>
  );
}

/** Version 1 stored the position of a choice. If no table has it, it means the choice now at that position; from now on its words are stored. */
function useSettled(id: string, answer: Answer | undefined, choices: Props["block"]["choices"]): void {
  useEffect(() => {
    if (!answer?.chosen || !("place" in answer.chosen)) return;
    const choice = choices[answer.chosen.place];
    if (choice) void settle(id, answer, choose(choice));
  }, [id, answer, choices]);
}

function stateOf(right: boolean, chosen: boolean): "right" | "wrong" | "other" {
  if (right) return "right";
  return chosen ? "wrong" : "other";
}
