/** The recorded minutes: the question of Day 5 on the newest, two of them side by side, and what becomes of them. */
import { Download, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { formatNs, formatPercent } from "../../../lib/units.ts";
import { counted } from "../../../lib/words.ts";
import {
  masked,
  type ConsoleRecording,
  type ConsoleRecordings,
} from "../../../progress/console-recording.ts";
import { ColumnHeads } from "../../../ui/ColumnHeads.tsx";
import { InPart } from "../../../ui/InPart.tsx";
import { saveFile } from "../../../ui/save-file.ts";
import { compare, type Compared } from "../live/compare.ts";
import { POLL_COLUMNS, rankRecorded, recordedCells } from "../../../progress/recorded-polls.ts";
import { NumbersTable } from "../../../ui/charts/ChartTable.tsx";
import { choicesOf, isLongest, polled, quoteOf } from "../live/question.ts";
import styles from "./Own.module.css";
import console from "../Console.module.css";

interface Props {
  kept: ConsoleRecordings;
  onKept(kept: ConsoleRecordings): void;
  /** The answer to the question about the newest one. */
  onAnswer(task: string, verdict: { text: string; right: boolean }): void;
  /** Adds the numbers to the learner's text. */
  onQuote(text: string): void;
}

/** Rows of a table before the button for more. */
const SHOWN = 12;

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

interface QuestionProps {
  recording: ConsoleRecording;
  onAnswer: Props["onAnswer"];
  onQuote: Props["onQuote"];
}

function Question({ recording, onAnswer, onQuote }: QuestionProps) {
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
    <div className={console.question}>
      <p className="note">
        {recording.label}: {recording.seconds.toFixed(0)} s,{" "}
        {counted(recording.tasks.length + recording.leftOut, "line")} that spawned tasks
        {recording.droppedEvents > 0 && `, ${counted(recording.droppedEvents, "event")} dropped`}
      </p>
      <fieldset>
        <legend>Which task has the longest p95 poll duration?</legend>
        <div className={console.choices}>
          {choices.map(({ name, task }, index) => (
            <label key={`${name} ${task.kind} ${task.location}`} className={console.task}>
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
          className={console.ranking}
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

function Comparison({ recordings }: { recordings: readonly ConsoleRecording[] }) {
  const [before, setBefore] = useState(recordings.length - 2);
  const [after, setAfter] = useState(recordings.length - 1);
  const [a, b] = [recordings[before], recordings[after]];
  const pick = (label: string, value: number, set: (at: number) => void) => (
    <label>
      {label}{" "}
      <select className="input" value={value} onChange={({ target }) => set(Number(target.value))}>
        {recordings.map((each, index) => (
          <option key={each.at} value={index}>
            {index + 1}. {each.label}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section className={styles.comparison} aria-label="Before and after">
      <h4>Before and after</h4>
      <div className={styles.buttons}>
        {pick("Before", before, setBefore)}
        {pick("After", after, setAfter)}
      </div>
      {a !== undefined && b !== undefined && a !== b && (
        <InPart items={compare(a, b)} step={SHOWN} what="tasks">
          {(part) => (
            <div className="table-scroll">
              <table className={console.ranking}>
                <caption>Shares are of the recorded time, and polls are by the second</caption>
                <ColumnHeads names={["Task", "p95 before", "p95 after", "Busy", "Sched", "Polls / s"]} />
                <tbody>
                  {part.map((row) => (
                    <ComparedRow key={row.key} row={row} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </InPart>
      )}
    </section>
  );
}

function ComparedRow({ row: { name, before, after } }: { row: Compared }) {
  const both = (of: (side: NonNullable<Compared["before"]>) => string) =>
    `${before ? of(before) : "–"} → ${after ? of(after) : "–"}`;
  const p95 = (side: Compared["before"]) => (side?.p95Ns === undefined ? "–" : formatNs(side.p95Ns));
  return (
    <tr>
      <th scope="row" translate="no">
        {name}
      </th>
      <td>{p95(before)}</td>
      <td>{p95(after)}</td>
      <td>{both(({ busyShare }) => percent(busyShare))}</td>
      <td>{both(({ scheduledShare }) => percent(scheduledShare))}</td>
      <td>{both(({ pollsPerSecond }) => pollsPerSecond.toFixed(pollsPerSecond < 10 ? 1 : 0))}</td>
    </tr>
  );
}

const percent = (share: number): string => formatPercent(share, share < 0.1 ? 1 : 0);

const HAND_IN: readonly (readonly [ConsoleRecordings["handIn"], string])[] = [
  ["no", "Leave them out of my hand-in"],
  ["masked", "Hand them in without names and fields"],
  ["yes", "Hand them in as they are"],
];

function Kept({ kept, onKept }: Pick<Props, "kept" | "onKept">) {
  const { recordings, handIn } = kept;
  return (
    <details className={console.faults}>
      <summary>{counted(recordings.length, "recording")} kept on this device</summary>
      <ul className={styles.kept}>
        {recordings.map((recording, index) => (
          <li key={recording.at}>
            <input
              className="input"
              aria-label={`Label of recording ${index + 1}`}
              value={recording.label}
              maxLength={80}
              onChange={({ target }) =>
                onKept({
                  ...kept,
                  recordings: recordings.map((each) =>
                    each === recording ? { ...each, label: target.value } : each,
                  ),
                })
              }
            />
            <button
              type="button"
              className="button small"
              onClick={() => saveFile(fileName(recording), "application/json", JSON.stringify(recording))}
            >
              <Download size={14} aria-hidden /> Save
            </button>
            <button
              type="button"
              className="button small"
              onClick={() =>
                saveFile(fileName(recording), "application/json", JSON.stringify(masked(recording)))
              }
            >
              Save without names
            </button>
            <button
              type="button"
              className="button small quiet"
              aria-label={`Delete recording ${index + 1}`}
              onClick={() => onKept({ ...kept, recordings: recordings.filter((each) => each !== recording) })}
            >
              <Trash2 size={14} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <label className={styles.handIn}>
        Hand-in{" "}
        <select
          className="input"
          value={handIn}
          onChange={({ target }) => onKept({ ...kept, handIn: target.value as ConsoleRecordings["handIn"] })}
        >
          {HAND_IN.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
    </details>
  );
}

const fileName = ({ label }: ConsoleRecording): string =>
  `console-${label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-") || "recording"}.json`;
