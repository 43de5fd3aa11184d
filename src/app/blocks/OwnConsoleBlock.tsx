/** The console on the learner's own service in a lesson: the view, the recorded minutes, and the answer to the question. */
import { MAX_RECORDINGS, type ConsoleRecordings } from "../../progress/console-recording.ts";
import { OwnConsole } from "../../features/console/own/OwnConsole.tsx";
import { Recordings } from "../../features/console/own/Recordings.tsx";
import { AnswerField } from "../../features/answers/AnswerField.tsx";
import { findingKey } from "../../progress/derive.ts";
import { setRecord, useProgress, useRecord, valueOf } from "../../progress/store.ts";

const NONE: ConsoleRecordings = { recordings: [], handIn: "no" };

interface Props {
  /** Key of the record that holds the open answer, and of the one with the recordings. */
  id: string;
  title: string;
}

export function OwnConsoleBlock({ id, title }: Props) {
  const kept = useRecord("console", id) ?? NONE;
  return (
    <>
      <OwnConsole
        title={title}
        onRecorded={(recording) => {
          const before = valueOf(useProgress.getState().records, "console", id) ?? NONE;
          const recordings = [...before.recordings, recording].slice(-MAX_RECORDINGS);
          setRecord("console", id, { ...before, recordings });
        }}
      />
      <Recordings
        kept={kept}
        onKept={(next) => setRecord("console", id, next)}
        onAnswer={(task, { text, right }) =>
          setRecord("answer", findingKey(id), { text, chosen: { words: task, right } })
        }
        onQuote={(quote) => {
          const before = valueOf(useProgress.getState().records, "answer", id)?.text.trimEnd() ?? "";
          setRecord("answer", id, { text: before === "" ? `${quote}\n\n` : `${before}\n\n${quote}\n\n` });
        }}
      />
      <AnswerField
        id={id}
        label="Which task has the longest p95 poll, and what would you change?"
        placeholder="Name the task, its numbers, and your fix. Saved as you type."
      />
    </>
  );
}
