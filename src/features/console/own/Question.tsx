/** The question of Day 5 about a recorded minute, and the ranking that answers it. */
import { useId, useState } from "react";
import { counted } from "../../../lib/words.ts";
import type { ConsoleRecording } from "../../../progress/console-recording.ts";
import { InPart } from "../../../ui/InPart.tsx";
import { POLL_COLUMNS, rankRecorded, recordedCells } from "../../../progress/recorded-polls.ts";
import { NumbersTable } from "../../../ui/charts/ChartTable.tsx";
import { choicesOf, isLongest, polled, quoteOf } from "../live/question.ts";
import styles from "./Own.module.css";
import question from "../Question.module.css";

/** Rows of a table before the button for more. */
const SHOWN = 12;

export interface QuestionProps {
  recording: ConsoleRecording;
  /** The answer to the question about the newest one. */
  onAnswer(task: string, verdict: { text: string; right: boolean }): void;
  /** Adds the numbers to the learner's text. */
  onQuote(text: string): void;
}

export function Question({ recording, onAnswer, onQuote }: QuestionProps) {
  const [choice, setChoice] = useState<number>();
  const [verdict, setVerdict] = useState<{ text: string; right: boolean }>();
  const group = useId();
  const choices = choicesOf(recording);
  if (choices.length === 0)
    return (
      <p className="notice" data-tone="warn">
        No task of this recording has finished a poll, so there is no p95. Record again while the application
        works.
      </p>
    );

  function check() {
    const chosen = choices[choice ?? -1];
    if (chosen === undefined) return;
    const right = isLongest(chosen, recording);
    const text = right
      ? `Longest p95 poll duration in ${recording.label}: ${chosen.name}, ${polled(chosen)}. Right.`
      : `${chosen.name}: ${polled(chosen)}. Another task’s p95 is longer.`;
    setVerdict({ text, right });
    onAnswer(chosen.name, { text, right });
  }

  return (
    <div className={question.question}>
      <p className="note">
        {recording.label}: {recording.seconds.toFixed(0)} s,{" "}
        {counted(recording.tasks.length + recording.leftOut, "line")} that spawned tasks
        {recording.droppedEvents > 0 && `, ${counted(recording.droppedEvents, "event")} dropped`}
      </p>
      <fieldset>
        <legend>Which task has the longest p95 poll duration?</legend>
        <div className={question.choices}>
          {choices.map(({ name, task }, index) => (
            <label key={`${name} ${task.kind} ${task.location}`} className={question.task}>
              <input
                type="radio"
                name={group}
                checked={choice === index}
                onChange={() => {
                  setChoice(index);
                  setVerdict(undefined);
                }}
              />
              <span translate="no">{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className={styles.buttons}>
        <button type="button" className="button primary" aria-disabled={choice === undefined} onClick={check}>
          {choice === undefined ? "Pick an answer" : "Check"}
        </button>
        <button type="button" className="button" onClick={() => onQuote(quoteOf(recording))}>
          Quote the numbers below
        </button>
      </div>
      <div aria-live="polite">
        {verdict !== undefined && (
          <p className="notice" data-tone={verdict.right ? "ok" : "error"}>
            {verdict.text}
          </p>
        )}
      </div>
      {verdict?.right === true && <Ranking recording={recording} />}
    </div>
  );
}

function Ranking({ recording }: { recording: ConsoleRecording }) {
  return (
    <InPart items={rankRecorded(recording)} step={SHOWN} what="tasks">
      {(part) => (
        <NumbersTable
          className={question.ranking}
          caption="Poll durations, longest p95 first"
          showsCaption
          columns={POLL_COLUMNS}
          rows={part.map(recordedCells)}
          translate="no"
        />
      )}
    </InPart>
  );
}
