/** The task studio on a lesson's page: it opens with the learner's own design, keeps it in the journal, and can fill the journal's table from it. */
import { useCallback, useState } from "react";
import type { Block, Course, LessonMeta } from "../../course/types.ts";
import { journalTable, openedWith } from "../../features/studio/in-lesson.ts";
import { keptText } from "../../features/studio/keep.ts";
import type { Kept } from "../../features/studio/keep.ts";
import { Studio } from "../../features/studio/Studio.tsx";
import { taskKey } from "../../progress/derive.ts";
import { addSnapshot, setRecord, useProgress, valueOf } from "../../progress/store.ts";
import { keyOf } from "../../progress/schema.ts";
import styles from "../LessonPage.module.css";
import { useLearnersHistogram } from "./learners-histogram.ts";

interface Props {
  course: Course;
  lesson: LessonMeta;
  block: Extract<Block, { kind: "studio" }>;
}

export default function StudioBlock(props: Props) {
  const ready = useProgress((state) => state.phase === "ready");
  return ready ? <Opened {...props} /> : <div className={styles.workbenchPlace} aria-busy="true" />;
}

function Opened({ course, lesson, block }: Props) {
  const id = taskKey(lesson, block.id);
  const recordWithLearners = useLearnersHistogram(course);
  const [kept, setKept] = useState<Kept>();
  const [filled, setFilled] = useState(false);
  const keep = useCallback(
    (next: Kept) => {
      setKept(next);
      setFilled(false);
      setRecord("answer", id, { text: keptText(next) });
    },
    [id],
  );
  const [first] = useState(() =>
    openedWith(block, valueOf(useProgress.getState().records, "answer", id)?.text),
  );
  const journal = lesson.tasks.find((task) => task.kind === "journal" && task.id === block.journal);
  return (
    <>
      <Studio first={first} onKeep={keep} requires={block.requires} recordWithLearners={recordWithLearners} />
      <p className={styles.aside}>Your journal keeps what you draw here and the results of its last run.</p>
      {journal !== undefined && (
        <p className={styles.aside}>
          <button
            type="button"
            className="button small"
            onClick={() => {
              const now = kept ?? { design: first, verdicts: [], result: null };
              void fillJournal(taskKey(lesson, journal.id), journalTable(now));
              setFilled(true);
            }}
          >
            Fill in “{journal.title}” from this design
          </button>{" "}
          <span role="status">{filled && "Filled in. What was there is in its history."}</span>
        </p>
      )}
    </>
  );
}

/** What was there goes to its history. */
async function fillJournal(id: string, text: string): Promise<void> {
  const before = valueOf(useProgress.getState().records, "answer", id)?.text ?? "";
  if (before.trim() !== "")
    await addSnapshot({
      key: keyOf("answer", id),
      at: Date.now(),
      reason: "before the studio",
      text: before,
    });
  setRecord("answer", id, { text });
}
