/** The button with which a block fills in a journal entry of its lesson; what was there goes to the entry's history. */
import { useState } from "react";
import type { LessonMeta } from "../../course/types.ts";
import { taskKey } from "../../progress/derive.ts";
import { keyOf } from "../../progress/schema.ts";
import { addSnapshot, setRecord, useProgress, valueOf } from "../../progress/store.ts";
import styles from "../LessonPage.module.css";

interface Props {
  lesson: LessonMeta;
  /** The entry's id; without one there is no button. */
  journal: string | undefined;
  /** "this design" */
  from: string;
  /** What its history calls the earlier text. */
  before: string;
  written(): string;
}

export function FillJournal({ lesson, journal, from, before, written }: Props) {
  const [filledWith, setFilledWith] = useState<string>();
  const entry = lesson.tasks.find((task) => task.kind === "journal" && task.id === journal);
  if (entry === undefined) return null;
  async function fill(id: string) {
    const earlier = valueOf(useProgress.getState().records, "answer", id)?.text ?? "";
    if (earlier.trim() !== "")
      await addSnapshot({ key: keyOf("answer", id), at: Date.now(), reason: before, text: earlier });
    const text = written();
    setRecord("answer", id, { text });
    setFilledWith(text);
  }
  return (
    <p className={styles.aside}>
      <button type="button" className="button small" onClick={() => void fill(taskKey(lesson, entry.id))}>
        Fill in “{entry.title}” from {from}
      </button>{" "}
      <span role="status">
        {filledWith !== undefined &&
          filledWith === written() &&
          "Filled in. What was there is in its history."}
      </span>
    </p>
  );
}
