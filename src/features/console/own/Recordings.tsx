/** The recorded minutes: the question of Day 5 on the newest, two of them side by side, and what becomes of them. */
import { Comparison } from "./Comparison.tsx";
import { Kept } from "./Kept.tsx";
import type { KeptProps } from "./Kept.tsx";
import { Question } from "./Question.tsx";
import type { QuestionProps } from "./Question.tsx";
import styles from "./Own.module.css";

type Props = KeptProps & Omit<QuestionProps, "recording">;

export function Recordings({ kept, onKept, onAnswer, onQuote }: Props) {
  const { recordings } = kept;
  const newest = recordings.at(-1);
  if (newest === undefined) return null;
  return (
    <div className={styles.recordings}>
      <Question key={newest.at} recording={newest} onAnswer={onAnswer} onQuote={onQuote} />
      {recordings.length > 1 && <Comparison recordings={recordings} />}
      <Kept kept={kept} onKept={onKept} />
    </div>
  );
}
